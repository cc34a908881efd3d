/** A file of a browser's kind → pixels, upright, in sRGB, exact also where they let light through. */
import { Fault } from '../../core/contract/fault.ts';
import { blankPixels, type Pixels } from '../../core/pixels/pixels.ts';
import { sniff, type Sniffed } from '../../core/pixels/sniff.ts';
import { limitHere } from './limit.ts';

/** More than any picture of 50 megapixels needs, and little enough to read whole. */
const MOST_BYTES = 256 * 2 ** 20;

/** The bytes of a file as it came. Throws `Fault('too-big')` before reading what is no picture by its length. */
export async function readFile(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > MOST_BYTES) {
    const size = Math.round(file.size / 2 ** 20);
    throw new Fault(
      'too-big',
      `This file is ${size} MB, and the limit is 256 MB. Save a smaller copy, and open that.`,
    );
  }
  return new Uint8Array(await file.arrayBuffer());
}

/** Throws `Fault('bad-request')` where the browser cannot decode it, and what `sniff` throws. */
export async function decodeFile(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ pixels: Pixels; sniffed: Sniffed }> {
  const sniffed = sniff(bytes, limitHere());
  const bitmap = await bitmapOf(new Blob([bytes], { type: sniffed.type }), sniffed.type);
  try {
    return { sniffed, pixels: sniffed.alpha ? await readStraight(bitmap) : readOpaque(bitmap) };
  } finally {
    bitmap.close();
  }
}

async function bitmapOf(blob: Blob, type: string): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(blob, { imageOrientation: 'from-image', premultiplyAlpha: 'none' });
  } catch (thrown) {
    const name = type.replace('image/', '').toUpperCase();
    throw new Fault(
      'bad-request',
      `This ${name} is damaged, or of a kind this browser cannot open. Try another copy of it.`,
      {
        cause: thrown,
      },
    );
  }
}

/** Without transparency a canvas gives back exactly what was drawn. */
function readOpaque(bitmap: ImageBitmap): Pixels {
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', {
    willReadFrequently: true,
  });
  if (!context) throw new Fault('out-of-memory', 'The browser gave no canvas to draw this picture on.');
  context.drawImage(bitmap, 0, 0);
  const { width, height, data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  return { width, height, data };
}

/** The side of the square that is read at once: every WebGL 2 device has textures of this size. */
const TILE = 2048;

/**
 * A 2D canvas keeps its colours multiplied by alpha, which loses the colour of what is nearly clear. A WebGL texture
 * does not. Without WebGL the colour of what is not opaque is rounded; its alpha is exact.
 */
async function readStraight(bitmap: ImageBitmap): Promise<Pixels> {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return readOpaque(bitmap);
  const { width, height } = bitmap;
  const pixels = blankPixels(width, height);
  const bytes = new Uint8Array(pixels.data.buffer);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_COLORSPACE_CONVERSION_WEBGL, gl.NONE);
  gl.pixelStorei(gl.PACK_ROW_LENGTH, width);
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  for (let y = 0; y < height; y += TILE) {
    for (let x = 0; x < width; x += TILE) {
      const [wide, high] = [Math.min(TILE, width - x), Math.min(TILE, height - y)];
      const tile = await createImageBitmap(bitmap, x, y, wide, high, { premultiplyAlpha: 'none' });
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, tile);
      tile.close();
      gl.readPixels(0, 0, wide, high, gl.RGBA, gl.UNSIGNED_BYTE, bytes, (y * width + x) * 4);
    }
  }
  const failed = gl.getError() !== gl.NO_ERROR;
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return failed ? readOpaque(bitmap) : pixels;
}
