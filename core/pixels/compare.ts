/** What differs between two pictures. */
import { Fault } from '../contract/fault.ts';
import type { Box } from './box.ts';
import { words, type Mask, type Pixels } from './pixels.ts';

export interface Difference {
  /** How many pixels differ in any of their four bytes. */
  readonly count: number;
  /** The smallest box that holds them all. */
  readonly bounds: Box;
}

/** Throws `bad-request` where the pictures are of different sizes. */
export function compare(a: Pixels, b: Pixels): Difference {
  if (a.width !== b.width || a.height !== b.height) {
    throw new Fault(
      'bad-request',
      `A picture of ${a.width} × ${a.height} pixels cannot be compared with one of ${b.width} × ${b.height}.`,
    );
  }
  const [one, other] = [words(a), words(b)];
  let [count, left, top, right, bottom] = [0, a.width, a.height, -1, -1];
  for (let y = 0, i = 0; y < a.height; y++) {
    for (let x = 0; x < a.width; x++, i++) {
      if (one[i] === other[i]) continue;
      count++;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  const bounds =
    count === 0
      ? { x: 0, y: 0, width: 0, height: 0 }
      : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
  return { count, bounds };
}

/** How far apart the colours are where the mask is not 0, of 255 and on the mean; 0 where it is 0 all over. All of one size. */
export function meanDifference(a: Pixels, b: Pixels, mask: Mask): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < mask.data.length; i++) {
    if (mask.data[i] === 0) continue;
    for (let at = 4 * i; at < 4 * i + 3; at++) sum += Math.abs(a.data[at]! - b.data[at]!);
    count += 3;
  }
  return count === 0 ? 0 : sum / count;
}
