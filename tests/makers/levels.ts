/** Levels and options of every kind, and what a kernel makes of them: what kernels are compared by. */
import fc from 'fast-check';
import { chanceFrom } from '../../src/models/fill/chance.ts';
import {
  KNOWN,
  HOLE,
  layOut,
  type Kernel,
  type Level,
  type SearchOptions,
} from '../../src/models/fill/field.ts';
import { peel } from '../../src/models/fill/peel.ts';
import { depths } from '../../src/models/fill/pyramid.ts';
import { scatter } from '../../src/models/fill/refine.ts';
import type { Mask, Pixels } from '../../core/pixels/pixels.ts';
import { box, hole, picture, spoiled } from './inpaint.ts';

/** Busy levels of every shape, with a hole anywhere; with a guide to every second. */
export const levels = (sizes: {
  least: number;
  most: number;
  holes: readonly [number, number];
}): fc.Arbitrary<Level> =>
  fc
    .record({
      width: fc.integer({ min: sizes.least, max: sizes.most }),
      height: fc.integer({ min: sizes.least, max: sizes.most }),
      seed: fc.integer(),
      left: fc.double({ min: 0, max: 1, noNaN: true }),
      top: fc.double({ min: 0, max: 1, noNaN: true }),
      side: fc.integer({ min: sizes.holes[0], max: sizes.holes[1] }),
      steps: fc.constantFrom(2, 40, 256),
      guided: fc.boolean(),
    })
    .map(({ width, height, seed, left, top, side, steps, guided }): Level => {
      const chance = chanceFrom(seed);
      const image = Uint8Array.from({ length: width * height * 4 }, () =>
        Math.round((Math.floor(chance() * steps) * 255) / (steps - 1)),
      );
      const inside = box(Math.floor(left * width), Math.floor(top * height), side, side);
      const state = Uint8Array.from({ length: width * height }, (_, at) =>
        inside(at % width, Math.floor(at / width)) ? HOLE : KNOWN,
      );
      const any = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => 256 * chance());
      const steer = { map: any(4 * width * height), weight: any(width * height) };
      return { width, height, image, state, ...(guided && { steer }) };
    });

export const options: fc.Arbitrary<SearchOptions> = fc.record({
  sweeps: fc.integer({ min: 1, max: 3 }),
  reach: fc.integer({ min: 1, max: 64 }),
  lenience: fc.integer({ min: 0, max: 80 }),
  stubborn: fc.integer({ min: 1, max: 30 }),
  seed: fc.integer(),
});

/** All that a kernel leaves of a level. */
export async function outcome(kernel: Kernel, level: Level, asked: SearchOptions) {
  const field = layOut(kernel, level, true);
  if (!field.source.includes(1)) return { targets: 0 };
  scatter(field, asked.seed);
  peel(kernel, field, depths(level), asked.seed);
  const guessed = field.image.slice();
  await kernel.search(field, asked);
  for (const at of field.targets) field.weight[at] = 1 + ((at * 7919) % 65535);
  await kernel.vote(field, asked.lenience);
  return {
    targets: field.targets.length,
    match: Array.from(field.targets, at => field.match[at]),
    cost: Array.from(field.targets, at => field.cost[at]),
    guessed,
    image: field.image.slice(),
  };
}

/** A picture like a photo of wood, with a hole in it. */
export function wood(width: number, height: number): { image: Pixels; mask: Mask } {
  const chance = chanceFrom(5);
  const image = picture(width, height, (x, y) => {
    const grain = 40 * Math.sin(y / 3 + Math.sin(x / 17) * 2) + 20 * chance();
    return [130 + grain, 100 + grain * 0.8, 70 + grain * 0.5];
  });
  const [cx, cy] = [width * 0.47, height * 0.45];
  const mask = hole(
    width,
    height,
    (x, y) => ((x - cx) / (width / 5)) ** 2 + ((y - cy) / (height / 5.5)) ** 2 < 1,
  );
  return { image: spoiled(image, mask), mask };
}
