/** How a fill fits into the picture around it, in the numbers that a close look would give. */
import { pad } from './box.ts';
import { bounds } from './mask.ts';
import type { Mask, Pixels } from './pixels.ts';

/** Mean steps of brightness from one pixel to the next, of 255. */
export interface Fit {
  /** From what was there to what is new. */
  readonly across: number;
  /** Within what is new, near the edge, and near it outside. */
  readonly inside: number;
  readonly outside: number;
}

/** How far from the edge is near it, in pixels. */
const NEAR = 8;

/** An edge of real things passes through a seam as often as through what lies beside it; a seam adds a step of its own. */
const TIMES = 2.5;
const STEP = 6;

/** Grain that a plain surface lacks and a photo of one has. */
const GRAIN = 1.5;

/** Of pictures of one size. */
export function fitOf(picture: Pixels, hole: Mask): Fit {
  const box = pad(bounds(hole), NEAR, picture);
  const sums = { across: 0, inside: 0, outside: 0 };
  const counts = { across: 0, inside: 0, outside: 0 };
  const { width, data } = picture;
  const brightness = (at: number): number =>
    (2 * data[at * 4]! + 5 * data[at * 4 + 1]! + data[at * 4 + 2]!) / 8;
  const add = (a: number, b: number): void => {
    const news = Number(hole.data[a] !== 0) + Number(hole.data[b] !== 0);
    const where = news === 1 ? 'across' : news === 2 ? 'inside' : 'outside';
    sums[where] += Math.abs(brightness(a) - brightness(b));
    counts[where]++;
  };
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) {
      const at = y * width + x;
      if (x + 1 < box.x + box.width) add(at, at + 1);
      if (y + 1 < box.y + box.height) add(at, at + width);
    }
  }
  const mean = (where: keyof typeof sums): number => (counts[where] === 0 ? 0 : sums[where] / counts[where]);
  return { across: mean('across'), inside: mean('inside'), outside: mean('outside') };
}

/** Whether the edge of what is new would be seen as a line. */
export const showsSeam = ({ across, inside, outside }: Fit): boolean =>
  across > TIMES * Math.max(inside, outside) + STEP;

/** Whether what is new is one colour, where what is around is not. */
export const isBlank = ({ inside, outside }: Fit): boolean => inside < 0.01 && outside > GRAIN;
