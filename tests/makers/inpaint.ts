/** What every maker of `inpaint` must keep, whoever it is. */
import { describe, expect, test } from 'vitest';
import type { Run, Tools } from '../../core/operations/operation.ts';
import { blankMask, type Mask, type Pixels } from '../../core/pixels/pixels.ts';

export type Inpaint = Pick<Tools, 'inpaint'>;

/** A picture whose pixel (x, y) is what `colour` says: red, green, blue and, where it is not 255, alpha. */
export function picture(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly number[],
): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) data.set([...colour(x, y), 255].slice(0, 4), at);
  }
  return { width, height, data };
}

export function hole(width: number, height: number, inside: (x: number, y: number) => boolean): Mask {
  const mask = blankMask(width, height);
  for (let at = 0; at < mask.data.length; at++) {
    if (inside(at % width, Math.floor(at / width))) mask.data[at] = 255;
  }
  return mask;
}

export const box =
  (left: number, top: number, width: number, height: number) =>
  (x: number, y: number): boolean =>
    x >= left && y >= top && x < left + width && y < top + height;

export const quiet = (seed = 1): Run => ({ seed, report() {} });

/** The largest difference of any sample inside the hole. */
export function furthest(a: Pixels, b: Pixels, mask: Mask): number {
  let most = 0;
  for (let at = 0; at < a.data.length; at++) {
    if (mask.data[at >> 2] !== 0) most = Math.max(most, Math.abs(a.data[at]! - b.data[at]!));
  }
  return most;
}

/** The picture with a colour that is nowhere else in it where the hole is: none of it may come back. */
export function spoiled(image: Pixels, mask: Mask): Pixels {
  const data = image.data.slice();
  for (let at = 0; at < mask.data.length; at++) if (mask.data[at] !== 0) data.set([255, 0, 255, 255], at * 4);
  return { ...image, data };
}

const fillOf = (maker: Inpaint, image: Pixels, mask: Mask, run = quiet()): Promise<Pixels> =>
  maker.inpaint(spoiled(image, mask), mask, run);

const grain = (x: number, y: number): number =>
  (Math.imul(x * 374761393 + y * 668265263, 1274126177) >>> 27) - 16;

/** Exact: what is to be found, found to the last bit. */
const exact: readonly (readonly [string, Pixels, Mask])[] = [
  ['one colour', picture(80, 60, () => [93, 141, 201]), hole(80, 60, box(30, 20, 20, 17))],
  ['upright stripes, 8 wide', picture(120, 90, x => (x % 16 < 8 ? [200, 60, 40] : [30, 80, 160])), hole(120, 90, box(50, 30, 27, 25))],
  ['a checker of 8', picture(120, 120, (x, y) => ((x >> 3) + (y >> 3)) % 2 ? [250, 250, 250] : [10, 10, 10]), hole(120, 120, box(48, 44, 30, 30))],
  ['tiles of 12 with joints of 2', picture(144, 120, (x, y) => (x % 12 < 2 || y % 12 < 2 ? [90, 80, 70] : [210, 200, 190])), hole(144, 120, box(60, 50, 25, 28))],
  ['an edge from side to side', picture(100, 100, (_, y) => (y < 52 ? [180, 190, 200] : [70, 60, 50])), hole(100, 100, box(40, 38, 22, 26))],
]; // prettier-ignore

type Manner = 'copies' | 'led' | 'paints';

/** How near to what was there, of 255, where there can be no doubt. */
const nearness: Record<Manner, number> = { copies: 0, led: 1, paints: 12 };

/**
 * `copies`: it brings nothing into the hole that is not around it. `led`: it copies, and mixes in a little of what it was
 * led by. `paints`: it does not copy, and has no grain.
 */
