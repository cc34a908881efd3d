/** Refuses to make a picture that could not be opened. */
import { Fault } from '../contract/fault.ts';
import type { Size } from '../pixels/box.ts';
import { fitting, large, longestSide, ordinary } from '../pixels/limit.ts';

/**
 * Throws `too-big` where a picture of this size would have more than 24 megapixels (50, where it is made of one that has
 * more than 24: this device opened it), or too long a side.
 */
export function checkLimit(size: Size, from: Size): void {
  const limit = fitting(from, ordinary) ? large : ordinary;
  const fits = fitting(size, limit);
  if (!fits) return;
  const { width, height } = size;
  const tooMuch =
    Math.max(width, height) > longestSide
      ? `${width} × ${height} pixels is too long: ${longestSide} is the most for a side`
      : `${width} × ${height} pixels is ${Math.round((width * height) / 1e6)} megapixels, and ${limit.megapixels} is the most`;
  throw new Fault('too-big', `${tooMuch}. Ask for ${fits.width} × ${fits.height} or less.`);
}
