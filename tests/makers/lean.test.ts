/** What becomes of a copy and a painting of the same hole. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chanceFrom } from '../../src/models/fill/chance.ts';
import { HOLE, KNOWN, type Level } from '../../src/models/fill/field.ts';
import { join } from '../../src/models/fill/join.ts';
import { leanOn } from '../../src/models/fill/lean.ts';
import { halve } from '../../src/models/fill/pyramid.ts';
import type { Painted } from '../../src/models/guide/painter.ts';
import { levels } from './levels.ts';

const SIDE = 64;
const SIZE = SIDE * SIDE;

/** A hole in the middle, with 16 pixels around it. */
const state = Uint8Array.from({ length: SIZE }, (_, at) =>
  Math.max(Math.abs((at % SIDE) - 31.5), Math.abs(Math.floor(at / SIDE) - 31.5)) < 16 ? HOLE : KNOWN,
);

const level = (tone: (at: number) => number): Level => ({
  width: SIDE,
  height: SIDE,
  image: Uint8Array.from({ length: 4 * SIZE }, (_, n) => tone(n >> 2)),
  state,
});

const painting = ({ width, height }: Level, tone: (at: number) => number): Painted => {
  const size = width * height;
  return {
    width,
    height,
    colour: Float32Array.from({ length: 3 * size }, (_, n) => tone(n % size) / 255),
    texture: new Float32Array(size),
    doubt: new Float32Array(size),
  };
};

/** Patches that are so far from their likes count as nothing beside any painting. */
const APART = 1e9;

const leaned = (copy: Level, painted: Painted, apart = APART): Uint8Array => {
  const image = copy.image.slice();
  leanOn(painted, { ...copy, image }, apart);
  return image;
};

/** The mean and the variance of red where `inside` says so. */
function redOf(image: Uint8Array, inside: (at: number) => boolean): { mean: number; variance: number } {
  const values = Array.from({ length: SIZE }, (_, at) => at)
    .filter(inside)
    .map(at => image[at * 4]!);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
}

const inMiddle = (at: number): boolean =>
  Math.max(Math.abs((at % SIDE) - 31.5), Math.abs(Math.floor(at / SIDE) - 31.5)) < 6;

const coarse = chanceFrom(7);
const grain = Float64Array.from({ length: SIZE }, () => 80 * (coarse() - 0.5));

describe('the result', () => {
  test('of a copy that is like what is around is the copy', () => {
    const copy = level(at => (state[at] === HOLE ? 140 : 100));
    expect(
      leaned(
        copy,
        painting(copy, () => 120),
        0,
      ),
    ).toEqual(copy.image);
  });

  test('of a smooth copy that is not has nine tenths of the painting’s tone, as that is joined to what is around', () => {
    const copy = level(() => 100);
    const painted = painting(copy, () => 160);
    const joined = { ...copy, image: copy.image.slice() };
    join(joined, painted.colour);
    const image = leaned(copy, painted);
    for (let at = 0; at < SIZE; at++) {
      const most = joined.image[at * 4]! - 100;
      // Solved over less of what is around, it is as near as its few cycles bring it.
      expect(Math.abs(image[at * 4]! - 100 - 0.9 * most)).toBeLessThanOrEqual(2);
    }
    expect(redOf(joined.image, inMiddle).mean).toBeGreaterThan(120);
  });

  test('where the copy is busy and the painting smooth has the tone of the one and the detail of the other, and more', () => {
    const copy = level(at => 128 + grain[at]!);
    const image = leaned(
      copy,
      painting(copy, () => 128),
    );
    const had = redOf(copy.image, inMiddle);
    const has = redOf(image, inMiddle);
    // A Wiener gain for gradients that were measured, as large as they are: 1.6 b² / (b² + 12²).
    const steep = meanGradient(copy.image);
    const gain = (1.6 * steep ** 2) / (steep ** 2 + 144);
    expect(has.mean).toBeCloseTo(128, -1);
    expect(Math.sqrt(has.variance / had.variance)).toBeGreaterThan(0.95 * gain);
    expect(Math.sqrt(has.variance / had.variance)).toBeLessThan(1.05 * gain);
  });

  test('where both have the same detail has it once', () => {
    const copy = level(at => 128 + grain[at]!);
    const ratio =
      redOf(
        leaned(
          copy,
          painting(copy, at => copy.image[at * 4]!),
        ),
        inMiddle,
      ).variance / redOf(copy.image, inMiddle).variance;
    expect(ratio).toBeGreaterThan(1);
    expect(ratio).toBeLessThan(1.6 ** 2);
  });

  test('where the painting is of half the size takes the same tone, and all detail that the painting cannot have', () => {
    // A checkerboard: nothing of it is left at half the size.
    const checks = (at: number): number => ((at + Math.floor(at / SIDE)) % 2 === 0 ? 12 : -12);
    const copy = level(at => 100 + checks(at));
    const half = halve(copy);
    const painted = painting(half, () => 160);
    const [image, coarse] = [leaned(copy, painted), leaned(half, painted)];
    for (let at = 0; at < SIZE; at++) {
      const cell = (Math.floor(at / SIDE) >> 1) * half.width + ((at % SIDE) >> 1);
      expect(Math.abs(image[at * 4]! - checks(at) - coarse[cell * 4]!)).toBeLessThanOrEqual(4);
    }
    expect(redOf(image, inMiddle).mean).toBeGreaterThan(105);
  });

  test('of any picture keeps what is around it, to the last bit', () => {
    fc.assert(
      fc.property(
        levels({ least: 1, most: 40, holes: [1, 30] }),
        fc.integer(),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.nat(2),
        (copy, seed, apart, halvings) => {
          const chance = chanceFrom(seed);
          const flat = chance() < 0.3;
          const image = leaned(
            copy,
            painting(times(halvings, copy, halve), () => (flat ? 77 : 255 * chance())),
            apart,
          );
          const changed = image.filter(
            (value, n) => (copy.state[n >> 2] === KNOWN || n % 4 === 3) && value !== copy.image[n],
          );
          expect(changed).toHaveLength(0);
        },
      ),
    );
  });
});

const times = <T>(count: number, value: T, step: (value: T) => T): T =>
  count === 0 ? value : times(count - 1, step(value), step);

/** Of grey, which here is red, in the middle. */
function meanGradient(image: Uint8Array): number {
  let [sum, count] = [0, 0];
  for (let at = 0; at < SIZE; at++) {
    if (!inMiddle(at)) continue;
    sum += Math.hypot(image[at * 4]! - image[(at - 1) * 4]!, image[at * 4]! - image[(at - SIDE) * 4]!);
    count++;
  }
  return sum / count;
}
