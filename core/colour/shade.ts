/** How light each pixel of a thing becomes when the thing itself becomes lighter or darker. */
import { smoothstep } from './smoothstep.ts';
import type { Typical } from './typical.ts';

/** Black and white things in photos are not 0 and 1: black velvet still shows folds, and white paper has shade. */
const [blackest, whitest] = [0.17, 0.91];

/**
 * Ottosson's estimate of lightness as it is seen, with a toe ("Okhsv and Okhsl", 2021). A cube root takes the darkest
 * byte, which is noise, for a fifteenth of all lightness: a black thing made white would show its every bit.
 */
const [k1, k2] = [0.206, 0.03];
const k3 = (1 + k1) / (1 + k2);
const seen = (L: number): number => 0.5 * (k3 * L - k1 + Math.sqrt((k3 * L - k1) ** 2 + 4 * k2 * k3 * L));
const unseen = (Lr: number): number => (Lr * Lr + k1 * Lr) / (k3 * (Lr + k2));

/**
 * New lightness for each lightness from 0 to 1, in 1024 steps. Rises throughout; takes the thing's typical lightness to
 * `to`, and 1 no higher than 1.
 *
 * A matt surface k times as light has k times the contrast. Seen on a picture that is too much both ways (a black thing
 * turned white would be all noise, a white one turned black all flat), so contrast follows the root of k or a
 * little more, and is held so that the thing's own highlights still find room below 1.
 */
export function shade(from: Typical, to: number): Float32Array {
  const middle = Math.min(0.97, Math.max(0.004, seen(from.L)));
  const goal = seen(Math.min(whitest, Math.max(blackest, to)));
  const room = (1.5 * (1 - goal)) / Math.max(0.02, seen(from.brightest) - middle);
  const root = (goal / middle) ** (goal < middle ? 0.4 : 0.5);
  const slope = root > 1 ? Math.min(root, Math.max(0.8, room)) : root;
  const below = downward(middle, goal, slope);
  const above = upward(middle, goal, slope);
  return Float32Array.from({ length: 1025 }, (_, i) => {
    const Lr = seen(i / 1024);
    return unseen(Lr < middle ? below(Lr) : above(Lr));
  });
}

/** From (0, near 0) to (middle, goal), with `slope` there. */
function downward(middle: number, goal: number, slope: number): (L: number) => number {
  const power = (slope * middle) / goal;
  if (power >= 1) return L => goal * (L / middle) ** power;
  // The straight line ends too light: bend it down, but nowhere so steep that noise would show.
  const floor = 0.3 * goal * (1 - power);
  const bend = Math.min(
    (goal - slope * middle - floor) / (middle * middle),
    Math.max(0, 3.5 - slope) / (2 * middle),
  );
  return L => goal - slope * (middle - L) - bend * (middle - L) ** 2;
}

/** From (middle, goal) to at most (1, 1), with `slope` at the start. */
function upward(middle: number, goal: number, slope: number): (L: number) => number {
  const power = (slope * (1 - middle)) / (1 - goal);
  if (power <= 1) return L => goal + slope * (L - middle);
  return L => 1 - (1 - goal) * ((1 - L) / (1 - middle)) ** power;
}

/**
 * How surely a pixel of this lightness is a highlight, from 0 to 1. Highlights are rare, and much lighter than the
 * thing: a sunlit part is light, but large.
 */
export function glint({ L, brightest }: Typical): (L: number) => number {
  const from = Math.max(1.3 * L, brightest, 0.5);
  const to = Math.max(from + 0.05, (from + 1) / 2);
  return lightness => smoothstep(from, to, lightness);
}
