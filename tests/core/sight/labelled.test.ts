/** What somebody else calls the things of a picture, on what was seen of it without names. */
import { describe, expect, test } from 'vitest';
import { surfacesOf } from '../../../core/colour/surfaces.ts';
import type { Region } from '../../../core/contract/scene.ts';
import { blankMask, blankPixels, type Mask, type Pixels } from '../../../core/pixels/pixels.ts';
import { labelled, overlap, regionsOf, type Detection } from '../../../core/sight/labelled.ts';
import { refer } from '../../../core/sight/refer.ts';
import { regionIn } from '../../../core/sight/seen/masked.ts';
import { see } from '../../../core/sight/seen/see.ts';
import { answersInRooms, seenNamed } from './rooms.ts';

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

test.each([
  ['themselves', box(2, 3, 10, 20), box(2, 3, 10, 20), 1],
  // 5 × 20 of 10 × 20 + 10 × 20 - 5 × 20.
  ['their half', box(0, 0, 10, 20), box(5, 0, 10, 20), 1 / 3],
  ['one within', box(0, 0, 10, 10), box(4, 4, 5, 2), 0.1],
  ['one beside', box(0, 0, 10, 10), box(10, 0, 10, 10), 0],
])('two boxes share %s', (_, one, other, share) => {
  expect(overlap(one, other)).toBeCloseTo(share, 10);
  expect(overlap(other, one)).toBeCloseTo(share, 10);
});

const size = { width: 400, height: 200 };

function region(id: number, at: Region['box'], more: Partial<Region> = {}): Region {
  return {
    id,
    box: at,
    area: (at.width * at.height) / (size.width * size.height),
    centre: { x: (at.x + at.width / 2) / size.width, y: (at.y + at.height / 2) / size.height },
    colours: [{ name: 'red', share: 1 }],
    mean: [0.5, 0.1, 0.1],
    texture: 0,
    focus: 1,
    edges: [],
    stands: 0.8,
    ...more,
  };
}

/** On a copy of half the size: all of the region's box; or only its rim, two pixels wide. */
function maskOf({ box: { x, y, width, height } }: Region, isRim = false): Mask {
  const mask = blankMask(size.width / 2, size.height / 2);
  for (let row = y / 2; row < (y + height) / 2; row++) {
    for (let column = x / 2; column < (x + width) / 2; column++) {
      const inner = Math.min(column - x / 2, row - y / 2, (x + width) / 2 - column - 1, (y + height) / 2 - row - 1);
      if (!isRim || inner < 2) mask.data[row * mask.width + column] = 255;
    }
  }
  return mask;
} // prettier-ignore

const cup = (at: Detection['box'], confidence = 0.9): Detection => ({ label: 'cup', confidence, box: at });

describe('which region a thing is', () => {
  const [left, right] = [region(0, box(20, 40, 80, 80)), region(1, box(200, 40, 80, 80))];
  const idsOf = (detections: readonly Detection[], regions: readonly Region[], rims: readonly number[] = []) =>
    regionsOf(detections, regions, id => maskOf(regions.find(one => one.id === id)!, rims.includes(id)), 2).map(found => found?.id); // prettier-ignore

  test('the one whose box is its box', () => {
    expect(idsOf([cup(box(196, 42, 84, 80)), cup(box(20, 40, 80, 84))], [left, right])).toEqual([1, 0]);
  });

  test('the one that fits best, where several do', () => {
    const around = region(2, box(16, 36, 90, 90));
    expect(idsOf([cup(box(20, 40, 80, 80))], [around, left, right])).toEqual([0]);
    expect(idsOf([cup(box(15, 35, 92, 92))], [around, left, right])).toEqual([2]);
  });

  test('none that is a part of it, or holds it', () => {
    expect(idsOf([cup(box(20, 40, 80, 150))], [left, right])).toEqual([undefined]);
    expect(idsOf([cup(box(40, 60, 40, 40))], [left, right])).toEqual([undefined]);
  });

  test('none that lies around it', () => {
    expect(idsOf([cup(box(20, 40, 80, 80))], [left, right], [0])).toEqual([undefined]);
  });

  test('the surest of two that would be the same', () => {
    const both = [cup(box(20, 40, 82, 80), 0.5), cup(box(20, 40, 80, 82), 0.7)];
    expect(idsOf(both, [left, right])).toEqual([undefined, 0]);
  });
});

