/** What no label names is looked for by what regions show: which, among what, and what is made of the answer. */
import { describe, expect, test } from 'vitest';
import type { Region, Scene } from '../../../core/contract/scene.ts';
import { blankMask, blankPixels, type Mask, type Pixels } from '../../../core/pixels/pixels.ts';
import { closeUpsOf } from '../../../core/sight/recognise/close-up.ts';
import { likelihoods } from '../../../core/library/likelihoods.ts';
import { lineUpFor, type LineUp } from '../../../core/sight/recognise/line-up.ts';
import { captionOf, othersThan } from '../../../core/sight/recognise/others.ts';
import { recognised } from '../../../core/sight/recognise/recognised.ts';
import { refer, type Referred } from '../../../core/sight/refer.ts';
import { read, targetOf } from './outcomes.ts';
import { answersInRooms, seenNamed, shownInRooms } from './rooms.ts';

const size = { width: 1000, height: 800 };

/** `wide` × `high` hundredths of the picture, about the point `x`, `y` in such. */
function region(
  id: number,
  [x, y, wide, high]: readonly [number, number, number, number],
  more: Partial<Region> = {},
): Region {
  const box = { x: (x - wide / 2) * 10, y: (y - high / 2) * 8, width: wide * 10, height: high * 8 };
  return {
    id,
    box,
    area: (wide * high) / 10_000,
    centre: { x: x / 100, y: y / 100 },
    colours: [{ name: 'grey', share: 1 }],
    mean: [0.5, 0, 0],
    texture: 0.2,
    focus: 0.9,
    edges: [],
    stands: 0.8,
    ...more,
  };
}

const sceneOf = (...regions: Region[]): Scene => ({ edition: 1, ...size, regions });

const red = { colours: [{ name: 'red', share: 1 }], mean: [0.5, 0.18, 0.1] } satisfies Partial<Region>;

/** Three things in a row, the right one red; a part of the first; and a dog, which somebody named. */
const row = sceneOf(
  region(1, [20, 40, 10, 20]),
  region(2, [50, 40, 10, 20]),
  region(3, [80, 40, 10, 20], red),
  region(4, [20, 45, 8, 9]),
  region(5, [50, 80, 20, 20], { label: 'dog', confidence: 0.9 }),
);

const lineUp = (words: string, scene = row): LineUp | undefined => {
  const target = targetOf(words);
  return lineUpFor(target, scene, refer(target, scene, [], read), read);
};

describe('how likely what is shown is what is named', () => {
  const unit = (x: number): Float32Array => Float32Array.from([x, Math.sqrt(1 - x * x)]);
  const shown = Float32Array.from([1, 0]);

  test('is the softmax over all names of a hundred times how near it is to each', () => {
    const [one, other] = likelihoods(shown, [unit(0.26), unit(0.25)], [unit(0.24), unit(0.2)]);
    const sum = Math.exp(2) + Math.exp(1) + 1 + Math.exp(-4);
    expect(one).toBeCloseTo(Math.exp(2) / sum, 5);
    expect(other).toBeCloseTo(Math.E / sum, 5);
  });

  test('is sure where nothing else is asked for, and never overflows', () => {
    expect(likelihoods(shown, [unit(-0.9)], [])).toEqual([1]);
    expect(likelihoods(shown, [unit(1)], [unit(-1)])).toEqual([1]);
  });
});

