/** Where a painting speaks against a fill. */
import type { Painted } from '../guide/painter.ts';
import { boxMean, type Planes } from '../guide/planes.ts';

/** How far around a pixel the two are compared in the mean: finer than that a painting knows nothing of grass. */
const REACH = 6;

/** Of an error of a few grey values, squared, nobody is sure: a painting's own blur is that. */
export const LEAST_DOUBT = 20;

/**
 * From 0 to 1 for each pixel: half where the tone of what was filled differs, squared, by as much as the painting expects to be
 * wrong. What it has nothing against needs no leading, and goes on as the photo does; if it were led, the painting's want of
 * texture would be, too.
 */
export function objection({ width, height, values, hole }: Planes, { colour, doubt }: Painted): Float32Array {
  const size = width * height;
  const apart = new Float32Array(size);
  for (let start = 0; start < 3 * size; start += size) {
    const off = hole.map((isHole, at) => isHole * (values[start + at]! - colour[start + at]!));
    boxMean(off, width, height, REACH).forEach((mean, at) => (apart[at]! += (255 * mean) ** 2 / 3));
  }
  const wrong = apart.map((square, at) => square / (65025 * doubt[at]! + LEAST_DOUBT));
  return boxMean(wrong, width, height, REACH).map(times => times ** 2 / (times ** 2 + 1));
}
