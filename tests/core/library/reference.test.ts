/** References: kept as records, found again, and followed. */
import { describe, expect, test } from 'vitest';
import type { AssetHash } from '../../../core/contract/ids.ts';
import { Reference } from '../../../core/contract/reference.ts';
import { parse } from '../../../core/contract/schema.ts';
import { oklabOf } from '../../../core/colour/oklab.ts';
import { understand } from '../../../core/intent/understand.ts';
import { lookOf } from '../../../core/library/look.ts';
import {
  byColour,
  byPicture,
  byWords,
  find,
  referenceOf,
  renamed,
  rowOf,
  shelfOf,
} from '../../../core/library/reference.ts';
import { apart, towards } from '../../../core/library/towards.ts';
import { crop } from '../../../core/pixels/crop.ts';
import { adjusted, collage, paintedBy, room } from './pictures.ts';

const picture = parse(Reference.entries.picture, 'a'.repeat(64));

const kept = (id: string, image: ReturnType<typeof room>, words = '', tags: readonly string[] = [], of: AssetHash = picture): Reference =>
  referenceOf(image, { id, words, tags, picture: of, made: 1 }); // prettier-ignore

const rooms = ['kitchen', 'living-room', 'study'] as const;

const shelf = shelfOf([
  kept('kitchen', room('kitchen'), 'morning in a white kitchen', ['bright', 'home']),
  kept('living', room('living-room'), 'a warm living room with a plant', ['home']),
  kept('study', room('study'), 'my desk in the evening', ['work']),
  kept(
    'red',
    paintedBy(60, 40, x => (x < 40 ? [190, 40, 40] : [230, 220, 210])),
    'poppies',
    ['summer'],
  ),
  kept(
    'blue',
    paintedBy(60, 40, x => (x < 40 ? [40, 70, 170] : [230, 220, 210])),
    'the sea',
    ['summer'],
  ),
  ...Array.from({ length: 30 }, (_, i) => kept(`collage-${i}`, collage(i + 500), `paper ${i}`)),
]);

test('a reference is a record, and comes back from its own JSON', () => {
  for (const reference of shelf.references)
    expect(parse(Reference, JSON.parse(JSON.stringify(reference)))).toEqual(reference);
  expect(rowOf(shelf.references[0]!)).toHaveLength(192);
});

test.each([
  ['kitchen', 'kitchen'],
  ['the kitchen in the morning', 'kitchen'],
  ['plants', 'living'],
  ['evening desk', 'study'],
  ['poppy', 'red'],
  ['sea', 'blue'],
])('by words: “%s” is %s', (words, id) => {
  expect(byWords(shelf, words, 3)[0]?.reference.id).toBe(id);
});

test('by words that nobody used: nothing', () => {
  expect(byWords(shelf, 'quixotic zebra', 3)).toEqual([]);
  expect(byWords(shelf, '', 3)).toEqual([]);
});

test.each(rooms)('by picture: a brighter and smaller part of the %s finds it', name => {
  const image = room(name);
  const part = crop(adjusted(image, { exposure: 0.1, temperature: -0.1 }), {
    x: 30,
    y: 20,
    width: 420,
    height: 280,
  });
  const id = name === 'living-room' ? 'living' : name;
  expect(byPicture(shelf, part, 1)[0]?.reference.id).toBe(id);
});

test('by colour', () => {
  const share = 1;
  const few = shelfOf(shelf.references.slice(0, 5));
  expect(byColour(few, [{ ...oklabOf(185, 45, 45), share }], 1)[0]?.reference.id).toBe('red');
  expect(byColour(few, [{ ...oklabOf(40, 60, 160), share }], 1)[0]?.reference.id).toBe('blue');
});

test('a filter keeps others out, and other words leave the picture as it is', () => {
  expect(byWords(shelf, 'summer', 5, ({ tags }) => tags.includes('summer')).map(({ reference }) => reference.id).sort()).toEqual(['blue', 'red']); // prettier-ignore
  const [first] = shelf.references;
  const other = renamed(first!, 'lighthouse', []);
  expect(other.vector.numbers.slice(0, 96)).toEqual(first!.vector.numbers.slice(0, 96));
  expect(byWords(shelfOf([other]), 'lighthouse', 1)[0]?.score).toBeGreaterThan(0.95);
});

