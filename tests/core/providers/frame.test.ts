import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meanDifference } from '../../../core/pixels/compare.ts';
import { blankMask } from '../../../core/pixels/pixels.ts';
import { framed, framedMask, frameAmong, frameFor, unframed } from '../../../core/providers/frame.ts';
import { providers } from '../../../core/providers/index.ts';
import { read, repaintWork } from './work.ts';

const side = fc.integer({ min: 64, max: 8192 });

describe.each(providers)('$kind', ({ sizes }) => {
  test('every frame is a size that it takes, and keeps the picture’s shape', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        const { from, inner, outer } = frameFor({ width, height }, sizes);
        expect(from).toEqual({ width, height });
        for (const [part, whole] of [
          [inner.width, outer.width],
          [inner.height, outer.height],
        ] as const) {
          expect(whole % sizes.multiple).toBe(0);
          expect(whole).toBeGreaterThanOrEqual(sizes.leastSide);
          expect(whole).toBeLessThanOrEqual(sizes.mostSide);
          expect(part).toBeLessThanOrEqual(whole);
        }
        expect(outer.width * outer.height).toBeLessThanOrEqual(sizes.mostArea);
        // One scale gives both sides, each to the nearest whole pixel.
        const least = Math.max((inner.width - 0.5) / width, (inner.height - 0.5) / height);
        const most = Math.min((inner.width + 0.5) / width, (inner.height + 0.5) / height);
        expect(least).toBeLessThanOrEqual(most);
      }),
      { numRuns: 300 },
    );
  });

  test('what it takes already is left as it is', () => {
    const fits = { width: 64 * 16, height: 64 * 15 };
    expect(frameFor(fits, sizes)).toEqual({ from: fits, inner: fits, outer: fits });
  });
});

const sizes = { multiple: 16, leastSide: 64, mostSide: 128, mostArea: 128 * 96 };
const { image, mask } = repaintWork(70, 50);

test('the edge is drawn on, unmarked, and comes off again', () => {
  const frame = frameFor(image, sizes);
  expect(frame).toEqual({
    from: { width: 70, height: 50 },
    inner: { width: 90, height: 64 },
    outer: { width: 96, height: 64 },
  });
  const [wide, marks] = [framed(image, frame), framedMask(mask, frame)];
  for (const y of [0, 31, 63]) {
    const last = [...wide.data.subarray(4 * (y * 96 + 89), 4 * (y * 96 + 90))];
    for (const x of [90, 95]) {
      expect([...wide.data.subarray(4 * (y * 96 + x), 4 * (y * 96 + x + 1))]).toEqual(last);
      expect(marks.data[y * 96 + x]).toBe(0);
    }
  }
  const back = unframed(wide, frame);
  const all = { ...blankMask(70, 50), data: new Uint8Array(70 * 50).fill(255) };
  expect(meanDifference(back, image, all)).toBeLessThan(1);
});

test('a picture that is not scaled comes back to the bit', () => {
  const { image: odd } = repaintWork(101, 77);
  const frame = frameFor(odd, sizes);
  expect(frame.inner).toEqual(frame.from);
  expect(unframed(framed(odd, frame), frame)).toEqual(odd);
});

test('of a few sizes the one is taken that most of is used', () => {
  const choices = [
    { width: 1024, height: 1024 },
    { width: 1536, height: 1024 },
    { width: 1024, height: 1536 },
  ] as const;
  const outer = (width: number, height: number) => {
    const frame = frameAmong({ width, height }, [...choices]);
    return `${frame.outer.width} × ${frame.outer.height}`;
  };
  expect([outer(100, 100), outer(160, 100), outer(100, 900), outer(119, 100)]).toEqual([
    '1024 × 1024',
    '1536 × 1024',
    '1024 × 1536',
    '1024 × 1024',
  ]);
});

test('the files of a work are what they are taken for', () => {
  expect(read({ bytes: repaintWork(70, 50).work.image })).toEqual(image);
});
