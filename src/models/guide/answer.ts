/** Whether a device computes a network rightly: it is asked about a small picture, and what it answers compared. */
import type { Painter } from './painter.ts';
import { blankPlanes, type Planes } from './planes.ts';

const SIDE = 64;

/** What may differ, of 255: processors round differently. */
const TOLERANCE = 2;

/** What it paints into the hole of `asked`: red, green and blue of each pixel, 0 to 255. */
export async function answerOf(painter: Painter): Promise<Float32Array<ArrayBuffer>> {
  const picture = asked(SIDE);
  const { colour } = await painter.paint(picture);
  const size = SIDE * SIDE;
  const answer: number[] = [];
  picture.hole.forEach((hole, at) => {
    if (hole === 1) for (let plane = 0; plane < 3; plane++) answer.push(255 * colour[plane * size + at]!);
  });
  return Float32Array.from(answer);
}

/** The largest difference between two answers, of 255. What is not a number is as wrong as can be. */
export const errorIn = (answer: Float32Array, known: Float32Array): number =>
  answer.reduce((worst, value, at) => {
    const error = Math.abs(value - known[at]!);
    return Math.max(worst, Number.isFinite(error) ? error : 255);
  }, 0);

export const isRight = (error: number): boolean => error <= TOLERANCE;

/** A picture that any language can draw, `side` × `side`, with a hole of 3/8 by 1/4 of that. */
export function asked(side: number): Planes {
  const planes = blankPlanes(side, side, 3);
  for (let at = 0; at < side * side; at++) {
    const [x, y] = [at % side, Math.floor(at / side)];
    const [across, down] = [(x * SIDE) / side, (y * SIDE) / side];
    planes.hole[at] = across >= 20 && across < 44 && down >= 24 && down < 40 ? 1 : 0;
    for (let channel = 0; channel < 3; channel++) {
      const value = Math.floor((x * x + (channel + 1) * y * y + 31 * x * y) / 16) % 256;
      planes.values[channel * side * side + at] = value / 255;
    }
  }
  return planes;
}
