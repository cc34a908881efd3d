import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guided } from '../../../core/pixels/guided.ts';
import { boxMean, boxSizes, enlargedRow, gaussian, type Plane } from '../../../core/pixels/plane.ts';

const anyPlane = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([width, height]) =>
    fc
      .array(fc.integer({ min: 0, max: 1000 }), { minLength: width * height, maxLength: width * height })
      .map((values): Plane => ({ width, height, data: Float32Array.from(values, value => value / 1000) })),
  );

/** Every weight by every pixel, the nearest standing in beyond the border. */
function slow({ width, height, data }: Plane, weights: readonly number[]): number[] {
  const radius = (weights.length - 1) / 2;
  const clamp = (at: number, size: number): number => Math.min(size - 1, Math.max(0, at));
  return [...data].map((_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    let sum = 0;
    weights.forEach((down, j) =>
      weights.forEach((across, k) => {
        sum += down * across * data[clamp(y + j - radius, height) * width + clamp(x + k - radius, width)]!;
      }),
    );
    return sum;
  });
}

function near(plane: Plane, expected: readonly number[]): void {
  expected.forEach((value, i) => expect(Math.abs(plane.data[i]! - value)).toBeLessThan(1e-5));
}

const copyOf = (plane: Plane): Plane => ({ ...plane, data: plane.data.slice() });

describe('smoothing', () => {
  test('a box mean is the mean over its square, at every border and however small the plane', () => {
    fc.assert(
      fc.property(anyPlane, fc.integer({ min: 1, max: 15 }), (plane, radius) => {
        const smoothed = copyOf(plane);
        boxMean(smoothed, radius);
        near(smoothed, slow(plane, Array<number>(2 * radius + 1).fill(1 / (2 * radius + 1))));
      }),
    );
  });

  test('a narrow Gaussian is its sum', () => {
    fc.assert(
      fc.property(anyPlane, fc.double({ min: 0.3, max: 2.4, noNaN: true }), (plane, sigma) => {
        const radius = Math.ceil(3 * sigma);
        const raw = Array.from({ length: 2 * radius + 1 }, (_, i) =>
          Math.exp(-((i - radius) ** 2) / (2 * sigma ** 2)),
        );
        const sum = raw.reduce((total, weight) => total + weight, 0);
        const smoothed = copyOf(plane);
        gaussian(smoothed, sigma);
        near(
          smoothed,
          slow(
            plane,
            raw.map(weight => weight / sum),
          ),
        );
      }),
    );
  });

  test.each([2.5, 5, 9.7, 30])(
    'three boxes for sigma %d spread as far as it says, to the whole pixels of their sizes',
    sigma => {
      // A box of n pixels has the variance (n² − 1) / 12, and variances add.
      const variance = boxSizes(sigma).reduce((sum, size) => sum + (size * size - 1) / 12, 0);
      expect(Math.abs(Math.sqrt(variance) - sigma)).toBeLessThan(0.18);
      expect(boxSizes(sigma).every(size => size % 2 === 1)).toBe(true);
    },
  );
});

test('a plane enlarged twice holds its own values at a quarter between its pixels', () => {
  const plane: Plane = { width: 3, height: 2, data: Float32Array.of(0, 4, 8, 8, 12, 16) };
  const row = new Float32Array(6);
  enlargedRow(plane, 2, 1, row);
  expect([...row]).toEqual([2, 3, 5, 7, 9, 10]);
});

test('the guided filter keeps a step and smooths what is small', () => {
  const width = 60;
  const data = Float32Array.from(
    { length: width * 20 },
    (_, i) => (i % width < 30 ? 0.2 : 0.8) + 0.02 * (((i * 7) % 3) - 1),
  );
  const plane: Plane = { width, height: 20, data };
  const { a, b } = guided(plane, 5, 0.01);
  const base = plane.data.map((value, i) => a.data[i]! * value + b.data[i]!);
  const row = base.subarray(10 * width, 11 * width);
  expect(row[29]!).toBeLessThan(0.26);
  expect(row[30]!).toBeGreaterThan(0.74);
  const ripple = Math.max(...row.subarray(8, 20)) - Math.min(...row.subarray(8, 20));
  expect(ripple).toBeLessThan(0.004);
});
