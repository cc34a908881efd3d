import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leanOf } from '../../../core/pixels/horizon.ts';
import { blankPixels, type Pixels } from '../../../core/pixels/pixels.ts';
import { resize } from '../../../core/pixels/resize.ts';
import { turn } from '../../../core/pixels/turn.ts';
import { readPhoto } from '../../../tools/scenes/photo.ts';
import { grey, leaning, noise, sea, wall, type Panel } from './leaning.ts';

/** What a visitor may begin with: rooms seen by a level camera, with lines that meet far away, plants and cloth. */
const samples = join(import.meta.dirname, '../../../public/samples');
const rooms = readdirSync(samples).filter(name => name.endsWith('.jpg'));

const photo = (name: string): Pixels => readPhoto(join(samples, name));

/** Its rim is as soft as a lens draws it: on a hard one the stairs lie level, and long. */
const disc = grey(
  400,
  300,
  (x, y) => 40 + 180 * Math.min(1, Math.max(0, 100 - Math.hypot(x - 200, y - 150))),
);

/** Each picture is seen whole, many of them: more than the usual five seconds where others are at work. */
const patience = { timeout: 60_000 };

const off = (found: number | undefined, degrees: number): number => Math.abs((found ?? NaN) - degrees);

describe('finds how far it leans, within 0.3 degrees', patience, () => {
  const angles = [-12, -7.3, -2, -0.5, 0, 0.4, 1, 3.7, 9, 12];

  test.each(angles)('a horizon, and one standing on its end: %f°', degrees => {
    expect(off(leanOf(leaning(sea(), degrees)), degrees)).toBeLessThan(0.3);
    expect(off(leanOf(leaning(turn(sea(), 1), degrees)), degrees)).toBeLessThan(0.3);
  });

  test.each(rooms)('%s, by what it was tilted from where its own lines lean', name => {
    const image = photo(name);
    const own = leanOf(image);
    expect(off(own, 0)).toBeLessThan(0.3);
    for (const degrees of [-12, -2, 3.7])
      expect(off(leanOf(leaning(image, degrees)), degrees + (own ?? NaN))).toBeLessThan(0.3);
  });

  test('panels on a wall, whatever they are, by any angle', () => {
    const panel = fc.record({
      x: fc.integer({ min: 0, max: 400 }),
      y: fc.integer({ min: 0, max: 300 }),
      width: fc.integer({ min: 20, max: 300 }),
      height: fc.integer({ min: 20, max: 200 }),
      shade: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 156, max: 255 })),
    });
    // One in the middle, so that something is left in sight.
    const middle: Panel = { x: 120, y: 100, width: 240, height: 160, shade: 60 };
    fc.assert(
      fc.property(
        fc.array(panel, { maxLength: 12 }),
        fc.double({ min: -12, max: 12, noNaN: true }),
        (panels, degrees) => {
          const found = leanOf(leaning(wall([...panels, middle]), degrees));
          expect(off(found, degrees)).toBeLessThan(0.3);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('a picture larger than the copy it is sought on', () => {
    const large = resize(sea(), 1800, 1200);
    expect(off(leanOf(leaning(large, 2.5)), 2.5)).toBeLessThan(0.3);
  });
});

describe('gives no answer', patience, () => {
  test.each([
    ['one shade', grey(400, 300, () => 128)],
    ['the noise of a dim light', grey(400, 300, (x, y) => 128 + ((x * 7919 + y * 104729) % 5))],
    ['a slope of light', grey(400, 300, (x, y) => (x + y) / 3)],
    ['a disc', disc],
    ['a single pixel', blankPixels(1, 1)],
    ['nothing to see through', blankPixels(300, 200)],
  ])('on %s', (_name, image) => {
    expect(leanOf(image)).toBeUndefined();
  });

  test.each([1, 4, 10])('on texture of %i pixels, tilted or not', size => {
    for (const seed of [1, 2, 3]) {
      expect(leanOf(noise(seed, size))).toBeUndefined();
      expect(leanOf(leaning(noise(seed, size), 4))).toBeUndefined();
    }
  });

  test('on noise of any small size', () => {
    const size = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(fc.nat(), size, size, (seed, width, height) => {
        expect(leanOf(noise(seed, 1, width, height))).toBeUndefined();
      }),
    );
  });

  test('where half of the lines lean one way and half another', () => {
    const [one, other] = [leaning(sea(700, 500), -5), leaning(sea(700, 500), 5)];
    const half = one.width / 2;
    const both = grey(
      one.width,
      one.height,
      (x, y) => (x < half ? one : other).data[(y * one.width + x) * 4]!,
    );
    expect(leanOf(both)).toBeUndefined();
  });
});
