/** A file of a browser's kind → pixels, upright, in sRGB, exact also where they let light through. */
import { Fault } from '../../core/contract/fault.ts';
import { blankPixels, type Pixels } from '../../core/pixels/pixels.ts';
import { sniff, type Sniffed } from '../../core/pixels/sniff.ts';

/** More than any picture of 24 megapixels needs, and little enough to read whole. */
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
  const sniffed = sniff(bytes);
  const bitmap = await bitmapOf(new Blob([bytes], { type: sniffed.type }), sniffed.type);
  try {
    return { sniffed, pixels: sniffed.alpha ? readStraight(bitmap) : readOpaque(bitmap) };
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

/**
 * A 2D canvas keeps its colours multiplied by alpha, which loses the colour of what is nearly clear. A WebGL texture
 * does not.
 */
function readStraight(bitmap: ImageBitmap): Pixels {
  const { width, height } = bitmap;
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return readOpaque(bitmap); // rounds the colour of pixels that are not opaque; their alpha is exact
  const most: unknown = gl.getParameter(gl.MAX_TEXTURE_SIZE);
  if (typeof most !== 'number' || Math.max(width, height) > most) return readOpaque(bitmap);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_COLORSPACE_CONVERSION_WEBGL, gl.NONE);
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, bitmap);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  const pixels = blankPixels(width, height);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(pixels.data.buffer));
  const failed = gl.getError() !== gl.NO_ERROR;
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return failed ? readOpaque(bitmap) : pixels;
}
