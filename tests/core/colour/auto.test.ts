/** Auto: what it does to damage done on purpose, to good pictures, and to its own work. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjustedBy, autoFor, type Amounts } from '../../../core/colour/auto.ts';
import { deltaE } from '../../../core/colour/delta-e.ts';
import { labOfRgb } from '../../../core/colour/lab.ts';
import { autoParts } from '../../../core/contract/plan.ts';
import { decode, encode } from '../../../core/pixels/light.ts';
import { blankPixels, words, type Pixels } from '../../../core/pixels/pixels.ts';
import { resize } from '../../../core/pixels/resize.ts';
import { readPhoto } from '../../../tools/scenes/photo.ts';
import { anyPixels } from '../pixels/any-pixels.ts';
import { grey, noise } from '../pixels/leaning.ts';

const samples = join(import.meta.dirname, '../../../public/samples');

/** As large as it is measured on: the sums are the same, and quick. */
const sample = (name: string): Pixels => resize(readPhoto(join(samples, name)), 300, 200);

const rooms = readdirSync(samples)
  .filter(name => name.endsWith('.jpg'))
  .map(name => [name, sample(name)] as const);

type Light = readonly [red: number, green: number, blue: number];

function lit(image: Pixels, change: (light: Light) => Light): Pixels {
  const data = image.data.slice();
  for (let i = 0; i < data.length; i += 4) {
    const [r, g, b] = [decode(data[i]! / 255), decode(data[i + 1]! / 255), decode(data[i + 2]! / 255)];
    change([r, g, b]).forEach((value, c) => (data[i + c] = 255 * encode(Math.min(1, value))));
  }
  return { ...image, data };
}

const bytes = (image: Pixels, change: (byte: number) => number): Pixels => ({
  ...image,
  data: image.data.map((byte, i) => (i % 4 === 3 ? byte : change(byte))),
});

/** Every part, one after another, each measured on what the one before left. */
function mended(image: Pixels): Pixels {
  return autoParts.reduce((done, part) => {
    const amounts: Amounts = autoFor(done, part);
    return Object.keys(amounts).length === 0 ? done : adjustedBy(done, amounts);
  }, image);
}

/** Mean CIEDE2000 over every seventh pixel. */
function unlike(one: Pixels, other: Pixels): number {
  const rgb = ({ data }: Pixels, i: number) => [data[i]!, data[i + 1]!, data[i + 2]!] as const;
  let [sum, count] = [0, 0];
  for (let i = 0; i < one.data.length; i += 28, count++)
    sum += deltaE(labOfRgb(rgb(one, i)), labOfRgb(rgb(other, i)));
  return sum / count;
}

/** Mean difference of the channels, in bytes. */
function apart(one: Pixels, other: Pixels): number {
  let sum = 0;
  for (let i = 0; i < one.data.length; i++) sum += Math.abs(one.data[i]! - other.data[i]!);
  return sum / (0.75 * one.data.length);
}

const damages: readonly (readonly [name: string, damage: (image: Pixels) => Pixels, undone: number])[] = [
  ['a stop too dark', image => lit(image, ([r, g, b]) => [r / 2, g / 2, b / 2]), 0.5],
  ['a stop too light', image => lit(image, ([r, g, b]) => [2 * r, 2 * g, 2 * b]), 0.2],
  ['too warm', image => lit(image, ([r, g, b]) => [1.2 * r, g, 0.7 * b]), 0.2],
  ['too cool', image => lit(image, ([r, g, b]) => [0.75 * r, g, 1.3 * b]), 0.2],
  ['too green', image => lit(image, ([r, g, b]) => [0.85 * r, 1.08 * g, 0.85 * b]), 0.4],
  ['flat', image => bytes(image, byte => 51 + 0.6 * byte), 0.3],
  ['faded', image => bytes(image, byte => 40 + 0.7 * byte), 0.05],
];

const patience = { timeout: 120_000 };