test('words and tags have their limits', () => {
  expect(() => kept('x', collage(1), 'x'.repeat(501))).toThrow(/words/);
  expect(() =>
    kept(
      'x',
      collage(1),
      '',
      Array.from({ length: 33 }, (_, i) => `t${i}`),
    ),
  ).toThrow(/tags/);
});

describe('like this one', () => {
  const pairs = rooms.flatMap(a => rooms.filter(b => b !== a).map(b => [a, b] as const));
  test.each(pairs)('the %s like the %s: at most a third as far', (a, b) => {
    const [image, aim] = [room(a), lookOf(room(b))];
    const { amounts, before, after } = towards(image, aim);
    const [far, near] = [apart(lookOf(image), aim), apart(lookOf(adjusted(image, amounts)), aim)];
    expect(before).toBeCloseTo(far, 0);
    expect(near).toBeLessThan(far / 3);
    expect(Math.abs(near - after)).toBeLessThan(0.5);
  });

  const changes = [
    { temperature: 0.3 },
    { exposure: -0.4 },
    { contrast: 0.4 },
    { saturation: -0.5 },
    { tint: 0.3 },
    { saturation: -1 },
    { exposure: 0.3, temperature: -0.3, saturation: 0.3, contrast: -0.3 },
  ];
  test.each(
    (['kitchen', 'study'] as const).flatMap(name =>
      changes.map(how => [name, JSON.stringify(how), how] as const),
    ),
  )('what was done to the %s, %s, is found: less is left than is noticed', (name, _, how) => {
    const image = room(name);
    const aim = lookOf(adjusted(image, how));
    const { amounts } = towards(image, aim);
    expect(apart(lookOf(adjusted(image, amounts)), aim)).toBeLessThan(0.6);
  });

  test('said as a sentence, it is the same edits; one after the other, they come near as well', () => {
    for (const [a, b] of pairs) {
      const image = room(a);
      const { edits, ask, before } = towards(image, lookOf(room(b)));
      expect(understand(ask)).toEqual({ edits });
      const played = edits.reduce((done, edit) => (edit.op === 'adjust' ? adjusted(done, { [edit.property]: edit.amount }) : done), image); // prettier-ignore
      expect(apart(lookOf(played), lookOf(room(b)))).toBeLessThan(before / 2);
    }
  });

  test('like itself: nothing to do', () => {
    const { ask, edits, before, after } = towards(room('kitchen'), lookOf(room('kitchen')));
    expect({ ask, edits, before, after }).toEqual({ ask: '', edits: [], before: 0, after: 0 });
  });

  test('like a picture of one plain colour: no worse than before', () => {
    for (let seed = 1; seed <= 4; seed++) {
      const { before, after } = towards(collage(seed), lookOf(collage(seed + 100)));
      expect(after).toBeLessThanOrEqual(before);
    }
  });
});

describe('what is wanted of them', () => {
  const ids = (wanted: Partial<Parameters<typeof find>[1]>): string[] =>
    find(shelf, { words: '', colours: [], ...wanted }).map(({ id }) => id);
  const red = { ...oklabOf(185, 45, 45), share: 1 };

  test('nothing: all of them, as they are', () => {
    expect(ids({})).toEqual(shelf.references.map(({ id }) => id));
    expect(ids({ words: '  ' })).toHaveLength(shelf.references.length);
  });

  test('words leave out what has none of them', () => {
    expect(ids({ words: 'home' }).sort()).toEqual(['kitchen', 'living']);
    expect(ids({ words: 'zeppelin' })).toEqual([]);
  });

  test('a colour leaves out what has little of it, and goes with words', () => {
    expect(ids({ colours: [red] })).toContain('red');
    expect(ids({ colours: [red] })).not.toContain('study');
    expect(ids({ words: 'summer', colours: [red] })[0]).toBe('red');
    expect(ids({ words: 'work', colours: [red] })).toEqual([]);
  });

  test('a picture puts all that fit in order, the likest first', () => {
    for (const [name, id] of [
      ['kitchen', 'kitchen'],
      ['living-room', 'living'],
      ['study', 'study'],
    ] as const) {
      const like = rowOf(kept('x', room(name)));
      expect(ids({ like })[0]).toBe(id);
      expect(ids({ like })).toHaveLength(shelf.references.length);
    }
    expect(ids({ words: 'home', like: rowOf(kept('x', room('study'))) }).sort()).toEqual([
      'kitchen',
      'living',
    ]);
  });
});
