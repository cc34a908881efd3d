/** What is asked of the mask of a whole photo between two frames, and so is done four pixels at a time. */
import type { Box } from '../../core/pixels/box.ts';
import type { Mask } from '../../core/pixels/pixels.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Signed, since what is larger than 31 bits may cost memory of its own. */
const wordsOf = (data: Bytes): Int32Array => new Int32Array(data.buffer, data.byteOffset, data.length >> 2);

/** Whether each pixel inside `box` is `value`. */
export function isAll(value: number, { width, data }: Mask, box: Box): boolean {
  const words = wordsOf(data);
  const four = (value * 0x01010101) | 0;
  for (let y = box.y; y < box.y + box.height; y++) {
    const from = y * width + box.x;
    const to = from + box.width;
    const [first, last] = [(from + 3) >> 2, to >> 2];
    for (let i = first; i < last; i++) if (words[i] !== four) return false;
    for (let i = from; i < Math.min(to, first << 2); i++) if (data[i] !== value) return false;
    for (let i = Math.max(from, last << 2); i < to; i++) if (data[i] !== value) return false;
  }
  return true;
}

/** The rows from the first to the last in which anything is marked; empty where nothing is. */
export function rowsMarked({ width, data }: Mask): Box {
  const words = wordsOf(data);
  let first = 0;
  while (first < words.length && words[first] === 0) first++;
  let end = data.length;
  while (end > words.length << 2 && data[end - 1] === 0) end--;
  if (end === words.length << 2) while (end > first << 2 && words[(end >> 2) - 1] === 0) end -= 4;
  if (end <= first << 2) return { x: 0, y: 0, width: 0, height: 0 };
  const y = Math.floor((first << 2) / width);
  return { x: 0, y, width, height: Math.ceil(end / width) - y };
}

/** Marks in `mask` what `other` marks in these rows or, with 0, unmarks it. */
export function merge({ width, data }: Mask, other: Bytes, rows: Box, value: 0 | 255): void {
  const [to, from] = [wordsOf(data), wordsOf(other)];
  const end = Math.min(from.length, Math.ceil(((rows.y + rows.height) * width) / 4));
  for (let i = (rows.y * width) >> 2; i < end; i++) {
    const four = from[i] ?? 0;
    if (four !== 0) to[i] = value === 255 ? (to[i] ?? 0) | four : (to[i] ?? 0) & ~four;
  }
  for (let i = from.length << 2; i < data.length; i++) {
    const one = other[i] ?? 0;
    data[i] = value === 255 ? (data[i] ?? 0) | one : (data[i] ?? 0) & ~one;
  }
}