export function keepsInpaint(name: string, open: () => Promise<Inpaint>, manner: Manner = 'copies'): void {
  const copies = manner !== 'paints';
  const near = nearness[manner];
  describe(`${name} goes on with what is around`, () => {
    test.runIf(copies).each(exact)('goes on with %s, exactly', async (_, image, mask) => {
      const filled = await fillOf(await open(), image, mask);
      expect(furthest(filled, image, mask)).toBeLessThanOrEqual(near);
    });

    test('goes on with a slope of light', async () => {
      const image = picture(160, 120, (x, y) => [40 + x, 60 + y, 200 - (x + y) / 3].map(Math.round));
      const mask = hole(160, 120, box(60, 40, 40, 36));
      expect(furthest(await fillOf(await open(), image, mask), image, mask)).toBeLessThanOrEqual(
        copies ? 4 : near,
      );
    });

    test.runIf(copies)('keeps grain: as uneven inside as around', async () => {
      const image = picture(120, 120, (x, y) => [120 + grain(x, y), 120 + grain(x, y), 120 + grain(x, y)]);
      const mask = hole(120, 120, box(40, 40, 36, 36));
      const filled = await fillOf(await open(), image, mask);
      const [inside, before] = [unevenness(filled, mask), unevenness(image, mask)];
      expect(inside).toBeGreaterThan(0.75 * before);
      expect(inside).toBeLessThan(1.25 * before);
    });
  });

  keepsPromise(name, open, manner);
}