describe('damage is undone', patience, () => {
  test.each(damages)('%s', (_name, damage, undone) => {
    const shares = rooms.map(([, room]) => {
      const bad = damage(room);
      const [before, after] = [unlike(room, bad), unlike(room, mended(bad))];
      expect(after).toBeLessThan(before + 0.5);
      return 1 - after / before;
    });
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThan(undone);
  });
});

describe('leaves nearly alone', patience, () => {
  test.each(rooms)('%s', (_name, room) => {
    expect(unlike(room, mended(room))).toBeLessThan(1);
  });

  const dusk = (x: number, y: number): Light =>
    y < 130 ? [90 + y, 70 + 0.4 * y + 40 * Math.exp(-((x - 150) ** 2) / 900), 110 - 0.5 * y] : [120, 62, 40];
  const pictures: readonly (readonly [string, Pixels])[] = [
    ['one shade', grey(200, 150, () => 128)],
    ['black', grey(200, 150, () => 0)],
    ['white', grey(200, 150, () => 255)],
    ['a slope of all greys', grey(256, 100, x => x)],
    ['noise', noise(3, 1)],
    ['one pixel', grey(1, 1, () => 40)],
    ['nothing to see', blankPixels(100, 80)],
    ['a sunset', painted(dusk)],
    ['a leaf', painted((x, y) => [60 + ((x * 7) % 23), 150 + ((x * y) % 41), 30 + (y % 13)])],
    ['a night with lamps', painted((x, y) => (x % 40 < 4 && y % 50 < 5 ? [255, 230, 180] : [9, 9, 14]))],
    ['a drawing on white', painted((x, y) => ((x + y) % 60 < 4 ? [30, 30, 40] : [255, 255, 255]))],
  ];
  test.each(pictures)('%s', (_name, picture) => {
    expect(apart(picture, mended(picture))).toBeLessThan(2.55);
  });

  function painted(colour: (x: number, y: number) => Light): Pixels {
    const image = blankPixels(300, 200);
    for (let i = 0; i < 300 * 200; i++) image.data.set([...colour(i % 300, Math.floor(i / 300)), 255], i * 4);
    return image;
  }
});

describe('done again, changes less than 1 %', patience, () => {
  test.each(rooms)('%s, damaged in every way', (_name, room) => {
    for (const [, damage] of damages) {
      const once = mended(damage(room));
      expect(apart(once, mended(once))).toBeLessThan(2.55);
    }
  });

  test('any small picture, clear in places', () => {
    fc.assert(
      fc.property(anyPixels(), image => {
        const once = mended(image);
        expect(apart(once, mended(once))).toBeLessThan(2.55);
      }),
      { numRuns: 200 },
    );
  });

  test('slopes and hills of any two colours', () => {
    const byte = fc.nat(255);
    const colour = fc.tuple(byte, byte, byte);
    fc.assert(
      fc.property(colour, colour, fc.integer({ min: 2, max: 40 }), (one, other, size) => {
        const hills = noise(size, size, 80, 60);
        for (let i = 0; i < hills.data.length; i += 4) {
          const share = hills.data[i]! / 255;
          for (let c = 0; c < 3; c++) hills.data[i + c] = one[c]! * share + other[c]! * (1 - share);
        }
        const once = mended(hills);
        expect(apart(once, mended(once))).toBeLessThan(2.55);
      }),
      { numRuns: 60 },
    );
  });
});

test('amounts are whole hundredths from −1 to 1, and what is see-through has no say', () => {
  fc.assert(
    fc.property(anyPixels(), fc.constantFrom(...autoParts), (image, part) => {
      for (const amount of Object.values(autoFor(image, part))) {
        expect(Math.abs(amount)).toBeLessThanOrEqual(1);
        expect(Math.round(amount * 100) / 100).toBe(amount);
      }
    }),
  );
  const [, room] = rooms[0]!;
  const dark = lit(room, ([r, g, b]) => [r / 2, g / 2, b / 2]);
  const veiled = blankPixels(dark.width, dark.height * 2);
  words(veiled).fill(0x00ff00ff);
  veiled.data.set(dark.data);
  expect(autoFor(veiled, 'exposure')['exposure']).toBeCloseTo(autoFor(dark, 'exposure')['exposure'] ?? 0, 1);
});
