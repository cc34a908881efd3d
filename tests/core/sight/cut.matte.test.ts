/** Edges that are soft come out soft, and those that are crisp stay crisp: on pictures of which every share is known. */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labPlane } from '../../../core/colour/lab-plane.ts';
import { surfacesOf } from '../../../core/colour/surfaces.ts';
import { blankMask, blankPixels } from '../../../core/pixels/pixels.ts';
import { cutOut } from '../../../core/sight/cut/cut-out.ts';
import { groundOf } from '../../../core/sight/cut/ground.ts';
import { matted } from '../../../core/sight/cut/matte.ts';
import { add, partingOf, shareOf, strangeness, sums } from '../../../core/sight/cut/parting.ts';
import { ballBefore, off, type Soft } from '../../../tools/bench/soft.ts';
import { readPhoto } from '../../../tools/scenes/photo.ts';
import { root } from '../../fixtures/scenes.ts';
import { maskOf } from '../pixels/any-mask.ts';

const room = (name: string) => readPhoto(join(root, `public/samples/${name}.jpg`));
const [living, study] = [room('living-room'), room('study')];

/** What is off in thousands of pixels: with a hard edge, with the rim that a cut has, and with a matte. */
function judged(soft: Soft): { hard: number; rim: number; matte: number } {
  const matte = matted(soft.image, soft.plane, soft.small, soft.mask, soft.scale);
  const hard = soft.mask.data.map(value => (value > 127 ? 255 : 0));
  return {
    hard: off(hard, 255, soft),
    rim: off(soft.mask.data, 255, soft),
    matte: off(matte.data, 255, soft),
  };
}

describe('a ball before a room', () => {
  test.each([
    ['living room', 'blue', living, 0.4],
    ['study', 'orange', study, 0.45],
    ['study', 'white', study, 0.65],
    ['living room', 'white', living, 0.75],
  ] as const)('in the %s, with %s hair: most of the strands are found', (_room, fur, behind, most) => {
    const { hard, matte } = judged(ballBefore(behind, 'hair', fur, 2));
    expect(matte / hard).toBeLessThan(most);
  });

  test.each([
    ['living room', 'blue', living, 0.4],
    ['study', 'orange', study, 0.45],
    ['study', 'white', study, 0.6],
  ] as const)('in the %s, %s and out of focus: its edge is as wide as it is', (_room, fur, behind, most) => {
    const { hard, matte } = judged(ballBefore(behind, 'fuzz', fur, 3));
    expect(matte / hard).toBeLessThan(most);
  });

  test.each([
    ['living room', 'blue', living],
    ['study', 'brown', study],
    ['study', 'white', study],
    ['study', 'orange', study],
  ] as const)('in the %s, %s and crisp: it stays so', (_room, fur, behind) => {
    const { rim, matte } = judged(ballBefore(behind, 'crisp', fur, 1));
    expect(matte).toBeLessThan(rim + 0.15);
  });

  test('a click on it takes its hair as well', () => {
    const soft = ballBefore(study, 'hair', 'orange', 4);
    const ground = groundOf(surfacesOf(soft.image));
    const cut = cutOut(soft.image, ground, { points: [{ x: 600, y: 400, adds: true }] });
    const strands = soft.alpha.reduce<number[]>((found, share, i) => {
      const away = Math.hypot((i % 1200) - 600, Math.floor(i / 1200) - 400);
      if (share > 0.6 && away > 180 && away < 200) found.push(cut.data[i]! / 255);
      return found;
    }, []);
    expect(strands.length).toBeGreaterThan(200);
    expect(strands.reduce((sum, share) => sum + share / strands.length, 0)).toBeGreaterThan(0.5);
  });
});

describe('what must always hold', () => {
  test('nothing is taken for a thing where there is none, and all stays all', () => {
    const picture = blankPixels(40, 30);
    const plane = labPlane(picture, 1);
    const [none, all] = [blankMask(40, 30), blankMask(40, 30)];
    all.data.fill(255);
    expect(matted(picture, plane, none, none, 1)).toEqual(none);
    expect(matted(picture, plane, all, all, 1)).toEqual(all);
  });

  test('on one shade a mask stays what it was, whatever it is', () => {
    const picture = blankPixels(90, 70);
    const plane = labPlane(picture, 1);
    fc.assert(
      fc.property(maskOf({ width: 90, height: 70 }), mask => {
        const small = { ...mask, data: mask.data.map(value => (value > 127 ? 255 : 0)) };
        expect(matted(picture, plane, small, mask, 1)).toEqual(mask);
      }),
      { numRuns: 10 },
    );
  });

  test('far from the edge nothing changes', () => {
    const soft = ballBefore(study, 'hair', 'orange', 5);
    const matte = matted(soft.image, soft.plane, soft.small, soft.mask, soft.scale);
    const away = [...matte.data].flatMap((value, i) =>
      value === soft.mask.data[i] ? [] : Math.hypot((i % 1200) - 600, Math.floor(i / 1200) - 400),
    );
    expect([Math.min(...away) > 172 - 22, Math.max(...away) < 172 + 44]).toEqual([true, true]);
  });
});

describe('a parting', () => {
  const seen = (lights: readonly (readonly [number, number, number])[]): Float64Array => {
    const all = new Float64Array(sums);
    for (const [r, g, b] of lights) add(all, 0, r, g, b);
    return all;
  };
  const cloud = (r: number, g: number, b: number) =>
    [-1, 0, 1].flatMap(i => [-1, 1].map(j => [r + 0.02 * i, g + 0.03 * j, b + 0.01 * i * j] as const));
  const parting = partingOf(seen(cloud(0.8, 0.3, 0.1)), seen(cloud(0.1, 0.4, 0.6)))!;

  test.each([0, 0.25, 0.5, 1])('tells that %f of a light is the thing’s', share => {
    const mixed = [0.1 + share * 0.7, 0.4 - share * 0.1, 0.6 - share * 0.5] as const;
    expect(shareOf(parting, ...mixed)).toBeCloseTo(share, 9);
    expect(strangeness(parting, share, ...mixed)).toBeCloseTo(0, 9);
  });

  test('and that a light is strange which is no mixture', () => {
    const green = [0.2, 0.9, 0.2] as const;
    expect(strangeness(parting, shareOf(parting, ...green), ...green)).toBeGreaterThan(16);
  });

  test('is as clear as the two are apart', () => {
    const beside = partingOf(seen(cloud(0.14, 0.4, 0.6)), seen(cloud(0.1, 0.4, 0.6)))!;
    expect(parting.clear).toBeGreaterThan(100);
    expect(beside.clear).toBeLessThan(4);
  });

  test('needs to have seen both', () => {
    expect(partingOf(seen([]), seen(cloud(0.1, 0.4, 0.6)))).toBeUndefined();
    expect(partingOf(seen(cloud(0.1, 0.4, 0.6)), seen([[0.1, 0.2, 0.3]]))).toBeUndefined();
  });
});
