/** The exemplar fill, in both of its kernels: each keeps the promise, and the two agree to the last bit. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Kernel } from '../../src/models/fill/field.ts';
import { exemplarFill } from '../../src/models/fill/fill.ts';
import { plainKernel } from '../../src/models/fill/plain.ts';
import { KNOWN_OUTCOME, outcomeOf } from '../../src/models/fill/trial.ts';
import { memoryFor, wasmKernel } from '../../src/models/fill/wasm.ts';
import { buildWasm } from '../../tools/wasm.ts';
import { box, hole, keepsInpaint, picture, quiet } from './inpaint.ts';
import { levels, options, outcome, wood } from './levels.ts';
import { threadedKernel } from '../../tools/engine/threads.ts';

let module: WebAssembly.Module;
let forThreads: WebAssembly.Module;

const compiled = (name: string): Promise<WebAssembly.Module> =>
  WebAssembly.compile(readFileSync(join(import.meta.dirname, '../../src/models/fill', name)));

beforeAll(async () => {
  await buildWasm();
  [module, forThreads] = await Promise.all([compiled('kernel.wasm'), compiled('kernel.threads.wasm')]);
}, 60_000);

const oneThread = (): Kernel => wasmKernel({ module, memory: memoryFor(false) });

keepsInpaint('the exemplar fill in TypeScript', async () => exemplarFill(async () => plainKernel()));
keepsInpaint('the exemplar fill in WebAssembly', async () => exemplarFill(async () => oneThread()));

describe('the kernels', () => {
  test('guess, search and vote alike, to the last bit', async () => {
    const wasm = oneThread();
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(levels({ least: 7, most: 48, holes: [1, 14] }), options, async (level, asked) => {
        const results = await Promise.all([plainKernel(), wasm].map(kernel => outcome(kernel, level, asked)));
        compared += results[0]!.targets;
        expect(results[1]).toEqual(results[0]);
      }),
      { numRuns: 400, seed: 20091 },
    );
    expect(compared).toBeGreaterThan(10_000);
  }, 60_000);

  test.each([2, 4])(
    'in %i threads come to the same as in one',
    async count => {
      const many = await threadedKernel(forThreads, count);
      let compared = 0;
      await fc.assert(
        fc.asyncProperty(levels({ least: 90, most: 200, holes: [40, 90] }), options, async (level, asked) => {
          const one = await outcome(oneThread(), level, asked);
          compared += one.targets;
          expect(await outcome(many, level, asked)).toEqual(one);
        }),
        { numRuns: 16, seed: 20091 },
      );
      many.close();
      expect(compared).toBeGreaterThan(20_000);
    },
    60_000,
  );

  test('come to what a graphics card is tried by', async () => {
    for (const kernel of [plainKernel(), oneThread()]) expect(await outcomeOf(kernel)).toBe(KNOWN_OUTCOME);
  });

  test('fill a photo-like picture alike, to the last bit', async () => {
    const { image, mask } = wood(150, 110);
    const kernels = [plainKernel(), oneThread(), await threadedKernel(forThreads, 2)];
    const [plain, ...others] = await Promise.all(
      kernels.map(kernel => exemplarFill(async () => kernel).inpaint(image, mask, quiet(3))),
    );
    for (const other of others) expect(other.data).toEqual(plain!.data);
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
