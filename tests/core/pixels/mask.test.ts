import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { squaredDistance } from '../../../core/pixels/distance.ts';
import {
  bounds,
  checkSize,
  count,
  grow,
  intersect,
  invert,
  isEmpty,
  isFull,
  soften,
  subtract,
  unite,
} from '../../../core/pixels/mask.ts';
import { blankMask, type Mask } from '../../../core/pixels/pixels.ts';
import { resizeMask } from '../../../core/pixels/resize.ts';
import { anyMask, anySize, maskOf } from './any-mask.ts';
import { faultOf } from './any-pixels.ts';

const twoMasks = anySize(12).chain(size => fc.tuple(maskOf(size), maskOf(size)));

/** The places of all marked pixels. */
function marked({ width, data }: Mask): [x: number, y: number][] {
  return [...data].flatMap((value, i) =>
    value === 0 ? [] : [[i % width, Math.floor(i / width)] as [number, number]],
  );
}

/** By looking from every pixel at every marked one. */
function nearest(mask: Mask): number[] {
  const places = marked(mask);
  return [...mask.data].map((_, i) => {
    const [x, y] = [i % mask.width, Math.floor(i / mask.width)];
    return Math.min(Infinity, ...places.map(([px, py]) => (px - x) ** 2 + (py - y) ** 2));
  });
}

const whole = ({ width, height }: Mask) => ({ x: 0, y: 0, width, height });

describe('distance', () => {
  test('is what looking at every pair finds, up to its reach', () => {
    fc.assert(
      fc.property(anyMask(), fc.double({ min: 0, max: 20, noNaN: true }), (mask, reach) => {
        const found = squaredDistance(mask, whole(mask), reach);
        nearest(mask).forEach((expected, i) => {
          if (expected <= reach * reach) expect(found[i]).toBe(expected);
          else expect(found[i]).toBeGreaterThan(reach * reach);
        });
      }),
    );
  });
});

describe('grow', () => {
  test('marks what lies within the distance, and nothing else', () => {
    fc.assert(
      fc.property(anyMask(), fc.double({ min: 0, max: 8, noNaN: true }), (mask, by) => {
        const expected = nearest(mask).map(squared => (squared <= by * by ? 255 : 0));
        expect([...grow(mask, by).data]).toEqual(expected);
      }),
    );
  });

  test('by more marks no less', () => {
    fc.assert(
      fc.property(anyMask(), fc.nat(6), fc.nat(6), (mask, a, b) => {
        const [less, more] = [grow(mask, Math.min(a, b)), grow(mask, Math.max(a, b))];
        expect(isEmpty(subtract(less, more))).toBe(true);
      }),
    );
  });

  test('a single pixel by √2 is its eight neighbours and itself', () => {
    const mask = blankMask(5, 5);
    mask.data[12] = 1;
    expect(count(grow(mask, Math.SQRT2))).toBe(9);
    expect(count(grow(mask, 1))).toBe(5);
  });
});

describe('soften', () => {
  test('makes an edge fade by half where it was, and leaves what is far from it', () => {
    const mask = blankMask(60, 40);
    mask.data.forEach((_, i) => (mask.data[i] = i % 60 < 30 ? 255 : 0));
    const soft = soften(mask, 4);
    const row = [...soft.data.slice(20 * 60, 21 * 60)];
    expect((row[29]! + row[30]!) / 2).toBeCloseTo(127.5, 0);
    expect(row[14]).toBe(255);
    expect(row[46]).toBe(0);
    for (let x = 1; x < 60; x++) expect(row[x]).toBeLessThanOrEqual(row[x - 1]!);
    expect(soften(mask, 0)).toEqual(mask);
  });

  test('keeps how much is marked, away from the border', () => {
    const mask = blankMask(64, 64);
    for (let i = 0; i < 400; i++) mask.data[(22 + Math.floor(i / 20)) * 64 + 22 + (i % 20)] = 255;
    const sum = (of: Mask): number => of.data.reduce((total, value) => total + value, 0) / 255;
    expect(Math.abs(sum(soften(mask, 3)) - 400)).toBeLessThan(4);
  });
});

describe('bounds', () => {
  test('hold every marked pixel and touch one on each side', () => {
    fc.assert(
      fc.property(anyMask(), mask => {
        const places = marked(mask);
        const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
        const box = bounds(mask);
        if (places.length === 0) expect(box.width * box.height).toBe(0);
        else {
          expect(box).toEqual({
            x: Math.min(...xs),
            y: Math.min(...ys),
            width: Math.max(...xs) - Math.min(...xs) + 1,
            height: Math.max(...ys) - Math.min(...ys) + 1,
          });
        }
      }),
    );
  });
});

describe('sets', () => {
  test('unite, subtract, intersect and invert are those of fuzzy sets', () => {
    fc.assert(
      fc.property(twoMasks, ([a, b]) => {
        expect(unite(a, b)).toEqual(unite(b, a));
        expect(subtract(a, b)).toEqual(intersect(a, invert(b)));
        expect(invert(unite(a, b))).toEqual(intersect(invert(a), invert(b)));
        expect(invert(invert(a))).toEqual(a);
      }),
    );
  });

  test('count, isEmpty and isFull agree', () => {
    fc.assert(
      fc.property(anyMask(), mask => {
        expect(count(mask)).toBe(marked(mask).length);
        expect(isEmpty(mask)).toBe(count(mask) === 0);
        expect(isFull(mask)).toBe(count(mask) === mask.data.length);
      }),
    );
  });

  test('a mask of another size is named, with both sizes', () => {
    const check = (): void => checkSize(blankMask(3, 4), { width: 30, height: 40 });
    expect(faultOf(check)).toBe('bad-request');
    expect(check).toThrow('The mask is 3 × 4 pixels and the picture is 30 × 40.');
  });
});

test('a mask made larger by a whole number is each pixel repeated', () => {
  fc.assert(
    fc.property(anyMask(6), fc.integer({ min: 1, max: 4 }), (mask, by) => {
      const large = resizeMask(mask, mask.width * by, mask.height * by);
      large.data.forEach((value, i) => {
        const [x, y] = [Math.floor((i % large.width) / by), Math.floor(Math.floor(i / large.width) / by)];
        expect(value).toBe(mask.data[y * mask.width + x]);
      });
    }),
  );
});
