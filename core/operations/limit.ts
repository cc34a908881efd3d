/** Refuses to make a picture that could not be opened. */
import { Fault } from '../contract/fault.ts';
import type { Size } from '../pixels/box.ts';
import { fitting, longestSide } from '../pixels/limit.ts';

/** Throws `too-big` where a picture of this size would have more than 24 megapixels, or too long a side. */
export function checkLimit(size: Size): void {
  const fits = fitting(size);
  if (!fits) return;
  const { width, height } = size;
  const tooMuch =
    Math.max(width, height) > longestSide
      ? `${width} × ${height} pixels is too long: ${longestSide} is the most for a side`
      : `${width} × ${height} pixels is ${Math.round((width * height) / 1e6)} megapixels, and 24 is the most`;
  throw new Fault('too-big', `${tooMuch}. Ask for ${fits.width} × ${fits.height} or less.`);
}
