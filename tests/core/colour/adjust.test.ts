import { describe, expect, test } from 'vitest';
import { adjust, unadjusted, type Adjustment } from '../../../core/colour/adjust.ts';
import { labOfRgb } from '../../../core/colour/lab.ts';
import type { Rgb } from '../../../core/colour/srgb.ts';
import { light } from '../../../core/pixels/light.ts';
import { blankPixels, type Pixels } from '../../../core/pixels/pixels.ts';
import { disc } from './scene.ts';

const whole = ({ width, height }: Pixels) => ({ x: 0, y: 0, width, height });

const adjusted = (image: Pixels, how: Partial<Adjustment>): Pixels =>
  adjust(image, whole(image), { ...unadjusted, ...how }, () => undefined);

function colours(list: readonly Rgb[]): Pixels {
  const image = blankPixels(list.length, 1);
  list.forEach((rgb, i) => image.data.set([...rgb, 255], i * 4));
  return image;
}

const greys = colours(Array.from({ length: 256 }, (_, i) => [i, i, i] as const));
const at = ({ data }: Pixels, i: number): Rgb => [data[i * 4]!, data[i * 4 + 1]!, data[i * 4 + 2]!];
const chroma = (rgb: Rgb): number => Math.hypot(labOfRgb(rgb)[1], labOfRgb(rgb)[2]);

describe('exposure', () => {
  test('of 0.5 is one stop: dark things have twice the light', () => {
    const lighter = adjusted(greys, { exposure: 0.5 });
    for (const byte of [20, 40, 60]) expect(light[at(lighter, byte)[0]]! / light[byte]!).toBeCloseTo(2, 1);
  });

  test('of −0.5 is one stop less, for every grey', () => {
    const darker = adjusted(greys, { exposure: -0.5 });
    for (const byte of [60, 120, 200, 255])
      expect(light[at(darker, byte)[0]]! / light[byte]!).toBeCloseTo(0.5, 1);
  });

  test('clips nothing: white stays white, and what was below it still is', () => {
    const lighter = adjusted(greys, { exposure: 0.5 });
    expect(at(lighter, 255)).toEqual([255, 255, 255]);
    expect(at(lighter, 235)[0]).toBeLessThan(254);
  });
});

describe('contrast', () => {
  test('keeps black, white and middle grey, and spreads or gathers what is about it', () => {
    for (const contrast of [-1, -0.4, 0.4, 1]) {
      const image = adjusted(greys, { contrast });
      expect(at(image, 0)[0]).toBe(0);
      expect(at(image, 255)[0]).toBe(255);
      expect(Math.abs(at(image, 118)[0] - 118)).toBeLessThanOrEqual(1);
      const spread = at(image, 150)[0] - at(image, 90)[0];
      if (contrast > 0) expect(spread).toBeGreaterThan(65);
      else expect(spread).toBeLessThan(55);
    }
  });
});

test('no adjustment of tone makes a lighter grey darker than a darker one', () => {
  for (const property of ['exposure', 'contrast', 'temperature', 'tint'] as const) {
    for (const amount of [-1, -0.5, 0.5, 1]) {
      const image = adjusted(greys, { [property]: amount });
      for (let i = 1; i < 256; i++) {
        for (let c = 0; c < 3; c++)
          expect(image.data[i * 4 + c]).toBeGreaterThanOrEqual(image.data[i * 4 - 4 + c]!);
      }
    }
  }
});

describe('white balance', () => {
  test('warmer is yellower and redder, cooler bluer; middle grey keeps its lightness', () => {
    const grey = colours([[118, 118, 118]]);
    const [L, , b] = labOfRgb(at(adjusted(grey, { temperature: 0.5 }), 0));
    expect(b).toBeGreaterThan(8);
    expect(Math.abs(L - labOfRgb([118, 118, 118])[0])).toBeLessThan(1);
    const [coolL, , coolB] = labOfRgb(at(adjusted(grey, { temperature: -0.5 }), 0));
    expect(coolB).toBeLessThan(-6);
    expect(Math.abs(coolL - labOfRgb([118, 118, 118])[0])).toBeLessThan(1);
  });

  test('tint above 0 is magenta, below it green', () => {
    const grey = colours([[118, 118, 118]]);
    expect(labOfRgb(at(adjusted(grey, { tint: 0.5 }), 0))[1]).toBeGreaterThan(4);
    expect(labOfRgb(at(adjusted(grey, { tint: -0.5 }), 0))[1]).toBeLessThan(-4);
  });

  test('a warmth of next to nothing leaves greys grey', () => {
    expect(adjusted(greys, { temperature: 1e-6 })).toEqual(greys);
  });
});

describe('saturation and vibrance', () => {
  const { image } = disc([190, 60, 40], [40, 120, 160], 0.4);

  test('saturation −1 is grey, exactly', () => {
    const grey = adjusted(image, { saturation: -1 });
    for (let i = 0; i < image.width * image.height; i++) {
      const [red, green, blue] = at(grey, i);
      expect(red === green && green === blue).toBe(true);
    }
  });

  test('more saturation is more chroma, less is less', () => {
    const dull = colours([[140, 110, 100]]);
    const before = chroma([140, 110, 100]);
    expect(chroma(at(adjusted(dull, { saturation: 0.5 }), 0)) / before).toBeCloseTo(1.5, 1);
    expect(chroma(at(adjusted(dull, { saturation: -0.5 }), 0)) / before).toBeCloseTo(0.5, 1);
  });

  test('vibrance lifts dull colours more than vivid ones', () => {
    const [dull, vivid] = [
      [90, 105, 130],
      [20, 60, 210],
    ] as const;
    const image = adjusted(colours([dull, vivid]), { vibrance: 0.8 });
    expect(chroma(at(image, 0)) / chroma(dull)).toBeGreaterThan(1.4);
    expect(chroma(at(image, 1)) / chroma(vivid)).toBeLessThan(1.3);
  });
});

describe('highlights and shadows', () => {
  const [width, height] = [160, 60];
  const step = blankPixels(width, height);
  for (let i = 0; i < width * height; i++) {
    const grey = i % width < 80 ? 50 : 215;
    step.data.set([grey, grey, grey, 255], i * 4);
  }
  const row = (image: Pixels): number[] =>
    Array.from({ length: width }, (_, x) => image.data[(30 * width + x) * 4]!);

  test.each([
    ['shadows', 1, 50, 215],
    ['shadows', -1, 50, 215],
    ['highlights', -1, 215, 50],
    ['highlights', 1, 215, 50],
  ] as const)(
    '%s %i moves its own side and not the other, without a halo',
    (property, amount, own, other) => {
      const line = row(adjusted(step, { [property]: amount }));
      const side = (grey: number): number[] => (grey === 50 ? line.slice(0, 80) : line.slice(80));
      const moved = (side(own)[40]! - own) * amount;
      expect(moved).toBeGreaterThan(8);
      expect(Math.abs(side(other)[40]! - other)).toBeLessThan(4);
      // A halo is an edge that swings: within each side all must be nearly alike.
      for (const grey of [50, 215])
        expect(Math.max(...side(grey)) - Math.min(...side(grey))).toBeLessThanOrEqual(6);
    },
  );
});
