/**
 * Where a painter is sure, what it painted and what was copied are two guesses of the same thing, whose errors have
 * little to do with each other: between them lies what is nearer than either. Where it is not, or where there is grain,
 * which no painter can know, what it painted is soft, and the copy stands.
 */
import type { Painted } from '../guide/painter.ts';
import { HOLE, PATCH, type Level } from './field.ts';
import type { Filled } from './filled.ts';
import type { Tuning } from './tuning.ts';

/** A copied pixel is as wrong as its patch is unlike what is around, and at most so much, squared, of 255. */
const COPY_ERROR = 100;
const SAMPLES = PATCH * PATCH * 3;

/** The most that the painting counts: some of the copy's grain is always kept. */
const MOST = 0.6;

/** From gradients of this mean size on (of 255) the painting counts half as much, and less and less. */
const BUSY = 8;

/** `painted` is of the level's size. Writes into what is `filled`. */
export function leanOn(
  { colour, doubt }: Painted,
  { state, steer }: Level,
  { image, unlike }: Filled,
  { textureGain }: Tuning,
): void {
  const size = state.length;
  const copyError = Math.min(COPY_ERROR, unlike / SAMPLES);
  for (let at = 0; at < size; at++) {
    if (state[at] !== HOLE) continue;
    const busy = (steer?.map[at * 4 + 3] ?? 0) / textureGain / BUSY;
    const share = Math.min(MOST, copyError / (copyError + 65025 * doubt[at]!)) / (1 + busy * busy);
    for (let channel = 0; channel < 3; channel++) {
      const copy = image[at * 4 + channel]!;
      image[at * 4 + channel] = Math.round(copy + share * (255 * colour[channel * size + at]! - copy));
    }
  }
}
