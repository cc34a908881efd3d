import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  blankPlanes,
  boxMean,
  drawDoubled,
  halved,
  padded,
  spread,
  type Planes,
} from '../../src/models/guide/planes.ts';

const one = (
  width: number,
  values: readonly number[],
  hole: readonly number[] = values.map(() => 0),
): Planes => ({
  width,
  height: values.length / width,
  values: Float32Array.from(values),
  hole: Float32Array.from(hole),
});

describe('half the size', () => {
  test.each([
    ['is the mean of four', [0, 0.25, 0.5, 0.25], [0, 0, 0, 0], 0.25, 0],
    ['is the mean of what is known', [0.2, 9, 0.4, 9], [0, 1, 0, 1], 0.3, 0],
    ['is a hole where less than half is known, with what there is', [0.8, 9, 9, 9], [0, 1, 1, 1], 0.8, 1],
    ['is nothing where nothing is known', [9, 9, 9, 9], [1, 1, 1, 1], 0, 1],
  ])('%s', (_, values, hole, value, isHole) => {
    const half = halved(one(2, values, hole));
    expect([half.width, half.height, half.hole[0]]).toEqual([1, 1, isHole]);
    expect(half.values[0]).toBeCloseTo(value, 6);
  });

  test('of odd sides repeats the last row and column', () => {
    const half = halved(one(3, [1, 1, 4, 1, 1, 4, 7, 7, 10]));
    expect([half.width, half.height, ...half.values]).toEqual([2, 2, 1, 4, 7, 10]);
  });
});

// torch.nn.functional.interpolate([[0, 1], [2, 3]], scale_factor=2, mode='bilinear', align_corners=False)
test('twice the size is what PyTorch makes of it, and only in the hole', () => {
  const fine = one(4, Array<number>(16).fill(-1), [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
  drawDoubled(one(2, [0, 1, 2, 3]), fine);
  expect([...fine.values]).toEqual([
    0, 0.25, 0.75, 1, 0.5, 0.75, 1.25, 1.5, 1.5, 1.75, 2.25, 2.5, 2, 2.25, 2.75, -1,
  ]);
});

describe('what is spread into a hole', () => {
  test('lies between what is around it, and leaves that as it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.infiniteStream(fc.tuple(fc.float({ min: 0, max: 1, noNaN: true }), fc.boolean())),
        (width, height, cells) => {
          const planes = blankPlanes(width, height, 3);
          const drawn = [...cells.take(3 * width * height)];
          drawn.forEach(([value], at) => (planes.values[at] = value));
          planes.hole.forEach((_, at) => (planes.hole[at] = drawn[at]![1] && at > 0 ? 1 : 0));
          const before = planes.values.slice();
          spread(planes);
          const size = width * height;
          for (let plane = 0; plane < 3; plane++) {
            const known = [...before.subarray(plane * size, (plane + 1) * size)].filter(
              (_, at) => planes.hole[at] === 0,
            );
            for (let at = 0; at < size; at++) {
              const value = planes.values[plane * size + at]!;
              if (planes.hole[at] === 0) expect(value).toBe(before[plane * size + at]);
              expect(value).toBeGreaterThanOrEqual(Math.min(...known) - 1e-6);
              expect(value).toBeLessThanOrEqual(Math.max(...known) + 1e-6);
            }
          }
        },
      ),
      { numRuns: 200, seed: 1996 },
    );
  });
});

test('a box mean counts what is within, at the edges too', () => {
  expect([...boxMean(Float32Array.of(3, 0, 0, 9), 4, 1, 1)]).toEqual([1.5, 1, 3, 4.5]);
  expect([...boxMean(Float32Array.of(0, 4, 8, 12), 2, 2, 1)]).toEqual([6, 6, 6, 6]);
});

test('padding repeats the last row and column', () => {
  const wide = padded(one(3, [1, 2, 3, 4, 5, 6], [0, 0, 1, 0, 0, 0]), 4);
  expect([wide.width, wide.height]).toEqual([4, 4]);
  expect([...wide.values]).toEqual([1, 2, 3, 3, 4, 5, 6, 6, 4, 5, 6, 6, 4, 5, 6, 6]);
  expect([...wide.hole]).toEqual([0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
});