/** What does not depend on how well it paints. */
export function keepsPromise(name: string, open: () => Promise<Inpaint>, manner: Manner = 'copies'): void {
  const copies = manner !== 'paints';
  const near = nearness[manner];
  describe(`inpaint by ${name}`, () => {
    test('leaves every pixel outside the hole as it was, and the inputs too', async () => {
      const image = picture(90, 70, (x, y) => [x * 2, y * 3, grain(x, y) + 100, 128 + (x % 100)]);
      const mask = hole(90, 70, (x, y) => (x - 40) ** 2 + (y - 30) ** 2 < 150 || box(70, 60, 5, 3)(x, y));
      const before = [image.data.slice(), mask.data.slice()];
      const filled = await (await open()).inpaint(image, mask, quiet());
      expect([filled.width, filled.height]).toEqual([90, 70]);
      const outside = hole(90, 70, (x, y) => mask.data[y * 90 + x] === 0);
      expect(furthest(filled, image, outside)).toBe(0);
      expect([image.data, mask.data]).toEqual(before);
    });

    test('any value but 0 in the mask means hole', async () => {
      const image = picture(40, 40, () => [50, 100, 150]);
      const mask = hole(40, 40, box(10, 10, 10, 10));
      const faint = { ...mask, data: mask.data.map(v => v && 1) };
      expect(furthest(await fillOf(await open(), image, faint), image, mask)).toBeLessThanOrEqual(near);
    });

    test('an empty hole changes nothing', async () => {
      const image = picture(20, 20, x => [x, x, x]);
      expect((await (await open()).inpaint(image, blankMask(20, 20), quiet())).data).toEqual(image.data);
    });

    test('gives the same for the same seed', async () => {
      const image = picture(100, 80, (x, y) => [
        128 + grain(x, y),
        128 + grain(y, x),
        128 + 50 * Math.sin(x / 7),
      ]);
      const mask = hole(100, 80, box(35, 25, 30, 30));
      const [first, again] = [
        await fillOf(await open(), image, mask, quiet(7)),
        await fillOf(await open(), image, mask, quiet(7)),
      ];
      expect(again.data).toEqual(first.data);
      if (!copies) return; // chance has no part in it
      const other = await fillOf(await open(), image, mask, quiet(8));
      expect(other.data).not.toEqual(first.data);
    });

    test.each([
      ['a corner', box(0, 0, 30, 20)],
      ['the whole of one side', box(0, 0, 14, 80)],
      ['all but a strip', box(0, 0, 100, 64)],
      ['one pixel', box(50, 40, 1, 1)],
      ['one pixel in the corner', box(99, 79, 1, 1)],
      ['a line across', box(0, 40, 100, 1)],
      ['two apart', (x: number, y: number) => box(5, 5, 10, 10)(x, y) || box(80, 60, 12, 12)(x, y)],
      ['dots', (x: number, y: number) => x % 9 === 4 && y % 9 === 4],
    ])('fills %s with the colours that are there', async (_, inside) => {
      const image = picture(100, 80, (x, y) => (x % 10 < 5 ? [60, 120, 180] : [70, 130, 170 + (y % 2)]));
      const mask = hole(100, 80, inside);
      const filled = await fillOf(await open(), image, mask);
      for (let at = 0; at < mask.data.length; at++) {
        if (mask.data[at] === 0) continue;
        const [r, g, b, a] = filled.data.subarray(at * 4, at * 4 + 4);
        // A step of the stripes' own height past their colours, at most: gradients are kept, not colours.
        const beyond = copies ? 10 : 40;
        for (const [value, least, most] of [[r, 60, 70], [g, 120, 130], [b, 168, 182]] as const) {
          expect(value).toBeGreaterThanOrEqual(least - beyond);
          expect(value).toBeLessThanOrEqual(most + beyond);
        } // prettier-ignore
        expect(a).toBe(255);
      }
    });

    test.each([[2, 1], [1, 5], [3, 3], [6, 7], [7, 7], [8, 40], [40, 5]])('a picture of %i x %i', async (width, height) => {
      const image = picture(width, height, () => [10, 20, 30]);
      const mask = hole(width, height, box(width >> 1, height >> 1, 1, 1));
      expect(furthest(await fillOf(await open(), image, mask), image, mask)).toBeLessThanOrEqual(near);
    }); // prettier-ignore

    test('takes nothing from transparent pixels', async () => {
      const image = picture(90, 60, x => (x < 45 ? [20, 160, 90] : [255, 0, 0, 0]));
      const mask = hole(90, 60, box(15, 20, 18, 18));
      const filled = await fillOf(await open(), image, mask);
      const truth = picture(90, 60, () => [20, 160, 90]);
      expect(furthest(filled, truth, mask)).toBeLessThanOrEqual(near);
    });

    test('says what to do where there is nothing to fill from', async () => {
      const image = picture(30, 30, () => [1, 2, 3]);
      const all = hole(30, 30, () => true);
      await expect((await open()).inpaint(image, all, quiet())).rejects.toMatchObject({
        name: 'bad-request',
        message: expect.stringMatching(/unmarked/),
      });
      const unseen = picture(30, 30, x => [1, 2, 3, x < 15 ? 255 : 0]);
      const seen = hole(30, 30, x => x < 15);
      await expect((await open()).inpaint(unseen, seen, quiet())).rejects.toMatchObject({
        name: 'bad-request',
      });
    });

    test('reports from 0 to 1, never back, and stops when told', async () => {
      const image = picture(120, 90, (x, y) => [100 + grain(x, y), 90, 80]);
      const mask = hole(120, 90, (x, y) => box(10, 10, 30, 30)(x, y) || box(90, 60, 20, 20)(x, y));
      const told: number[] = [];
      await (await open()).inpaint(image, mask, { seed: 1, report: done => void told.push(done) });
      expect(told.length).toBeGreaterThan(copies ? 8 : 1);
      expect(told).toEqual([...told].sort((a, b) => a - b));
      expect(told[0]).toBe(0);
      expect(told.at(-1)).toBe(1);
      for (const after of copies ? [1, 4, told.length - 1] : [1, told.length - 1]) {
        let calls = 0;
        const report = (): void => {
          if (++calls === after) throw new Error('asked to stop');
        };
        await expect((await open()).inpaint(image, mask, { seed: 1, report })).rejects.toThrow(
          'asked to stop',
        );
        expect(calls).toBe(after);
      }
    });
  });
}

/** The mean step between neighbours, over the hole. */
function unevenness({ width, data }: Pixels, mask: Mask): number {
  let [sum, count] = [0, 0];
  for (let at = 1; at < mask.data.length; at++) {
    if (mask.data[at] === 0 || mask.data[at - 1] === 0 || at % width === 0) continue;
    sum += Math.abs(data[at * 4]! - data[at * 4 - 4]!);
    count++;
  }
  return sum / count;
}
