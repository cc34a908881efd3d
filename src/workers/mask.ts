/** Masks in and out: one byte a pixel here, an 8-bit grey PNG where they are kept. */
import { checkSize } from '../../core/pixels/mask.ts';
import { isOpaque, type Mask } from '../../core/pixels/pixels.ts';
import { decodeGreyPng } from '../../core/pixels/png/decode.ts';
import { encodePng } from '../../core/pixels/png/encode.ts';
import { sniff } from '../../core/pixels/sniff.ts';
import { decodeFile, readFile } from './decode.ts';
import { limitHere } from './limit.ts';

export const packMask = (mask: Mask): Uint8Array<ArrayBuffer> => encodePng({ ...mask, channels: 1 });

/**
 * The mask in a file: a grey PNG byte for byte; of any other picture its alpha where some of it is clear, else its
 * brightness. Throws `Fault('bad-request')` where it is no picture, or not of `size`; the sentence names both sizes.
 */
export async function unpackMask(file: Blob, size: { width: number; height: number }): Promise<Mask> {
  const bytes = await readFile(file);
  sniff(bytes, limitHere()); // refuses what is cut short or too large before any of it is unpacked
  const mask = decodeGreyPng(bytes) ?? (await maskIn(bytes));
  checkSize(mask, size);
  return { width: mask.width, height: mask.height, data: mask.data };
}

async function maskIn(bytes: Uint8Array<ArrayBuffer>): Promise<Mask> {
  const { width, height, data } = (await decodeFile(bytes)).pixels;
  const mask = { width, height, data: new Uint8Array(width * height) };
  const clear = !isOpaque({ data });
  for (let i = 0, at = 0; i < mask.data.length; i++, at += 4) {
    // Rec. 709 luma of the stored values: a mask drawn in grey keeps its numbers.
    const luma = 0.2126 * data[at]! + 0.7152 * data[at + 1]! + 0.0722 * data[at + 2]!;
    mask.data[i] = clear ? data[at + 3]! : Math.round(luma);
  }
  return mask;
}
