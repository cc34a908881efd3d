/** Whether there is but one stuff around a hole. */
import { describe, expect, test } from 'vitest';
import { chanceFrom } from '../../src/models/fill/chance.ts';
import { HOLE, KNOWN, type Level } from '../../src/models/fill/field.ts';
import { isOneStuff } from '../../src/models/fill/stuff.ts';
import { markTexture } from '../../src/models/fill/texture.ts';
import { tuned } from '../../src/models/fill/tuning.ts';

type Tone = (x: number, y: number) => number;

/** With a hole in the middle, a quarter as wide. */
function level(tone: Tone, side = 256, isHole = middle(side / 8)): Level {
  const image = new Uint8Array(4 * side * side);
  const state = new Uint8Array(side * side);
  for (let at = 0; at < state.length; at++) {
    const [x, y] = [at % side, Math.floor(at / side)];
    image.fill(tone(x, y), 4 * at, 4 * at + 4);
    state[at] = isHole(x - side / 2, y - side / 2) ? HOLE : KNOWN;
  }
  const made = { width: side, height: side, image, state };
  markTexture(made, tuned.textureGain);
  return made;
}

const middle =
  (reach: number) =>
  (x: number, y: number): boolean =>
    Math.max(Math.abs(x), Math.abs(y)) < reach;

const chance = chanceFrom(3);
const gravel: Tone = () => 60 + 120 * chance();
const plaster: Tone = () => 115 + 10 * chance();
const bricks: Tone = (x, y) =>
  y % 16 < 2 || (x + 8 * (Math.floor(y / 16) % 2)) % 32 < 2 ? 190 : 110 + 20 * chance();
const beside = (left: Tone, right: Tone): Tone => (x, y) => (x < 100 ? left(x, y) : right(x, y)); // prettier-ignore

describe('one stuff', () => {
  test.each([
    ['gravel', gravel],
    ['plaster', plaster],
    ['bricks', bricks],
    ['gravel with a shadow over it', (x, y) => gravel(x, y) * (x > 150 ? 0.9 : 1)],
  ] satisfies [string, Tone][])('%s', (_, tone) => {
    expect(isOneStuff(level(tone))).toBe(true);
  });

  test('gravel, of which another region’s hole takes a part', () => {
    expect(isOneStuff(level(gravel, 256, (x, y) => x < -90 || middle(32)(x, y)))).toBe(true);
  });
});

describe('not one stuff', () => {
  test.each([
    ['two of one tone', beside(gravel, () => 115 + 10 * chance())],
    ['two that are as busy as each other', beside(plaster, (x, y) => plaster(x, y) + 60)],
    ['a slope', x => x],
    ['one tone, in which there is nothing to tell', () => 120],
  ] satisfies [string, Tone][])('%s', (_, tone) => {
    expect(isOneStuff(level(tone))).toBe(false);
  });

  test('so little of it that nobody can tell', () => {
    expect(isOneStuff(level(gravel, 64))).toBe(false);
  });
});
