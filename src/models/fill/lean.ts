/**
 * Where a painter is sure, what it painted and what was copied are two guesses of the same thing, whose errors have
 * little to do with each other: between them lies what is nearer than either. Where it is not, what it painted is soft,
 * and the copy stands.
 */
import type { Painted } from '../guide/painter.ts';
import { HOLE, type Level } from './field.ts';

/** As wrong as a copied pixel mostly is, squared, of 255: a painter that is no surer than that is not listened to much. */
const COPY_ERROR = 100;

/** The most that the painting counts: some of the copy's grain is always kept. */
const MOST = 0.6;

/** `painted` is of the level's size. Writes into `image`, four bytes a pixel. */
export function leanOn({ colour, doubt }: Painted, { state }: Level, image: Uint8Array): void {
  const size = state.length;
  for (let at = 0; at < size; at++) {
    if (state[at] !== HOLE) continue;
    const share = Math.min(MOST, COPY_ERROR / (COPY_ERROR + 65025 * doubt[at]!));
    for (let channel = 0; channel < 3; channel++) {
      const copy = image[at * 4 + channel]!;
      image[at * 4 + channel] = Math.round(copy + share * (255 * colour[channel * size + at]! - copy));
    }
  }
}
