/** What is shown of a thing → what Segment Anything is asked, and which of its answers is taken. */
import { describe, expect, test } from 'vitest';
import { best, GIVES, placesOf, promptsFor, reduced, type Mask } from '../../../src/models/sight/prompt.ts';

const size = { width: 2000, height: 500 };
const point = (x: number, y: number, adds = true) => ({ x, y, adds });

test.each([
  [size, { width: 1024, height: 256 }],
  [
    { width: 300, height: 400 },
    { width: 768, height: 1024 },
  ],
  [
    { width: 5000, height: 1 },
    { width: 1024, height: 1 },
  ],
])('a picture of %o is looked at as %o', (given, expected) => {
  expect(reduced(given)).toEqual(expected);
});

test('a place is where it is in what is looked at', () => {
  expect([...placesOf([point(1000, 250), point(1999.5, 0)], size)]).toEqual([
    512, 128, 1023.7440185546875, 0,
  ]);
});

describe('what is asked', () => {
  test('of each click that adds by itself, with all that take away', () => {
    const [one, other, not] = [point(1, 1), point(9, 9), point(5, 5, false)];
    expect(promptsFor({ points: [one, other, not] })).toEqual([{ points: [one, not] }, { points: [other, not] }]);
  }); // prettier-ignore

  test('of a box by its middle', () => {
    const box = { x: 10, y: 20, width: 30, height: 40 };
    expect(promptsFor({ box, points: [] })).toEqual([{ points: [point(25, 40)], within: box }]);
  });

  test('nothing where all is taken away', () => {
    expect(promptsFor({ points: [point(5, 5, false)] })).toEqual([]);
  });
});

/** Marks a box of what it gives. */
function mask(score: number, left: number, top: number, right: number, bottom: number): Mask {
  const logits = new Float32Array(GIVES * GIVES).fill(-1);
  for (let y = top; y < bottom; y++) logits.fill(1, y * GIVES + left, y * GIVES + right);
  return { logits, score };
}

describe('which answer is taken', () => {
  // 2000 × 500 lies in the upper 256 × 64 of what is given: a place there is 7.8125 pixels.
  const [small, large] = [mask(0.8, 100, 20, 110, 30), mask(0.7, 90, 10, 130, 50)];

  test('the one that it thinks fits best', () => {
    expect(best([large, small], { points: [point(820, 200)] }, size)).toBe(small);
  });

  test('not one that has what is not of it', () => {
    // At 110 × 7.8125 = 859 begins what only the larger has.
    expect(best([small, large], { points: [point(820, 200), point(900, 200, true)] }, size)).toBe(large);
    expect(best([large, small], { points: [point(820, 200), point(900, 200, false)] }, size)).toBe(small);
  });

  test('the one that fills the box', () => {
    const box = { x: 90 * 7.8125, y: 10 * 7.8125, width: 40 * 7.8125, height: 40 * 7.8125 };
    expect(best([small, large], { points: [point(820, 200)], within: box }, size)).toBe(large);
  });

  test('none where none fills it, or has the place', () => {
    const box = { x: 0, y: 0, width: 1900, height: 480 };
    expect(best([small, large], { points: [point(820, 200)], within: box }, size)).toBeUndefined();
    expect(best([small, large], { points: [point(10, 10)] }, size)).toBeUndefined();
  });
});
