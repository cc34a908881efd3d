/** A small case whose outcome is known: what a graphics card must get right before it is trusted with a photo. */
import { hashed } from './chance.ts';
import { HOLE, KNOWN, layOut, type Kernel, type Level } from './field.ts';
import { scatter } from './refine.ts';

const [WIDTH, HEIGHT] = [64, 48];

/** What the reference comes to: tests/makers. */
export const KNOWN_OUTCOME = 1402424240;

/** One number for all that two rounds leave. */
export async function outcomeOf(kernel: Kernel): Promise<number> {
  const field = layOut(kernel, tiles(), false);
  scatter(field, 1);
  for (const at of field.targets) field.weight[at] = 1 + (hashed(at) & 0xfffe);
  for (const [seed, lenience] of [
    [3, 10],
    [-5, 80],
  ] as const) {
    await kernel.search(field, { sweeps: 2, reach: WIDTH, lenience, stubborn: 4, seed });
    await kernel.vote(field, lenience);
  }
  let outcome = 0;
  const add = (value: number): void => {
    outcome = hashed(outcome + value);
  };
  for (const at of field.targets) [field.match[at]!, field.cost[at]!].forEach(add);
  for (const at of field.holes) field.image.subarray(at * 4, at * 4 + 4).forEach(add);
  return outcome;
}

/** Tiles with grain under a slope of light: a good match is worth handing on, as in a photo. */
function tiles(): Level {
  const image = new Uint8Array(WIDTH * HEIGHT * 4);
  const state = new Uint8Array(WIDTH * HEIGHT).fill(KNOWN);
  for (let at = 0; at < state.length; at++) {
    const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
    const isJoint = x % 9 < 2 || y % 7 < 2;
    for (let channel = 0; channel < 4; channel++) {
      image[at * 4 + channel] = (isJoint ? 10 : 90 + 20 * channel) + 2 * x + (hashed(at * 4 + channel) & 15);
    }
    if (x >= 20 && x < 46 && y >= 2 && y < 30) state[at] = HOLE;
  }
  return { width: WIDTH, height: HEIGHT, image, state };
}
