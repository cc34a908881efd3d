/** What is looked at of a picture to compare it: the square in its middle, made smaller as Pillow does. */
import { expect, test } from 'vitest';
import { blankPixels } from '../../../core/pixels/pixels.ts';
import { middleOf } from '../../../src/models/sight/embedder.ts';
import { bicubic, planesOf } from '../../../src/models/sight/planes.ts';

test.each([
  [640, 480, { x: 80, y: 0, width: 480, height: 480 }],
  [480, 640, { x: 0, y: 80, width: 480, height: 480 }],
  [301, 300, { x: 0, y: 0, width: 300, height: 300 }],
  [1000, 1, { x: 499, y: 0, width: 1, height: 1 }],
  [224, 224, { x: 0, y: 0, width: 224, height: 224 }],
])('of %i × %i', (width, height, box) => {
  expect(middleOf({ width, height })).toEqual(box);
});

test('by cubics, which go a little beyond what is there at an edge', () => {
  const edge = blankPixels(8, 1);
  [0, 0, 0, 0, 255, 255, 255, 255].forEach((byte, x) => edge.data.set([byte, byte, byte, 255], x * 4));
  // Twice as large, at ±1/4 and ±3/4 of a pixel: the weights of Keys at 1/4, 3/4, 5/4 and 7/4.
  const [quarter, three, five, seven] = [111 / 128, 29 / 128, -9 / 128, -3 / 128];
  const row = planesOf(edge, 16, 1, bicubic).subarray(0, 16);
  // In the middle all four are there; of a pixel in, three zeros and a one, or the other way round.
  expect(row[7]).toBeCloseTo(three + seven, 5);
  expect(row[8]).toBeCloseTo(quarter + five, 5);
  expect(row[6]).toBeCloseTo(five, 5);
  expect(row[9]).toBeCloseTo(1 - five, 5);
});
