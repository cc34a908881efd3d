import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Tools } from '../../../core/operations/operation.ts';
import { extend } from '../../../core/operations/edit/extend.ts';
import { parse } from '../../../core/contract/schema.ts';
import { crop } from '../../../core/pixels/crop.ts';
import { blankPixels, words } from '../../../core/pixels/pixels.ts';
import { fakeTools } from '../../fakes/tools.ts';
import { anyPixels } from '../pixels/any-pixels.ts';
import { perform } from './perform.ts';

const sized = (width: number, height: number) => blankPixels(width, height);

const settle = (params: Record<string, unknown>, width: number, height: number) =>
  extend.settle?.(parse(extend.params, params), sized(width, height));

describe('how much is added', () => {
  test.each<[Record<string, unknown>, number, number, [top: number, right: number, bottom: number, left: number]]>([
    [{ left: 200 }, 300, 100, [0, 0, 0, 200]],
    [{ top: 1, right: 2, bottom: 3, left: 4 }, 300, 100, [1, 2, 3, 4]],
    [{}, 300, 100, [25, 75, 25, 75]],
    [{ share: 0.2 }, 300, 100, [20, 60, 20, 60]],
    [{ sides: ['top'] }, 300, 100, [25, 0, 0, 0]],
    [{ sides: ['left', 'bottom'], share: 1 }, 300, 100, [0, 0, 100, 300]],
    // What is said in pixels holds, whatever else was said.
    [{ left: 7, share: 1, aspect: '1:1' }, 300, 100, [0, 0, 0, 7]],
    [{ aspect: '1:1' }, 300, 101, [99, 0, 100, 0]],
    [{ aspect: '16:9' }, 400, 300, [0, 67, 0, 66]],
    [{ aspect: '16:9', sides: ['left'] }, 400, 300, [0, 0, 0, 133]],
    // A side that would not help is not asked for: both are taken.
    [{ aspect: '16:9', sides: ['top'] }, 400, 300, [0, 67, 0, 66]],
    [{ aspect: '9:16' }, 400, 300, [205, 0, 206, 0]],
  ])('%j of %i × %i', (params, width, height, [top, right, bottom, left]) => {
    const settled = { top, right, bottom, left };
    expect(settle(params, width, height)).toEqual(settled);
    expect(settle(settled, width, height)).toEqual(settled);
  }); // prettier-ignore

  test.each<[Record<string, unknown>, string, RegExp]>([
    [{ left: 0 }, 'bad-request', /^That adds nothing\. Say how much/],
    [{ aspect: '3:1' }, 'bad-request', /^The picture is 3:1 already\.$/],
    [{ aspect: '1:0' }, 'bad-request', /not a shape/],
    [{ share: 0.001, sides: ['top'] }, 'bad-request', /^That adds nothing/],
    [{ right: 90_000 }, 'too-big', /90300 × 100 pixels is too long/],
    [{ top: 90_000, aspect: '1:1' }, 'too-big', /too long/],
    [{ left: 30_000, top: 900 }, 'too-big', /megapixels, and 24 is the most/],
  ])('%j: %s', async (params, kind, sentence) => {
    const asked = perform('extend', params, sized(300, 100));
    await expect(asked).rejects.toMatchObject({
      name: kind,
      message: expect.stringMatching(sentence) as string,
    });
    expect(() => settle(params, 300, 100)).toThrow(sentence);
  });

  test.each<[Record<string, unknown>, string]>([
    [{ left: 2.5 }, 'left: Give a whole number of pixels.'],
    [{ top: -1 }, 'top: Give 0 pixels or more.'],
    [{ share: 5 }, 'share: Give 4 or less.'],
    [{ share: 0 }, 'share: Give more than 0.'],
    [{ aspect: 'wide' }, 'aspect: Give a shape such as 16:9.'],
    [{ sides: [] }, 'sides: Say at least one side.'],
  ])('%j: %s', async (params, sentence) => {
    await expect(perform('extend', params, sized(9, 9))).rejects.toThrow(sentence);
  });
});