describe('what else it may be', () => {
  test.each([
    ['sofas', ['sofa'], ['chair', 'wall']],
    ['couch', ['sofa'], ['table']],
    ['table lamp', ['lamp'], ['table']],
    ['armchair', ['chair'], ['sofa']],
    ['man', ['person'], ['dog']],
    ['animal', ['dog', 'cat', 'bird'], ['person']],
    ['poodle', [], ['dog']],
  ])('“%s” is not set against %j', (name, own, others) => {
    const names = othersThan([name], []);
    expect(names).toEqual(expect.arrayContaining(others));
    expect(own.filter(one => names.includes(one))).toEqual([]);
    expect(names.length).toBeGreaterThan(40);
  });

  test('is also what somebody else calls the things here, each once', () => {
    const regions = ['toaster', 'couch', 'toaster', 'dog'].map((label, id) => region(id, [50, 50, 9, 9], { label })); // prettier-ignore
    const names = othersThan(['ottoman'], regions);
    expect(names.filter(name => name === 'toaster' || name === 'dog')).toEqual(['dog', 'toaster']);
    expect(othersThan(['sofa'], regions)).not.toContain('couch');
  });

  test.each([
    ['ottomans', 'an ottoman.'],
    ['Lamp', 'a Lamp.'],
    [' coffee tables ', 'a coffee table.'],
  ])('“%s” is asked for as “a photo of %s”', (name, caption) => {
    expect(captionOf(name)).toBe(caption);
  });
});

describe('what is looked for', () => {
  test.each<readonly [words: string, names: readonly string[] | undefined]>([
    ['the ottoman', ['ottoman']],
    ['the ottomans', ['ottomans']],
    // Of what is told by its place alone, nobody knows whether it is one.
    ['the ottoman on the left', ['ottoman']],
    ['the second ottoman', ['ottoman']],
    ['all the ottomans except the red one', ['ottomans']],
    ['the ottoman next to the lamp', ['ottoman', 'lamp']],
    ['the dog next to the lamp', ['lamp']],
    ['the thing next to the lamp', ['lamp']],
    ['the red ottoman', undefined],
    ['the dog', undefined],
    ['the animal', undefined],
    ['the red thing', undefined],
    ['the thing on the left', undefined],
    ['everything', undefined],
    ['it', undefined],
  ])('%s: %j', (words, names) => {
    expect(lineUp(words)?.names).toEqual(names);
  });

  test('is looked for where it may be: each thing once, what is likely one first', () => {
    expect(lineUp('the ottoman')?.ids).toEqual([1, 2, 3, 4, 5]);
    const twice = region(6, [20, 40, 10, 19], { stands: 0.5 });
    const speck = region(7, [90, 10, 1, 1]);
    expect(lineUp('the ottoman', sceneOf(...row.regions, twice, speck))?.ids).toEqual([1, 2, 3, 4, 5]);
  });

  test('in no more places than one would wait for', () => {
    const many = Array.from({ length: 60 }, (_, id) => region(id, [(id % 10) * 9 + 6, Math.floor(id / 10) * 15 + 8, 6, 6])); // prettier-ignore
    expect(lineUp('the ottoman', sceneOf(...many))?.ids).toHaveLength(24);
    expect(lineUp('the ottoman', sceneOf())).toBeUndefined();
  });
});

/** What is answered where each region shows `name` as likely as this. */
function answer(words: string, likely: Readonly<Record<number, number>>, scene = row): Referred {
  const target = targetOf(words);
  const before = refer(target, scene, [], read);
  const asked = lineUpFor(target, scene, before, read);
  if (!asked) throw new Error(`“${words}” is not looked for.`);
  return recognised(target, scene, asked, asked.ids.map(id => [likely[id] ?? 0]), before, read); // prettier-ignore
}

const short = (found: Referred): unknown =>
  found.kind === 'found' ? found.regions : found.kind === 'ask' ? ['ask', ...found.candidates] : 'none';

