/** Masks in and out: one byte a pixel here, an 8-bit grey PNG where they are kept. */
import { drawnMask } from '../../core/pixels/drawn-mask.ts';
import { checkSize } from '../../core/pixels/mask.ts';
import type { Mask } from '../../core/pixels/pixels.ts';
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
  const mask = decodeGreyPng(bytes) ?? drawnMask((await decodeFile(bytes)).pixels);
  checkSize(mask, size);
  return { width: mask.width, height: mask.height, data: mask.data };
}
