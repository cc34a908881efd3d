/** Damage drawn onto pictures is found, and little is found where there is none. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redEyes } from '../../../../core/colour/red-eyes.ts';
import { count, grow, intersect, isEmpty } from '../../../../core/pixels/mask.ts';
import { blankPixels, type Mask } from '../../../../core/pixels/pixels.ts';
import { resize } from '../../../../core/pixels/resize.ts';
import { findDamage } from '../../../../core/sight/damage.ts';
import { dustIn } from '../../../../core/sight/damage/dust.ts';
import { scratchesIn } from '../../../../core/sight/damage/scratches.ts';
import { readPhoto } from '../../../../tools/scenes/photo.ts';
import { anyPixels } from '../../pixels/any-pixels.ts';
import { grey, noise, sea } from '../../pixels/leaning.ts';
import { dusty, flashed, scratched, type Aged } from './aged.ts';

const samples = join(import.meta.dirname, '../../../../public/samples');

const rooms = readdirSync(samples)
  .filter(name => name.endsWith('.jpg'))
  .map(name => [name, readPhoto(join(samples, name))] as const);

/** The share of the damage that is marked, and of what is marked, the share within 3 pixels of damage. */
function judged(found: Mask, { truth }: Aged): { recall: number; precision: number } {
  return {
    recall: count(intersect(found, truth)) / count(truth),
    precision: count(intersect(found, grow(truth, 3))) / Math.max(1, count(found)),
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const patience = { timeout: 240_000 };

/** What is asked of each: over the sample rooms, in the mean; and the share of a clean one that may be marked. */
const rows = [
  ['dust', dustIn, dusty, { recall: 0.5, precision: 0.7, clean: 0.002 }],
  ['scratches', scratchesIn, scratched, { recall: 0.5, precision: 0.5, clean: 0.015 }],
  ['red eyes', redEyes, flashed, { recall: 0.95, precision: 0.75, clean: 0.001 }],
] as const;

describe.each(rows)('%s', (noun, find, age, asked) => {
  test('are found where they were drawn, and little else is', patience, () => {
    const all = rooms.map(([, room], seed) => {
      const aged = age(room, seed + 1);
      return judged(find(aged.image), aged);
    });
    expect(mean(all.map(({ recall }) => recall))).toBeGreaterThan(asked.recall);
    expect(mean(all.map(({ precision }) => precision))).toBeGreaterThan(asked.precision);
  });

  test.each(rooms)('are hardly found in a clean %s', patience, (_name, room) => {
    expect(count(find(room)) / (room.width * room.height)).toBeLessThan(asked.clean);
  });

  test.each([
    ['one shade', grey(200, 150, () => 128)],
    ['black', grey(200, 150, () => 0)],
    ['white', grey(200, 150, () => 255)],
    ['one pixel', grey(1, 1, () => 40)],
    ['nothing to see', blankPixels(100, 80)],
    ['hills', noise(4, 10)],
    ['a sea', sea()],
  ])('are not found in %s', patience, (_name, image) => {
    expect(isEmpty(find(image))).toBe(true);
  });

  test('a mask is of the picture’s size, whatever the picture is', patience, () => {
    fc.assert(
      fc.property(anyPixels(), image => {
        const { width, height, data } = find(image);
        expect([width, height, data.length]).toEqual([image.width, image.height, width * height]);
        expect(data.every(value => value === 0 || value === 255)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('are found on a picture larger than the copy they are sought on', patience, () => {
    const [, room] = rooms[1]!;
    const aged = age(room, 5);
    const large = find(resize(aged.image, 2 * room.width, 2 * room.height));
    const truth = resizeTwice(aged.truth);
    expect(judged(large, { ...aged, truth }).recall).toBeGreaterThan(0.6 * asked.recall);
  });

  test(`are what “${noun}” names`, patience, () => {
    const image = age(rooms[0]![1], 2).image;
    expect(findDamage(noun, image)?.data).toEqual(find(image).data);
  });
});

function resizeTwice({ width, height, data }: Mask): Mask {
  const large = new Uint8Array(width * height * 4);
  for (let y = 0; y < 2 * height; y++)
    for (let x = 0; x < 2 * width; x++) large[y * 2 * width + x] = data[(y >> 1) * width + (x >> 1)]!;
  return { width: 2 * width, height: 2 * height, data: large };
}

test('how far the search is is told, forwards, from 0 to 1', () => {
  const told: number[] = [];
  findDamage('dust and scratches', noise(4, 10), done => told.push(done));
  expect(told.length).toBeGreaterThan(20);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect([told.every(done => done >= 0), told.at(-1)]).toEqual([true, 1]);
});

test('what is no damage is nobody’s business here', () => {
  expect(findDamage('lamp', blankPixels(4, 4))).toBeUndefined();
  expect(findDamage('eyes', blankPixels(4, 4))).toBeUndefined();
  expect(findDamage('dust and scratches', blankPixels(4, 4))).toMatchObject({ width: 4, height: 4 });
});
