import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { selectLike } from '../../../core/colour/select.ts';
import { byteOf } from '../../../core/pixels/light.ts';
import { blankPixels, type Mask, type Pixels } from '../../../core/pixels/pixels.ts';
import { anyPixels, faultOf } from '../pixels/any-pixels.ts';
import { disc, side } from './scene.ts';

function picture(
  width: number,
  height: number,
  at: (x: number, y: number) => readonly [number, number, number],
): Pixels {
  const image = blankPixels(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) image.data.set([...at(x, y), 255], (y * width + x) * 4);
  return image;
}

/** How much two masks overlap: what both mark, divided by what either marks. */
function overlap(a: Mask, b: Mask): number {
  let [both, either] = [0, 0];
  a.data.forEach((value, i) => {
    both += Math.min(value, b.data[i]!);
    either += Math.max(value, b.data[i]!);
  });
  return both / either;
}

const noise = (x: number, y: number): number => ((x * 12.9898 + y * 78.233) * 43758.5453) % 1;

describe('selectLike', () => {
  test('takes a shaded, woven thing whole and leaves its ground', () => {
    const { image, mask } = disc([168, 30, 34], [120, 130, 110], 0);
    expect(overlap(selectLike(image, 48, 48, 0.4), mask)).toBeGreaterThan(0.97);
  });

  test('takes a wall from its sunny end to its dark end, and stops at the skirting', () => {
    const [width, height] = [300, 120];
    const wall = picture(width, height, (x, y) => {
      // Light falls by four from left to right; the skirting is only a little lighter than the wall beside it.
      const glow = 0.6 * 0.25 ** (x / width) * (1 + 0.03 * noise(x, y)) * (y < 90 ? 1 : 1.6);
      return [byteOf(glow), byteOf(glow * 0.95), byteOf(glow * 0.85)];
    });
    const truth: Mask = {
      width,
      height,
      data: Uint8Array.from({ length: width * height }, (_, i) => (i < 90 * width ? 255 : 0)),
    };
    for (const x of [10, 150, 290])
      expect(overlap(selectLike(wall, x, 40, 0.4), truth)).toBeGreaterThan(0.97);
  });

  test('at full size the edge is where the picture has it', () => {
    // Grown on a copy half as wide and half as high.
    const [width, height] = [1000, 800];
    const inCircle = (x: number, y: number): boolean => (x - 500) ** 2 + (y - 400) ** 2 < 250 ** 2;
    const image = picture(width, height, (x, y) => (inCircle(x, y) ? [40, 90, 160] : [200, 190, 170]));
    const mask = selectLike(image, 500, 400, 0.3);
    let wrong = 0;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) if (mask.data[y * width + x]! > 127 !== inCircle(x, y)) wrong++;
    }
    expect(wrong).toBeLessThan(40);
  });

  test('a tap on a speck means what is around it; specks inside are part of the thing', () => {
    const image = picture(side, side, (x, y) =>
      x % 16 === 8 && y % 16 === 8 ? [20, 20, 20] : [180, 140, 90],
    );
    expect(selectLike(image, 40, 40, 0.3).data.every(value => value === 255)).toBe(true);
  });

  test('more tolerance never takes less, and the tapped place is always taken where it is like its neighbours', () => {
    const { image } = disc([168, 30, 34], [120, 90, 90], 0.3);
    const sizes = [0, 0.2, 0.4, 0.6, 0.8, 1].map(
      tolerance => selectLike(image, 48, 70, tolerance).data.reduce((sum, value) => sum + value, 0) / 255,
    );
    for (let i = 1; i < sizes.length; i++) expect(sizes[i]).toBeGreaterThanOrEqual(sizes[i - 1]! - 1);
    expect(sizes[0]).toBeGreaterThan(0);
    expect(sizes.at(-1)).toBeGreaterThan(sizes[0]!);
  });

  test('each mask lies within that of any larger tolerance', () => {
    fc.assert(
      fc.property(
        anyPixels(24),
        fc.nat(),
        fc.nat(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (image, x, y, one, other) => {
          const [less, more] = [Math.min(one, other), Math.max(one, other)].map(
            tolerance => selectLike(image, x % image.width, y % image.height, tolerance).data,
          );
          expect(less!.every((value, i) => value <= more![i]!)).toBe(true);
        },
      ),
    );
  });

  test('takes all there is at the highest tolerance', () => {
    const { image } = disc([168, 30, 34], [120, 130, 110], 0);
    expect(selectLike(image, 48, 48, 1).data.every(value => value === 255)).toBe(true);
  });

  test('works on any picture, however small', () => {
    fc.assert(
      fc.property(
        anyPixels(9),
        fc.nat(),
        fc.nat(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (image, x, y, tolerance) => {
          const mask = selectLike(image, x % image.width, y % image.height, tolerance);
          expect(mask.data.length).toBe(image.width * image.height);
          expect(mask.data.some(value => value > 0)).toBe(true);
        },
      ),
    );
  });

  test('a place outside the picture is refused', () => {
    const image = blankPixels(4, 4);
    for (const [x, y] of [
      [-1, 0],
      [4, 0],
      [0, 4],
      [NaN, 0],
    ] as const) {
      expect(faultOf(() => selectLike(image, x, y, 0.5))).toBe('bad-request');
    }
  });
});