describe('what regions show', () => {
  test.each<readonly [words: string, likely: Readonly<Record<number, number>>, expected: unknown]>([
    ['the ottoman', { 2: 0.9 }, [2]],
    // One is clear of the other, or it is not.
    ['the ottoman', { 2: 0.9, 3: 0.2 }, [2]],
    ['the ottoman', { 2: 0.9, 3: 0.8 }, ['ask', 2, 3]],
    // Likelier than not, and not sure.
    ['the ottoman', { 2: 0.6 }, ['ask', 1, 2]],
    ['the ottoman', { 2: 0.6, 3: 0.3 }, ['ask', 2, 3]],
    // A thing and a part of it are one.
    ['the ottoman', { 1: 0.9, 4: 0.8 }, [1]],
    ['the ottoman', { 1: 0.6, 4: 0.95 }, [4]],
    ['the ottomans', { 1: 0.9, 2: 0.9, 4: 0.8 }, [1, 2]],
    ['both ottomans', { 1: 0.9, 3: 0.9 }, [1, 3]],
    ['the ottoman on the left', { 2: 0.9, 3: 0.95 }, [2]],
    ['the second ottoman', { 2: 0.9, 3: 0.95 }, [3]],
    ['the ottoman on the right', { 1: 0.9, 2: 0.9 }, [2]],
    ['all the ottomans except the red one', { 1: 0.9, 2: 0.9, 3: 0.9 }, [1, 2]],
    // A name goes against it only where it is sure; a poodle is a dog.
    ['the poodle', { 5: 0.9 }, [5]],
  ])('%s, where they show it so: %j', (words, likely, expected) => {
    expect(short(answer(words, likely))).toEqual(expected);
  });

  test.each<readonly [words: string, likely: Readonly<Record<number, number>>]>([
    ['the ottoman', {}],
    ['the ottoman', { 1: 0.05, 2: 0.09 }],
    // Its own label is not outdone by a guess.
    ['the ottoman', { 5: 0.6 }],
    ['the ottoman on the left', { 2: 0.02 }],
  ])('and where they do not, it is as before: %s, %j', (words, likely) => {
    expect(answer(words, likely)).toEqual(refer(targetOf(words), row, [], read));
  });

  test('of more than can be numbered all are taken', () => {
    const six = sceneOf(...Array.from({ length: 6 }, (_, id) => region(id, [15 * id + 10, 40, 8, 16])));
    const likely = Object.fromEntries(six.regions.map(({ id }) => [id, id === 2 ? 0.6 : 0.9]));
    expect(short(answer('all the ottomans', likely, six))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(short(answer('all the ottomans', { ...likely, 0: 0.02 }, six))).toEqual(['ask', 1, 2, 3, 4, 5]);
  });

  test('who was asked is asked still where a colour that was said fits none of them', () => {
    const two = sceneOf(...row.regions.slice(0, 3), region(6, [50, 80, 10, 10], red));
    expect(short(refer(targetOf('the red ottoman'), two))).toEqual(['ask', 6, 3]);
    expect(short(answer('the red ottoman', { 1: 0.95 }, two))).toEqual(['ask', 6, 3]);
    expect(short(answer('the red ottoman', { 3: 0.95 }, two))).toEqual([3]);
  });

  test('says where the other thing is, too', () => {
    const target = targetOf('the ottoman nearest to the lamp');
    const before = refer(target, row, [], read);
    const asked = lineUpFor(target, row, before, read)!;
    // Ottomans to either side, and a lamp on the right.
    const shows: Readonly<Record<number, readonly number[]>> = { 1: [0.9, 0.01], 2: [0.9, 0.01], 3: [0.02, 0.9] };
    const likely = asked.ids.map(id => shows[id] ?? [0, 0]);
    expect(short(recognised(target, row, asked, likely, before, read))).toEqual([2]);
    const thing = targetOf('the thing next to the lamp');
    const things = lineUpFor(thing, row, refer(thing, row, [], read), read)!;
    const found = recognised(thing, row, things, things.ids.map(id => [shows[id]?.[1] ?? 0]), refer(thing, row, [], read), read); // prettier-ignore
    expect(found.kind === 'none' ? [] : found.reasons).not.toContain('“lamp” was not found');
  }); // prettier-ignore
});

describe('a close-up', () => {
  /** Grey; within the box of one colour, and around that of stripes, one pixel wide. */
  function striped(width: number, height: number, [left, top, right, bottom]: readonly number[]): Pixels {
    const picture = blankPixels(width, height);
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i += 4) {
        const isIn = x >= left! && x < right! && y >= top! && y < bottom!;
        picture.data.set(isIn ? [200, 40, 40, 255] : x % 2 ? [0, 0, 0, 255] : [255, 255, 255, 255], i);
      }
    }
    return picture;
  }

  /** On a copy of which one pixel is two. */
  function boxed(width: number, height: number, [left, top, right, bottom]: readonly number[]): Mask {
    const mask = blankMask(width / 2, height / 2);
    for (let y = top! / 2; y < bottom! / 2; y++) mask.data.fill(255, y * mask.width + left! / 2, y * mask.width + right! / 2);
    return mask;
  } // prettier-ignore

  const at = ({ width, data }: Pixels, x: number, y: number): number[] => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)]; // prettier-ignore

  test('shows a region whole and sharp, in the middle, and hazily what is around it', () => {
    const box = [100, 60, 148, 84];
    const seen = closeUpsOf(striped(400, 200, box), 2, 56)(boxed(400, 200, box))!;
    expect([seen.width, seen.height]).toEqual([56, 56]);
    expect([seen.data.filter((_, i) => i % 4 === 3).every(alpha => alpha === 255)]).toEqual([true]);
    // 48 pixels wide and 4 more on either side, at its own size: so it is 24 of 56 high.
    for (const [x, y] of [[5, 17], [51, 17], [5, 38], [51, 38], [28, 28]] as const) expect(at(seen, x, y)).toEqual([200, 40, 40]); // prettier-ignore
    for (const y of [2, 53]) {
      const greys = [20, 21, 22, 23].map(x => at(seen, x, y)[0]!);
      // Black and white were there.
      expect(Math.max(...greys) - Math.min(...greys)).toBeLessThan(40);
    }
  });

  test('is not stretched at the rim of the picture, and what lies beyond is grey', () => {
    const box = [0, 0, 24, 200];
    const seen = closeUpsOf(striped(400, 200, box), 2, 56)(boxed(400, 200, box))!;
    expect(at(seen, 1, 28)).toEqual([122, 116, 104]);
    expect(at(seen, 27, 28)).toEqual([200, 40, 40]);
    expect(at(seen, 29, 10)).toEqual([200, 40, 40]);
  });

  test('of a large picture is that of a small one', () => {
    const [large, small] = [8, 1].map(by => {
      const box = [60, 20, 120, 60].map(side => side * by);
      const picture = blankPixels(200 * by, 100 * by);
      for (let i = 0; i < picture.data.length; i += 4) {
        const [x, y] = [(i / 4) % picture.width, Math.floor(i / 4 / picture.width)];
        const isIn = x >= box[0]! && y >= box[1]! && x < box[2]! && y < box[3]!;
        picture.data.set(isIn ? [30, 90, 200, 255] : [160, 150, 140, 255], i);
      }
      return closeUpsOf(picture, 2, 56)(boxed(picture.width, picture.height, box))!;
    });
    const off = large!.data.map((value, i) => Math.abs(value - small!.data[i]!));
    expect(off.reduce((sum, one) => sum + one, 0) / off.length).toBeLessThan(2);
    expect(at(large!, 28, 28)).toEqual([30, 90, 200]);
  });

  test('of nothing is none', () => {
    expect(closeUpsOf(blankPixels(40, 40), 2, 56)(blankMask(20, 20))).toBeUndefined();
  });
});

describe('in our rooms, where regions show the likelier what is there the more of it they are', () => {
  test.each([
    ['that have no names', undefined, 3],
    ['some of which somebody named', seenNamed, 1.4],
  ])('more things are found %s, and hardly more wrongly', (_, look, times) => {
    const [before, after] = [answersInRooms(look), answersInRooms(look, shownInRooms())];
    expect(after.right).toBeGreaterThanOrEqual(times * before.right);
    expect(after.right + after.offered).toBeGreaterThan(before.right + before.offered);
    expect(after.wrong.length, after.wrong.join('; ')).toBeLessThanOrEqual(before.wrong.length + 2);
  });
});
