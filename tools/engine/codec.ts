/** The door to sharp (libvips): files → pixels as the app has them (upright, in sRGB, eight bits, alpha not multiplied in), and back. */
import sharp from 'sharp';
import { Fault } from '../../core/contract/fault.ts';
import { large } from '../../core/pixels/limit.ts';
import { drawnMask } from '../../core/pixels/drawn-mask.ts';
import { checkSize } from '../../core/pixels/mask.ts';
import { isOpaque, type Mask, type Pixels } from '../../core/pixels/pixels.ts';
import { decodeGreyPng } from '../../core/pixels/png/decode.ts';
import { sniff } from '../../core/pixels/sniff.ts';

// What was decoded once is not asked for again, and a job has the threads that its engine was given.
sharp.cache(false);

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * A colour profile is converted to sRGB, and what has 16 bits a channel comes to 8. Throws `Fault('bad-request')` where it is no
 * picture or damaged, and `Fault('too-big')` above 50 megapixels.
 */
export async function decodePicture(bytes: Bytes): Promise<Pixels> {
  const { type, width, height } = sniff(bytes, large);
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: large.pixels, failOn: 'truncated' })
      .autoOrient()
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (info.width !== width || info.height !== height || info.channels !== 4) {
      throw new Error(`It came out as ${info.width} × ${info.height} of ${info.channels} channels.`);
    }
    const { buffer, byteOffset, length } = data;
    // sharp gives a Buffer over memory of its own, which no other thread shares.
    return { width, height, data: new Uint8ClampedArray(buffer as ArrayBuffer, byteOffset, length) };
  } catch (cause) {
    const name = type.replace('image/', '').toUpperCase();
    throw new Fault(
      'bad-request',
      `This ${name} is damaged, or of a kind this engine cannot open. Try another copy of it.`,
      { cause },
    );
  }
}

/** As `unpackMask` in the app: a grey PNG byte for byte, of any other picture its alpha or brightness. Throws as it does. */
export async function decodeMask(bytes: Bytes, size: Pick<Mask, 'width' | 'height'>): Promise<Mask> {
  sniff(bytes, large);
  const mask = decodeGreyPng(bytes) ?? drawnMask(await decodePicture(bytes));
  checkSize(mask, size);
  return { width: mask.width, height: mask.height, data: mask.data };
}

/** A PNG, exact to the bit. The app's own writer (`core/pixels/png/encode.ts`) takes four times as long, and is a tenth shorter. */
export async function encodePicture(picture: Pixels): Promise<Bytes> {
  const { width, height, data } = picture;
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.length);
  const image = sharp(raw, { limitInputPixels: false, raw: { width, height, channels: 4 } });
  const png = await (isOpaque(picture) ? image.removeAlpha() : image)
    .png({ compressionLevel: 2, adaptiveFiltering: true })
    .toBuffer();
  return new Uint8Array(png.buffer as ArrayBuffer, png.byteOffset, png.length);
}
