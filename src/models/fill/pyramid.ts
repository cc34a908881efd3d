/** Coarse to fine: levels of half the size, in which a hole pixel takes no part in the means of those around it. */
import { BARRED, HOLE, KNOWN, type Level } from './field.ts';

/** The level of half the size. A pixel is known where at least half of the four it stands for are. */
export function halve(level: Level): Level {
  const width = (level.width + 1) >> 1;
  const height = (level.height + 1) >> 1;
  const image = new Uint8Array(width * height * 4);
  const state = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const right = Math.min(2 * x + 1, level.width - 1);
      const below = Math.min(2 * y + 1, level.height - 1) * level.width;
      const above = 2 * y * level.width;
      average(level, [above + 2 * x, above + right, below + 2 * x, below + right], image, state, at);
    }
  }
  return { width, height, image, state };
}

function average(
  from: Level,
  four: readonly number[],
  image: Uint8Array,
  state: Uint8Array,
  at: number,
): void {
  let known = 0;
  let holes = 0;
  for (const p of four) {
    if (from.state[p] === KNOWN) known++;
    else if (from.state[p] === HOLE) holes++;
  }
  state[at] = known >= 2 ? KNOWN : holes > 0 ? HOLE : BARRED;
  const counted = known > 0 ? KNOWN : holes > 0 ? HOLE : BARRED;
  const n = known || holes || 4;
  for (let channel = 0; channel < 4; channel++) {
    let sum = 0;
    for (const p of four) if (from.state[p] === counted) sum += from.image[p * 4 + channel]!;
    image[at * 4 + channel] = (sum + (n >> 1)) / n;
  }
}

/** How far each hole pixel lies from the nearest that is not, in steps over edges and corners (at most 255). */
export const depths = (level: Level): Uint8Array => stepsFrom(level, s => s !== HOLE);

/** How far each pixel lies from the nearest whose state `isStart`, in the same steps. */
export function stepsFrom({ width, height, state }: Level, isStart: (state: number) => boolean): Uint8Array {
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
