import { expect, test } from 'vitest';
import { HOLE, KNOWN, layOut } from '../../src/models/fill/field.ts';
import { plainKernel } from '../../src/models/fill/plain.ts';
import { depths } from '../../src/models/fill/pyramid.ts';
import { liftTone } from '../../src/models/fill/tone.ts';

const side = 64;
const HALVINGS = 3;

/** A hole in the middle of a square, `margin` wide all around. */
const framed = (size: number, margin: number): Uint8Array =>
  Uint8Array.from({ length: size * size }, (_, at) => {
    const [x, y] = [at % size, Math.floor(at / size)];
    return Math.min(x, y, size - 1 - x, size - 1 - y) < margin ? KNOWN : HOLE;
  });

/** Red, green and blue in the middle of a hole of 100, two pixels within it, and outside, once lifted to `guess`. */
function lifted(guess: readonly number[], halo: number): number[][] {
  const image = new Uint8Array(side * side * 4).fill(100);
  const level = { width: side, height: side, image, state: framed(side, 16) };
  const field = layOut(plainKernel(), level, false);
  const size = side >> HALVINGS;
  const coarse = Uint8Array.from({ length: size * size * 4 }, (_, n) => guess[n % 4] ?? 0);
  const first = { width: size, height: size, image: coarse, state: framed(size, 2 - halo) };
  liftTone(field, depths(level), first, HALVINGS);
  return [32, 17, 15].map(x => [...field.image.slice((32 * side + x) * 4, (32 * side + x) * 4 + 3)]);
}

const known = [100, 100, 100];

test.each([
  ['what the guess was brighter by', [102, 104, 100], [102, 104, 100], [101, 102, 100]],
  ['at most five', [200, 105, 106], [105, 105, 105], [103, 103, 103]],
  ['never down', [60, 99, 100], known, known],
])('%s, half of it two pixels from the edge, and outside nothing', (_, guess, middle, edge) => {
  expect(lifted(guess, 1)).toEqual([middle, edge, known]);
});

test('where there is no halo, nothing', () => {
  expect(lifted([104, 104, 104], 0)).toEqual([known, known, known]);
});