describe('a region with a name', () => {
  const [left, middle, right] = [region(0, box(20, 40, 80, 80)), region(1, box(200, 40, 80, 80)), region(2, box(300, 40, 80, 80))]; // prettier-ignore
  const scene = (regions: readonly Region[]) => ({ edition: 1, ...size, regions: [...regions] });
  const meant = (text: string, noun: string, regions: readonly Region[], place?: 'left' | 'right') =>
    refer({ text, noun, ...(place && { place }) }, scene(regions));

  test('keeps what was measured of it, and is a thing for sure', () => {
    const [named, other] = labelled([left, middle], [{ region: left, label: 'cup', confidence: 0.9 }]);
    expect(named).toEqual({ ...left, stands: undefined, label: 'cup', confidence: 0.9 });
    expect(other).toBe(middle);
  });

  test('that was not seen before comes after the others', () => {
    const own = region(3, box(0, 150, 40, 40));
    expect(labelled([left, middle, right], [{ region: own, label: 'dog', confidence: 0.6 }]).map(({ id, label }) => [id, label])).toEqual([[0, undefined], [1, undefined], [2, undefined], [3, 'dog']]);
  }); // prettier-ignore

  test('is meant where others only look like it', () => {
    const before = [left, middle, right];
    expect(meant('the cup', 'cup', before).kind).not.toBe('found');
    const regions = labelled(before, [{ region: middle, label: 'cup', confidence: 0.9 }]);
    expect(meant('the cup', 'cup', regions)).toMatchObject({ kind: 'found', regions: [1] });
    expect(meant('the mug', 'mug', regions)).toMatchObject({ kind: 'found', regions: [1] });
  });

  test('is told from others of that name by its place', () => {
    const named = [left, middle].map(one => ({ region: one, label: 'cup', confidence: 0.9 }));
    const regions = labelled([left, middle, right], named);
    expect(meant('the cup on the left', 'cup', regions, 'left')).toMatchObject({
      kind: 'found',
      regions: [0],
    });
    // The rightmost of the cups, though something else is further right.
    expect(meant('the cup on the right', 'cup', regions, 'right')).toMatchObject({
      kind: 'found',
      regions: [1],
    });
    expect(meant('the cup', 'cup', regions)).toMatchObject({
      kind: 'ask',
      candidates: expect.arrayContaining([0, 1]) as number[],
    });
  });
});

describe('a region that somebody else outlined', () => {
  const colours = { red: [190, 40, 40], blue: [40, 60, 190] } as const;
  const picture: Pixels = blankPixels(300, 200);
  for (let at = 0; at < 300 * 200; at++) {
    const [x, y] = [at % 300, Math.floor(at / 300)];
    const inside = x >= 60 && x < 120 && y >= 50 && y < 110;
    picture.data.set([...(inside ? (x < 90 ? colours.red : colours.blue) : [150, 150, 150]), 255], at * 4);
  }
  const surfaces = surfacesOf(picture);
  const mask = (isIn: (x: number, y: number) => boolean): Mask => ({
    width: 300,
    height: 200,
    data: Uint8Array.from({ length: 60_000 }, (_, at) => (isIn(at % 300, Math.floor(at / 300)) ? 255 : 0)),
  });

  test('is measured as those that were seen', () => {
    const both = regionIn(mask((x, y) => x >= 60 && x < 120 && y >= 50 && y < 110), surfaces, 7, picture); // prettier-ignore
    expect(both).toMatchObject({ id: 7, box: box(60, 50, 60, 60), edges: [] });
    expect(both?.stands).toBeUndefined();
    expect(both?.area).toBeCloseTo(3600 / 60_000, 10);
    expect([both?.centre.x, both?.centre.y]).toEqual([expect.closeTo(0.3, 10), expect.closeTo(0.4, 10)]);
    const share = (name: string) => both?.colours.find(colour => colour.name === name)?.share ?? 0;
    expect(share('red')).toBeGreaterThan(0.35);
    expect(share('blue')).toBeGreaterThan(0.35);
  });

  test('cuts through what was one surface', () => {
    const corner = regionIn(
      mask((x, y) => x < 30 && y < 20),
      surfaces,
      0,
      picture,
    );
    expect(corner).toMatchObject({ box: box(0, 0, 30, 20), area: 0.01, edges: ['top', 'left'] });
  });

  test('of a seen one is the same', () => {
    const { scene, mask: seenMask } = see(surfaces, picture);
    const seen = scene.regions.find(({ box: { x, width } }) => x === 60 && width === 30);
    const again = regionIn(seenMask(seen!.id), surfaces, seen!.id, picture);
    expect(again?.colours.map(({ name }) => name)).toEqual(seen?.colours.map(({ name }) => name));
    expect([again?.box, again?.edges, again?.texture]).toEqual([seen?.box, seen?.edges, seen?.texture]);
  });

  test('takes all, or nothing', () => {
    expect(
      regionIn(
        mask(() => true),
        surfaces,
        0,
        picture,
      ),
    ).toMatchObject({ area: 1, box: box(0, 0, 300, 200) });
    expect(
      regionIn(
        mask(() => false),
        surfaces,
        0,
        picture,
      ),
    ).toBeUndefined();
  });
});

test('in our rooms, what is named is found more often, and no more wrongly', () => {
  const [alone, named] = [answersInRooms(), answersInRooms(seenNamed)];
  expect(named.right).toBeGreaterThanOrEqual(3 * alone.right);
  expect(named.wrong.length / named.count, named.wrong.join('; ')).toBeLessThan(0.03);
});
