/** The exemplar fill, in both of its kernels: each keeps the promise, and the two agree to the last bit. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  KNOWN,
  HOLE,
  layOut,
  type Kernel,
  type Level,
  type SearchOptions,
} from '../../src/models/fill/field.ts';
import { exemplarFill } from '../../src/models/fill/fill.ts';
import { peel } from '../../src/models/fill/peel.ts';
import { plainKernel } from '../../src/models/fill/plain.ts';
import { depths } from '../../src/models/fill/pyramid.ts';
import { chanceFrom } from '../../src/models/fill/chance.ts';
import { scatter } from '../../src/models/fill/refine.ts';
import { wasmKernel } from '../../src/models/fill/wasm.ts';
import { buildWasm } from '../../tools/wasm.ts';
import { box, hole, keepsInpaint, picture, quiet, spoiled } from './inpaint.ts';

let module: WebAssembly.Module;

beforeAll(async () => {
  await buildWasm();
  module = await WebAssembly.compile(
    readFileSync(join(import.meta.dirname, '../../src/models/fill/kernel.wasm')),
  );
}, 60_000);

keepsInpaint('the exemplar fill in TypeScript', async () => exemplarFill(async () => plainKernel()));
keepsInpaint('the exemplar fill in WebAssembly', async () => exemplarFill(() => wasmKernel(module)));

/** Busy levels of every shape, with a hole anywhere. */
const levels = fc
  .record({
    width: fc.integer({ min: 7, max: 48 }),
    height: fc.integer({ min: 7, max: 48 }),
    seed: fc.integer(),
    left: fc.double({ min: 0, max: 1, noNaN: true }),
    top: fc.double({ min: 0, max: 1, noNaN: true }),
    side: fc.integer({ min: 1, max: 14 }),
    steps: fc.constantFrom(2, 40, 256),
  })
  .map(({ width, height, seed, left, top, side, steps }): Level => {
    const chance = chanceFrom(seed);
    const image = Uint8Array.from({ length: width * height * 4 }, () =>
      Math.round((Math.floor(chance() * steps) * 255) / (steps - 1)),
    );
    const inside = box(Math.floor(left * width), Math.floor(top * height), side, side);
    const state = Uint8Array.from({ length: width * height }, (_, at) =>
      inside(at % width, Math.floor(at / width)) ? HOLE : KNOWN,
    );
    return { width, height, image, state };
  });

const options: fc.Arbitrary<SearchOptions> = fc.record({
  sweeps: fc.integer({ min: 1, max: 3 }),
  reach: fc.integer({ min: 1, max: 64 }),
  lenience: fc.integer({ min: 0, max: 80 }),
  stubborn: fc.integer({ min: 1, max: 30 }),
  seed: fc.integer(),
});

describe('the kernels', () => {
  test('guess, search and vote alike, to the last bit', async () => {
    const wasm = await wasmKernel(module);
    let compared = 0;
    fc.assert(
      fc.property(levels, options, (level, asked) => {
        const results = [plainKernel(), wasm].map(kernel => outcome(kernel, level, asked));
        compared += results[0]!.targets;
        expect(results[1]).toEqual(results[0]);
      }),
      { numRuns: 400, seed: 20091 },
    );
    expect(compared).toBeGreaterThan(10_000);
  });

  test('fill a photo-like picture alike, to the last bit', async () => {
    const chance = chanceFrom(5);
    const image = picture(150, 110, (x, y) => {
      const wood = 40 * Math.sin(y / 3 + Math.sin(x / 17) * 2) + 20 * chance();
      return [130 + wood, 100 + wood * 0.8, 70 + wood * 0.5];
    });
    const mask = hole(150, 110, (x, y) => (x - 70) ** 2 / 900 + (y - 50) ** 2 / 400 < 1);
    const [plain, wasm] = await Promise.all(
      [async () => plainKernel(), () => wasmKernel(module)].map(open =>
        exemplarFill(open).inpaint(spoiled(image, mask), mask, quiet(3)),
      ),
    );
    expect(wasm!.data).toEqual(plain!.data);
  });

  test('need memory in proportion to the window, and no more for a larger picture around it', async () => {
    const rooms: number[][] = [];
    for (const size of [300, 900]) {
      const kernel = plainKernel();
      const asked: number[] = [];
      const counting: Kernel = { ...kernel, room: bytes => (asked.push(bytes), kernel.room(bytes)) };
      const image = picture(size, size, (x, y) => [x % 7 * 30, y % 5 * 40, 90]); // prettier-ignore
      const mask = hole(size, size, box(size / 2, size / 2, 20, 20));
      await exemplarFill(async () => counting).inpaint(image, mask, quiet());
      rooms.push(asked);
    }
    expect(rooms[1]).toEqual(rooms[0]);
    // A 20-pixel hole is seen within 64 pixels: 148 x 148, at 21 bytes a pixel and a few for each of its targets.
    expect(Math.max(...rooms[0]!)).toBeLessThan(148 * 148 * 21 + 26 * 26 * 8 + 256);
  });
});

function outcome(kernel: Kernel, level: Level, asked: SearchOptions) {
  const field = layOut(kernel, level, true);
  if (!field.source.includes(1)) return { targets: 0 };
  scatter(field, asked.seed);
  peel(kernel, field, depths(level), asked.seed);
  const guessed = field.image.slice();
  kernel.search(field, asked);
  for (const at of field.targets) field.weight[at] = 1 + ((at * 7919) % 65535);
  kernel.vote(field, asked.lenience);
  return {
    targets: field.targets.length,
    match: Array.from(field.targets, at => field.match[at]),
    cost: Array.from(field.targets, at => field.cost[at]),
    guessed,
    image: field.image.slice(),
  };
}
