import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Box } from '../../../core/pixels/box.ts';
import { count } from '../../../core/pixels/mask.ts';
import { blankMask, type Mask } from '../../../core/pixels/pixels.ts';
import { rectangle, stroke } from '../../../core/pixels/stroke.ts';
import { anyMask } from './any-mask.ts';

const place = fc.record({
  x: fc.double({ min: -10, max: 30, noNaN: true }),
  y: fc.double({ min: -10, max: 30, noNaN: true }),
});
const radius = fc.double({ min: 0.5, max: 9, noNaN: true });
const hardness = fc.double({ min: 0, max: 1, noNaN: true });

const copyOf = (mask: Mask): Mask => ({ ...mask, data: mask.data.slice() });

function changedOutside(before: Mask, after: Mask, box: Box): boolean {
  return before.data.some((value, i) => {
    const [x, y] = [i % before.width, Math.floor(i / before.width)];
    const within = x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height;
    return !within && value !== after.data[i];
  });
}

describe('stroke', () => {
  test('changes nothing outside the box it returns, and the box lies on the mask', () => {
    fc.assert(
      fc.property(
        anyMask(),
        place,
        place,
        radius,
        hardness,
        fc.constantFrom(0, 128, 255),
        (mask, from, to, r, h, value) => {
          const before = copyOf(mask);
          const box = stroke(mask, from, to, r, value, h);
          expect(changedOutside(before, mask, box)).toBe(false);
          expect(
            box.x >= 0 && box.y >= 0 && box.x + box.width <= mask.width && box.y + box.height <= mask.height,
          ).toBe(true);
        },
      ),
    );
  });

  test('a brush takes nothing away and an eraser adds nothing', () => {
    fc.assert(
      fc.property(anyMask(), place, place, radius, hardness, fc.boolean(), (mask, from, to, r, h, brush) => {
        const before = copyOf(mask);
        stroke(mask, from, to, r, brush ? 255 : 0, h);
        mask.data.forEach((value, i) => {
          if (brush) expect(value).toBeGreaterThanOrEqual(before.data[i]!);
          else expect(value).toBeLessThanOrEqual(before.data[i]!);
        });
      }),
    );
  });

  test('a stroke in two parts is as even as in one: it does not build up where they meet', () => {
    const [one, two] = [blankMask(40, 20), blankMask(40, 20)];
    stroke(one, { x: 8, y: 10 }, { x: 32, y: 10 }, 6, 255, 0.3);
    stroke(two, { x: 8, y: 10 }, { x: 20, y: 10 }, 6, 255, 0.3);
    stroke(two, { x: 20, y: 10 }, { x: 32, y: 10 }, 6, 255, 0.3);
    expect(two).toEqual(one);
  });

  test('a hard dab covers the area of its circle', () => {
    const mask = blankMask(64, 64);
    stroke(mask, { x: 32, y: 32 }, { x: 32, y: 32 }, 20, 255);
    const area = mask.data.reduce((sum, value) => sum + value / 255, 0);
    expect(Math.abs(area - Math.PI * 400)).toBeLessThan(4);
  });

  test('an eraser over the same way undoes a hard brush', () => {
    const mask = blankMask(50, 50);
    stroke(mask, { x: 10, y: 12 }, { x: 40, y: 30 }, 7, 255);
    expect(count(mask)).toBeGreaterThan(300);
    stroke(mask, { x: 10, y: 12 }, { x: 40, y: 30 }, 9, 0);
    expect(count(mask)).toBe(0);
  });
});

test('a rectangle sets the part of it that lies on the mask', () => {
  const mask = blankMask(10, 10);
  expect(rectangle(mask, { x: -3, y: 6, width: 8, height: 20 }, 255)).toEqual({
    x: 0,
    y: 6,
    width: 5,
    height: 4,
  });
  expect(count(mask)).toBe(20);
});