test('the picture stays as it is, to the bit, and all that is new comes from the tool', async () => {
  const by = fc.integer({ min: 0, max: 9 });
  const room = fc.record({ top: by, right: by, bottom: by, left: by });
  await fc.assert(
    fc.asyncProperty(anyPixels(), room, async (image, params) => {
      if (Object.values(params).every(length => length === 0)) return;
      const red: Tools = {
        ...fakeTools().tools,
        inpaint(given, hole) {
          // Also outside the hole, which must not come into the picture.
          expect([hole.width, hole.height]).toEqual([given.width, given.height]);
          const out = blankPixels(given.width, given.height);
          words(out).fill(0xff0000ff);
          return Promise.resolve(out);
        },
      };
      const { image: wide, reports } = await perform('extend', params, image, undefined, red);
      const { top, right, bottom, left } = params;
      expect([wide.width, wide.height]).toEqual([left + image.width + right, top + image.height + bottom]);
      expect(crop(wide, { x: left, y: top, width: image.width, height: image.height })).toEqual(image);
      const [pixels, { width, height }] = [words(wide), image];
      const inside = (at: number): boolean => {
        const [x, y] = [at % wide.width, Math.floor(at / wide.width)];
        return x >= left && x < left + width && y >= top && y < top + height;
      };
      expect(pixels.every((word, at) => inside(at) || word === 0xff0000ff)).toBe(true);
      expect(reports).toEqual([...reports].sort((a, b) => a - b));
    }),
  );
});

test('each side is filled from what lies beside it, never from what is still black', async () => {
  const { tools, calls } = fakeTools();
  const grey = sized(400, 300);
  words(grey).fill(0xff808080);
  const { image } = await perform(
    'extend',
    { top: 10, right: 20, bottom: 30, left: 200 },
    grey,
    undefined,
    tools,
  );
  const sizes = calls.map(({ image: part }) => [part?.width, part?.height]);
  // A quarter more than asked for. Left: with all there is. Right: with a quarter of its 300. The others: of the new width.
  expect(sizes).toEqual([[650, 300], [25 + 75, 300], [675, 13 + 169], [675, 38 + 169]]); // prettier-ignore
  for (const { image: part, hole } of calls) {
    const marked = hole!.data.reduce((sum, value) => sum + (value === 255 ? 1 : 0), 0);
    const black = words(part!).reduce((sum, word) => sum + (word === 0xff000000 ? 1 : 0), 0);
    expect(marked).toBe(black);
    expect(marked).toBeGreaterThan(0);
  }
  expect(words(image).includes(0xff000000)).toBe(false);
});

test('the rim of what was made is thrown away', async () => {
  const tools: Tools = {
    ...fakeTools().tools,
    inpaint(given) {
      const out = blankPixels(given.width, given.height);
      words(out).forEach((_, at, all) => (all[at] = 0xff000000 | (at % given.width)));
      return Promise.resolve(out);
    },
  };
  const { image } = await perform('extend', { left: 40 }, sized(20, 10), undefined, tools);
  // 50 were made.
  expect([image.width, image.data[0], image.data[39 * 4]]).toEqual([60, 10, 49]);
});

test('what comes back in another size is a mistake of ours', async () => {
  const tools: Tools = { ...fakeTools().tools, inpaint: () => Promise.resolve(blankPixels(3, 3)) };
  await expect(perform('extend', { left: 4 }, sized(9, 9), undefined, tools)).rejects.toMatchObject({
    name: 'bug',
  });
});

test('it reports as it goes, each side its share', async () => {
  const tools: Tools = {
    ...fakeTools().tools,
    inpaint(image, _hole, run) {
      for (const done of [0, 0.5, 1]) run.report(done);
      return Promise.resolve(image);
    },
  };
  const { reports } = await perform('extend', { left: 40, right: 40 }, sized(40, 40), undefined, tools);
  expect(reports).toEqual([0, 0.25, 0.5, 0.5, 0.75, 1]);
});
