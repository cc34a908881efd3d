/** The screened Poisson equation, against fields that are known to solve it. */
import { describe, expect, test } from 'vitest';
import { ABSENT, GIVEN, UNKNOWN, membrane } from '../../src/models/fill/membrane.ts';

const [width, height] = [61, 47];
type Field = (x: number, y: number) => readonly [number, number, number];

/** A disc of unknowns in the middle, and a bar across it that is not there. */
const kinds = Uint8Array.from({ length: width * height }, (_, at) => {
  const [x, y] = [at % width, Math.floor(at / width)];
  if (y === 20 && x > 25) return ABSENT;
  return Math.hypot(x - 30, y - 23) < 18 ? UNKNOWN : GIVEN;
});

const sides = [-1, 1, -width, width];

/** How far the solution lies from `truth` at worst, from 128 on, when drawn to what `truth` itself asks for. */
function worst(truth: Field, screen: number): number {
  const exact = Float32Array.from({ length: width * height * 3 }, (_, n) => {
    const at = Math.floor(n / 3);
    return truth(at % width, Math.floor(at / width))[n % 3]!;
  });
  const pull = exact.map((value, n) => {
    const at = Math.floor(n / 3);
    if (kinds[at] !== UNKNOWN) return 0;
    const near = sides.filter(side => kinds[at + side] !== ABSENT);
    return near.reduce((sum, side) => sum + value - exact[n + side * 3]!, screen * value);
  });
  const values = exact.map((value, n) => {
    const kind = kinds[Math.floor(n / 3)];
    return kind === GIVEN ? value : kind === UNKNOWN ? 128 : 0;
  });
  membrane(width, height, kinds, screen).solve(values, 8, pull);
  return Math.max(
    ...values.map((value, n) => (kinds[Math.floor(n / 3)] === UNKNOWN ? Math.abs(value - exact[n]!) : 0)),
  );
}

describe('finds the field again, to a step of the picture or so', () => {
  test.each<[string, Field, number]>([
    ['one tone', () => [10, 128, 250], 0],
    ['ramps', (x, y) => [4 * x, 5 * y, 255 - 2 * x - 2 * y], 0],
    ['waves', (x, y) => [128 + 90 * Math.sin(x / 5), 128 + 90 * Math.cos(y / 3), (x * y) % 200], 0.01],
    ['waves, held by the screen', (x, y) => [128 + 90 * Math.sin(x / 5), 3 * y, (x * y) % 200], 1],
  ])('%s', (_, truth, screen) => {
    expect(worst(truth, screen)).toBeLessThan(1.5);
  });
});

test('what is given or absent stays as it was', () => {
  const values = Float32Array.from({ length: width * height * 3 }, (_, n) =>
    kinds[Math.floor(n / 3)] === ABSENT ? 0 : n % 256,
  );
  const before = values.slice();
  membrane(width, height, kinds).solve(values, 8);
  const changed = values.findIndex((value, n) => kinds[Math.floor(n / 3)] !== UNKNOWN && value !== before[n]);
  expect(changed).toBe(-1);
});
