import { expect, test } from 'vitest';
import { fitOf, isBlank, showsSeam } from '../../../core/pixels/fit.ts';
import { box, hole, picture } from '../../makers/inpaint.ts';

const grain = (x: number, y: number): number =>
  (Math.imul(x * 374761393 + y * 668265263, 1274126177) >>> 27) - 16;
const inside = box(30, 20, 20, 20);
const mask = hole(80, 60, inside);

/** A grained wall; what is in the hole is lighter by `by`, and has `share` of the grain. */
const wall = (by: number, share: number) =>
  picture(80, 60, (x, y) => {
    const isNew = inside(x, y);
    const value = 120 + (isNew ? by : 0) + (isNew ? share : 1) * grain(x, y);
    return [value, value, value];
  });

test.each([
  ['as it was', 0, 1, false, false],
  ['a little lighter, which grain hides', 8, 1, false, false],
  ['much lighter', 60, 1, true, false],
  ['without grain, of the same tone', 0, 0, false, true],
])('a wall whose hole is filled %s', (_, by, share, seam, blank) => {
  const fit = fitOf(wall(by, share), mask);
  expect([showsSeam(fit), isBlank(fit)]).toEqual([seam, blank]);
});

test('the steps are means, counted by hand', () => {
  // Columns of 10 and 30 outside, 50 inside: 20 from one column to the next, 0 down a column.
  const image = picture(6, 1, x => [
    [10, 30, 50, 50, 30, 10][x]!,
    [10, 30, 50, 50, 30, 10][x]!,
    [10, 30, 50, 50, 30, 10][x]!,
  ]);
  expect(
    fitOf(
      image,
      hole(6, 1, x => x === 2 || x === 3),
    ),
  ).toEqual({ across: 20, inside: 0, outside: 20 });
});

test('smooth where all is smooth is not blank', () => {
  const image = picture(40, 40, () => [90, 90, 90]);
  const fit = fitOf(image, hole(40, 40, box(10, 10, 10, 10)));
  expect(isBlank(fit)).toBe(false);
});
