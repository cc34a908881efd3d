/** Masks as runs, and back; and the edges of masks. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outline } from '../../../core/pixels/outline.ts';
import { maskOfRuns, runsOf } from '../../../core/pixels/runs.ts';

const row = (text: string) => ({
  width: text.length,
  height: 1,
  data: Uint8Array.from(text, mark => (mark === '#' ? 255 : 0)),
});

test.each<[string, number[]]>([
  ['....', [4]],
  ['####', [0, 4]],
  ['.##.', [1, 2, 1]],
  ['#.#.', [0, 1, 1, 1, 1]],
])('%s is %j', (text, runs) => {
  expect([...runsOf(row(text))]).toEqual(runs);
});

test('any mask comes back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.array(fc.boolean(), { minLength: 9 }), (width, marks) => {
      const height = Math.floor(marks.length / width);
      const data = Uint8Array.from(marks.slice(0, width * height), mark => (mark ? 255 : 0));
      expect(maskOfRuns(runsOf({ width, height, data }), { width, height })).toEqual({ width, height, data });
    }),
  );
});

test.each([[[3]], [[5]], [[]], [[2, 1, 0]]])('%j are no runs of four pixels', runs => {
  expect(() => maskOfRuns(Uint32Array.from(runs), { width: 2, height: 2 })).toThrow(/runs are of/);
});

test('an edge is bright inside, and dark outside', () => {
  const pixels = new Uint32Array(25);
  const data = new Uint8Array(25);
  for (const i of [6, 7, 8, 11, 12, 13, 16, 17, 18]) data[i] = 255;
  outline({ width: 5, height: 5, data }, pixels, false);
  expect([...pixels].filter(word => word === 0xffff_ffff)).toHaveLength(8);
  expect(pixels[12]).toBe(0);
  expect([...pixels].filter(word => word === 0xb000_0000)).toHaveLength(12);
});
