/** A small case whose outcome is known: what a graphics card must get right before it is trusted with a photo. */
import { hashed } from './chance.ts';
import { HOLE, KNOWN, RADIUS, layOut, type Kernel } from './field.ts';
import { scatter } from './refine.ts';

const [WIDTH, HEIGHT] = [37, 29];

/** What the reference comes to: tests/makers. */
export const KNOWN_OUTCOME = -98454671;

/** One number for all that a search and a vote leave. */
export async function outcomeOf(kernel: Kernel): Promise<number> {
  const image = Uint8Array.from({ length: WIDTH * HEIGHT * 4 }, (_, n) => hashed(n) & 255);
  const state = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => {
    const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
    return x >= 12 && x < 21 && y >= 1 && y < 11 ? HOLE : KNOWN;
  });
  const field = layOut(kernel, { width: WIDTH, height: HEIGHT, image, state }, false);
  scatter(field, 1);
  for (const at of field.targets) field.weight[at] = 1 + (hashed(at) & 0xfffe);
  for (const seed of [3, -5]) {
    await kernel.search(field, { sweeps: 2, reach: WIDTH, lenience: 10, stubborn: RADIUS, seed });
    await kernel.vote(field, 10);
  }
  let outcome = 0;
  const add = (value: number): void => {
    outcome = hashed(outcome + value);
  };
  for (const at of field.targets) [field.match[at]!, field.cost[at]!].forEach(add);
  for (const at of field.holes) field.image.subarray(at * 4, at * 4 + 4).forEach(add);
  return outcome;
}
