import { describe, expect, test } from 'vitest';
import { deltaE } from '../../../core/colour/delta-e.ts';
import { labOfRgb } from '../../../core/colour/lab.ts';
import { oklabOf } from '../../../core/colour/oklab.ts';
import { recolour } from '../../../core/colour/recolour.ts';
import { shade } from '../../../core/colour/shade.ts';
import { fromHex, type Rgb } from '../../../core/colour/srgb.ts';
import { light } from '../../../core/pixels/light.ts';
import { bounds } from '../../../core/pixels/mask.ts';
import type { Mask, Pixels } from '../../../core/pixels/pixels.ts';
import { disc, side } from './scene.ts';

const quiet = (): void => undefined;

const things = {
  white: '#e8e6e0',
  black: '#1a1a1c',
  grey: '#808080',
  navy: '#1c2a4a',
  red: '#a81e22',
  'sage green': '#9caf88',
  mustard: '#d2a32c',
};
const midTones = {
  teal: '#2f8f8b',
  terracotta: '#b5603f',
  lavender: '#9a86c0',
  'mid grey': '#7d7d7d',
  olive: '#7a7a35',
};

const pixelAt = ({ data }: Pixels, i: number): Rgb => [data[i * 4]!, data[i * 4 + 1]!, data[i * 4 + 2]!];

const inside = (mask: Mask): number[] => [...mask.data.keys()].filter(i => mask.data[i] === 255);

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

function medianOf(image: Pixels, mask: Mask): Rgb {
  const pixels = inside(mask).map(i => pixelAt(image, i));
  return [median(pixels.map(p => p[0])), median(pixels.map(p => p[1])), median(pixels.map(p => p[2]))];
}

function correlation(a: number[], b: number[]): number {
  const mean = (of: number[]): number => of.reduce((sum, value) => sum + value, 0) / of.length;
  const [ma, mb] = [mean(a), mean(b)];
  const product = (p: number[], mp: number, q: number[], mq: number): number =>
    p.reduce((sum, value, i) => sum + (value - mp) * (q[i]! - mq), 0);
  return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb));
}

const change = (thing: string, to: string, shine = 0) => {
  const { image, mask } = disc(fromHex(thing), [120, 130, 110], shine);
  return { image, mask, changed: recolour(image, mask, bounds(mask), fromHex(to), quiet) };
};

describe.each(Object.entries(things))('a %s thing', (_, thing) => {
  test.each(Object.entries(midTones))(
    'made %s reads as that colour: its median is within ΔE2000 2.5',
    (_, to) => {
      const { mask, changed } = change(thing, to);
      expect(deltaE(labOfRgb(medianOf(changed, mask)), labOfRgb(fromHex(to)))).toBeLessThan(2.5);
    },
  );

  test.each(Object.entries({ ...midTones, navy: '#1f2d50', white: '#ffffff', black: '#000000' }))(
    'made %s keeps its light and texture: lightness correlates above 0.95',
    (_, to) => {
      const { image, mask, changed } = change(thing, to);
      const lightness = (of: Pixels): number[] => inside(mask).map(i => oklabOf(...pixelAt(of, i)).L);
      expect(correlation(lightness(image), lightness(changed))).toBeGreaterThan(0.95);
    },
  );

  test('outside the mask not a bit changes', () => {
    const { image, mask, changed } = change(thing, '#2f8f8b', 0.5);
    mask.data.forEach((value, i) => {
      if (value === 0) expect(pixelAt(changed, i)).toEqual(pixelAt(image, i));
    });
  });
});

describe('things without a colour of their own', () => {
  test('white made navy is dark, blue, and still shaded', () => {
    const { mask, changed } = change(things.white, '#1f2d50');
    const { L, a, b } = oklabOf(...medianOf(changed, mask));
    const goal = oklabOf(...fromHex('#1f2d50'));
    expect(Math.hypot(L - goal.L, a - goal.a, b - goal.b)).toBeLessThan(0.02);
    const lights = inside(mask).map(i => oklabOf(...pixelAt(changed, i)).L);
    expect(Math.max(...lights) - Math.min(...lights)).toBeGreaterThan(0.08);
  });

  test.each([things.navy, things.red, things['sage green']])('%s made white has no tint left', thing => {
    const { mask, changed } = change(thing, '#ffffff');
    for (const i of inside(mask)) {
      const { a, b } = oklabOf(...pixelAt(changed, i));
      expect(Math.hypot(a, b)).toBeLessThan(0.012);
    }
    expect(oklabOf(...medianOf(changed, mask)).L).toBeGreaterThan(0.88);
  });

  test('red made black is black, with its folds still there', () => {
    const { mask, changed } = change(things.red, '#000000');
    expect(oklabOf(...medianOf(changed, mask)).L).toBeLessThan(0.2);
    expect(new Set(inside(mask).map(i => pixelAt(changed, i)[0])).size).toBeGreaterThan(8);
  });
});

test('a highlight keeps the lamp’s colour', () => {
  for (const thing of [things.red, things.navy]) {
    const { mask, changed } = change(thing, '#2f8f8b', 0.9);
    const shine = 36 * side + 60;
    expect(mask.data[shine]).toBe(255);
    const { L, a, b } = oklabOf(...pixelAt(changed, shine));
    expect(L).toBeGreaterThan(0.9);
    expect(Math.hypot(a, b)).toBeLessThan(0.03);
  }
});

test('the soft edge leaves no fringe of the old colour', () => {
  // What the rim ought to be is known: the repainted inside, mixed with the ground by cover.
  const { image, mask } = disc([190, 30, 30], [200, 200, 195], 0);
  const changed = recolour(image, mask, bounds(mask), fromHex('#1f2d50'), quiet);
  const ground = light[200]!;
  let worst = 0;
  mask.data.forEach((cover, i) => {
    if (cover < 40 || cover > 215) return;
    const share = cover / 255;
    const [red, , blue] = pixelAt(changed, i).map(byte => light[byte]!);
    const expectedRed = share * light[31]! + (1 - share) * ground;
    const expectedBlue = share * light[80]! + (1 - share) * light[195]!;
    worst = Math.max(worst, Math.abs(red! - expectedRed), Math.abs(blue! - expectedBlue));
  });
  expect(worst).toBeGreaterThan(0);
  // Painting the mixed pixels themselves is off by 0.135.
  expect(worst).toBeLessThan(0.05);
});

describe('shade', () => {
  test.each([0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])(
    'from lightness %d to any rises, stays within 0 and 1, and hits its goal',
    from => {
      const brightest = Math.min(1, from * 1.15);
      for (const to of [0.2, 0.35, 0.5, 0.65, 0.8, 0.9]) {
        const curve = shade({ L: from, a: 0, b: 0, darkest: from * 0.8, brightest }, to);
        for (let i = 1; i < curve.length; i++) expect(curve[i]).toBeGreaterThanOrEqual(curve[i - 1]!);
        expect(curve[0]).toBeGreaterThanOrEqual(0);
        expect(curve[1024]).toBeLessThanOrEqual(1);
        if (from > 0.03 && from < 0.97)
          expect(Math.abs(curve[Math.round(from * 1024)]! - to)).toBeLessThan(0.003);
      }
    },
  );
});
