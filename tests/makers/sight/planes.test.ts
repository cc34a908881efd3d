/** Pictures made smaller and larger for networks: against numbers that were worked out by hand. */
import { describe, expect, test } from 'vitest';
import { blankPixels, type Pixels } from '../../../core/pixels/pixels.ts';
import { matteSize } from '../../../src/models/sight/matte.ts';
import { planesOf, stretched } from '../../../src/models/sight/planes.ts';

/** One row after the other; a number is a grey. */
function picture(width: number, height: number, bytes: readonly (number | readonly number[])[]): Pixels {
  const made = blankPixels(width, height);
  bytes.forEach((one, at) => made.data.set(typeof one === 'number' ? [one, one, one, 255] : one, at * 4));
  return made;
}

const rounded = (values: Float32Array): number[] => Array.from(values, value => +value.toFixed(4));

describe('a picture in planes', () => {
  test('red, green and blue, 0 to 1, over white', () => {
    const two = picture(2, 1, [[255, 51, 0, 255], [255, 51, 0, 0]]); // prettier-ignore
    expect(rounded(planesOf(two, 2, 1))).toEqual([1, 1, 0.2, 1, 0, 1]);
  });

  test('is made smaller by all that a pixel covers', () => {
    // Twice as small: reach 2, so of four pixels the first two and one beyond: 1.5, 1.5, 0.5 of 3.5, or 3/7, 3/7, 1/7.
    const row = picture(4, 1, [0, 70, 140, 210]);
    const [first, last] = [(3 * 0 + 3 * 70 + 140) / 7, (70 + 3 * 140 + 3 * 210) / 7];
    expect(rounded(planesOf(row, 2, 1).subarray(0, 2))).toEqual([first, last].map(byte => +(byte / 255).toFixed(4)));
  }); // prettier-ignore

  test('is made larger between the middles of pixels', () => {
    // 0 and 255 on four pixels: a quarter and three quarters of the way between, and no further at the ends.
    expect(rounded(planesOf(picture(1, 2, [0, 255]), 1, 4).subarray(0, 4))).toEqual([0, 0.25, 0.75, 1]);
  });

  test('in both ways at once it keeps its light', () => {
    const many = picture(31, 17, Array.from({ length: 31 * 17 }, (_, at) => (at * 37) % 256)); // prettier-ignore
    const mean = (values: Float32Array): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(planesOf(many, 8, 40))).toBeCloseTo(mean(planesOf(many, 31, 17)), 1);
  });
});

describe('what a network gave', () => {
  test('is stretched between the middles of its places', () => {
    const given = { values: Float32Array.of(0, 4), width: 2, height: 1, used: { width: 2, height: 1 } };
    expect([...stretched(given, { width: 4, height: 1 })]).toEqual([0, 1, 3, 4]);
  });

  test('without what is beyond the picture', () => {
    // Of 4 × 2 places the left 2 × 1 are the picture.
    const values = Float32Array.of(0, 4, 90, 90, 8, 8, 90, 90);
    const given = { values, width: 4, height: 2, used: { width: 2, height: 1 } };
    expect([...stretched(given, { width: 2, height: 1 })]).toEqual([0, 4]);
  });
});

test.each([
  [
    { width: 600, height: 800 },
    { width: 512, height: 672 },
  ],
  [
    { width: 512, height: 512 },
    { width: 512, height: 512 },
  ],
  [
    { width: 40, height: 30 },
    { width: 672, height: 512 },
  ],
  [
    { width: 6000, height: 1000 },
    { width: 1536, height: 256 },
  ],
  [
    { width: 5000, height: 10 },
    { width: 1536, height: 32 },
  ],
])('a matte of %o is made of %o', (size, expected) => {
  expect(matteSize(size)).toEqual(expected);
});
