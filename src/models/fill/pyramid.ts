/** Coarse to fine: levels of half the size, in which a hole pixel takes no part in the means of those around it. */
import { BARRED, HOLE, KNOWN, type Level } from './field.ts';

/** The level of half the size. A pixel is known where at least half of the four it stands for are. */
export function halve(level: Level): Level {
  const width = (level.width + 1) >> 1;
  const height = (level.height + 1) >> 1;
  const half = {
    width,
    height,
    image: new Uint8Array(width * height * 4),
    state: new Uint8Array(width * height),
  };
  const across = level.width - 1;
  for (let y = 0, at = 0; y < height; y++) {
    const upper = 2 * y * level.width;
    const lower = Math.min(2 * y + 1, level.height - 1) * level.width;
    for (let x = 0; x < width; x++, at++) {
      const [left, right] = [2 * x, Math.min(2 * x + 1, across)];
      average(level, upper + left, upper + right, lower + left, lower + right, half, at);
    }
  }
  return half;
}

/** Four pixels, some of them perhaps the same, into one. */
function average(from: Level, a: number, b: number, c: number, d: number, half: Level, at: number): void {
  const { state, image } = from;
  if (state[a] === KNOWN && state[b] === KNOWN && state[c] === KNOWN && state[d] === KNOWN) {
    for (let channel = 0, to = at * 4; channel < 4; channel++, to++) {
      const sum =
        image[a * 4 + channel]! + image[b * 4 + channel]! + image[c * 4 + channel]! + image[d * 4 + channel]!;
      half.image[to] = (sum + 2) >> 2;
    }
    return;
  }
  const four = [a, b, c, d];
  const [known, holes] = [KNOWN, HOLE].map(kind => four.filter(p => state[p] === kind).length);
  half.state[at] = known! >= 2 ? KNOWN : holes! > 0 ? HOLE : BARRED;
  const counted = known! > 0 ? KNOWN : holes! > 0 ? HOLE : BARRED;
  const some = four.filter(p => state[p] === counted);
  for (let channel = 0; channel < 4; channel++) {
    const sum = some.reduce((total, p) => total + image[p * 4 + channel]!, 0);
    half.image[at * 4 + channel] = (sum + (some.length >> 1)) / some.length;
  }
}

/** How far each hole pixel lies from the nearest that is not, in steps over edges and corners (at most 255). */
export const depths = (level: Level): Uint8Array => stepsFrom(level, s => s !== HOLE);

/** How far each pixel lies from the nearest whose state `isStart`, in the same steps. */
export function stepsFrom(
  { width, height, state }: Omit<Level, 'image'>,
  isStart: (state: number) => boolean,
): Uint8Array {
  const steps = new Uint8Array(width * height);
  const step = (at: number, x: number, y: number, back: number): void => {
    const [left, right] = [x > 0 ? steps[at - 1]! : 255, x < width - 1 ? steps[at + 1]! : 255];
    const row = at + (back > 0 ? width : -width);
    const inside = back > 0 ? y < height - 1 : y > 0;
    const near = inside
      ? Math.min(steps[row]!, x > 0 ? steps[row - 1]! : 255, x < width - 1 ? steps[row + 1]! : 255)
      : 255;
    steps[at] = Math.min(steps[at]!, Math.min(near, back > 0 ? right : left) + 1);
  };
  for (let at = 0; at < steps.length; at++) if (!isStart(state[at]!)) steps[at] = 255;
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) if (steps[at] !== 0) step(at, x, y, 0);
  for (let y = height - 1, at = steps.length - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--, at--) if (steps[at] !== 0) step(at, x, y, 1);
  }
  return steps;
}
