/** A look says of a picture what was put into it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Look } from '../../../core/contract/look.ts';
import { parse } from '../../../core/contract/schema.ts';
import { factNames, factsOf } from '../../../core/library/facts.ts';
import { lookOf } from '../../../core/library/look.ts';
import { dice } from '../../../tools/scenes/chance.ts';
import { adjusted, collage, paintedBy, room } from './pictures.ts';

const rooms = ['kitchen', 'living-room', 'study'] as const;

describe('what is changed is what is measured', () => {
  test.each(rooms)('%s', name => {
    const image = room(name);
    const before = lookOf(image);
    const after = (how: Parameters<typeof adjusted>[1]) => lookOf(adjusted(image, how));
    expect(after({ exposure: 0.4 }).lightness.p50).toBeGreaterThan(before.lightness.p50 + 0.05);
    expect(after({ exposure: -0.4 }).lightness.p50).toBeLessThan(before.lightness.p50 - 0.05);
    expect(after({ temperature: 0.4 }).warmth).toBeGreaterThan(before.warmth + 0.01);
    expect(after({ temperature: -0.4 }).warmth).toBeLessThan(before.warmth - 0.01);
    expect(after({ tint: 0.5 }).tint).toBeGreaterThan(before.tint + 0.01);
    expect(after({ contrast: 0.5 }).contrast).toBeGreaterThan(before.contrast * 1.15);
    expect(after({ contrast: -0.5 }).contrast).toBeLessThan(before.contrast * 0.95);
    expect(after({ saturation: 0.5 }).colourfulness).toBeGreaterThan(before.colourfulness * 1.25);
    expect(after({ saturation: -1 }).chroma).toBeLessThan(0.004);
    expect(after({ saturation: -1 }).harmony.template).toBe('N');
  });
});

test('the numbers of rows whose numbers are known', () => {
  const grey = lookOf(paintedBy(100, 50, () => [119, 119, 119]));
  // Middle grey, 18 % of the light, is 0.5645 in Oklab: its cube root.
  expect(grey.lightness.p50).toBeCloseTo(0.568, 2);
  expect(grey).toMatchObject({ aspect: 2, space: 1, skew: 0, noise: 0, colourfulness: 0 });
  expect(grey.palette).toHaveLength(1);
  expect(grey.palette[0]?.share).toBe(1);

  // Halves of pure red and pure green, by the formula: rg is ±255, yb 127.5, and so 255 + 0.3 × 127.5.
  const halves = lookOf(paintedBy(64, 64, x => (x < 32 ? [255, 0, 0] : [0, 255, 0])));
  expect(halves.colourfulness).toBeCloseTo(255 + 0.3 * 127.5, 0);
  expect(halves.palette.map(({ share }) => share)).toEqual([0.5, 0.5]);

  const split = lookOf(
    paintedBy(200, 100, x => (x < 20 ? [0, 0, 0] : x < 30 ? [255, 255, 255] : [128, 128, 128])),
  );
  expect(split.clipped.shadows).toBeCloseTo(0.1, 2);
  expect(split.clipped.highlights).toBeCloseTo(0.05, 2);
  expect(split.weight.x).toBeLessThan(0.2);
});

test('noise is measured in levels, and blur takes sharpness', () => {
  const chance = dice(7);
  const bell = (): number => Math.sqrt(-2 * Math.log(chance() + 1e-9)) * Math.cos(2 * Math.PI * chance());
  for (const sigma of [2, 5, 10]) {
    const noisy = lookOf(paintedBy(200, 200, () => { const v = 128 + sigma * bell(); return [v, v, v]; })); // prettier-ignore
    expect(noisy.noise / sigma).toBeGreaterThan(0.85);
    expect(noisy.noise / sigma).toBeLessThan(1.15);
  }
  const edge = (wide: number) =>
    lookOf(
      paintedBy(200, 200, x => {
        const v = 60 + 140 / (1 + Math.exp(-(Math.abs((x % 50) - 25) - 12.5) / wide));
        return [v, v, v];
      }),
    ).sharpness;
  // The measure blurs over nine pixels: edges wider than that are all alike to it.
  expect(edge(0.3)).toBeGreaterThan(edge(1) + 0.05);
  expect(edge(1)).toBeGreaterThan(edge(3) + 0.05);
});

test('harmony: one hue, two opposite ones, and hues that fit nowhere', () => {
  const strips = (...colours: readonly (readonly [number, number, number])[]) =>
    lookOf(paintedBy(120, 40, x => colours[Math.floor((x * colours.length) / 120)]!)).harmony;
  expect(strips([200, 60, 40], [150, 40, 30]).template).toBe('i');
  expect(strips([220, 120, 40], [40, 90, 190]).template).toMatch(/[ILYX]/);
  expect(strips([220, 40, 40], [40, 200, 40], [40, 40, 220], [220, 200, 40]).off).toBeGreaterThan(2);
});

test('a turned room leans, an upright one hardly', () => {
  for (const name of rooms) expect(Math.abs(lookOf(room(name)).lean ?? 0)).toBeLessThan(0.5);
});

test('a look is a record, the same for the same picture, and every fact lies between 0 and 1', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }), (seed, width, height) => {
      const image = collage(seed, width, height);
      const look = lookOf(image);
      expect(parse(Look, JSON.parse(JSON.stringify(look)))).toEqual(look);
      expect(lookOf(image)).toEqual(look);
      const { is } = factsOf(look);
      for (const fact of factNames) {
        expect(is.get(fact)).toBeGreaterThanOrEqual(0);
        expect(is.get(fact)).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 40 },
  ); // prettier-ignore
});

test('the mirror image has the same tones, and its weight on the other side', () => {
  const image = room('living-room');
  const turned = paintedBy(image.width, image.height, (x, y) => {
    const p = (y * image.width + image.width - 1 - x) * 4;
    return [image.data[p]!, image.data[p + 1]!, image.data[p + 2]!];
  });
  const [one, other] = [lookOf(image), lookOf(turned)];
  expect(other.lightness.p50).toBeCloseTo(one.lightness.p50, 3);
  expect(other.weight.x).toBeCloseTo(1 - one.weight.x, 1);
  expect(other.skew).toBeCloseTo(one.skew, 2);
});
