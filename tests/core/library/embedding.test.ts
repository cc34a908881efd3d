/** What a network makes of pictures and words: kept in whole numbers, and searched. */
import { describe, expect, test } from 'vitest';
import { Embedding, embeddingSize, Reference } from '../../../core/contract/reference.ts';
import { parse } from '../../../core/contract/schema.ts';
import { oklabOf } from '../../../core/colour/oklab.ts';
import { embeddingOf, unitOf } from '../../../core/library/embedding.ts';
import { find, referenceOf, rowOf, shelfOf } from '../../../core/library/reference.ts';
import type { Pixels } from '../../../core/pixels/pixels.ts';
import { chance } from '../../../tools/scenes/chance.ts';
import { collage, paintedBy } from './pictures.ts';

/** As CLIP's are: one far larger than the others. */
const thrown = (seed: number): Float32Array =>
  Float32Array.from({ length: embeddingSize }, (_, i) => (i === 133 ? 8 : 2 * chance(seed, 7, i) - 1));

const product = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

describe('in whole numbers', () => {
  test('an embedding comes back from its own JSON, and its cosines move by less than one in a hundred', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const [one, other] = [thrown(seed), thrown(seed + 100)];
      const [a, b] = [embeddingOf('clip@1', one), embeddingOf('clip@1', other)];
      expect(parse(Embedding, JSON.parse(JSON.stringify(a)))).toEqual(a);
      const exact = product(one, other) / Math.hypot(...one) / Math.hypot(...other);
      expect(Math.abs(product(unitOf(a), unitOf(b)) - exact)).toBeLessThan(0.01);
    }
  });

  test('its length says nothing, and its sign all', () => {
    const one = thrown(3);
    const { numbers } = embeddingOf('clip@1', one);
    expect(embeddingOf('clip@1', one.map(x => x * 1e-3)).numbers).toEqual(numbers); // prettier-ignore
    expect(embeddingOf('clip@1', one.map(x => -x)).numbers).toEqual(numbers.map(x => 0 - x)); // prettier-ignore
    expect(numbers[133]).toBe(127);
  });

  test.each([
    ['nothing', new Float32Array(embeddingSize)],
    ['no number', new Float32Array(embeddingSize).fill(NaN)],
    ['no end', new Float32Array(embeddingSize).fill(Infinity)],
    ['too few', new Float32Array(3).fill(1)],
  ])('%s is refused', (_, numbers) => {
    expect(() => embeddingOf('clip@1', numbers)).toThrow(expect.objectContaining({ name: 'no-maker' }) as Error); // prettier-ignore
  });
});

const picture = parse(Reference.entries.picture, 'a'.repeat(64));

/** A direction by what is in it: beaches, dogs and cars. */
const of = (beach: number, dog: number, car: number, by = 'clip@1'): Embedding =>
  embeddingOf(
    by,
    Float32Array.from({ length: embeddingSize }, (_, i) => [beach, dog, car][i] ?? 0),
  );

const kept = (id: string, image: Pixels, words: string, embedding?: Embedding): Reference =>
  parse(Reference, { ...referenceOf(image, { id, words, tags: [], picture, made: 1 }), embedding });

const plain = (red: number, green: number, blue: number): Pixels => paintedBy(40, 40, () => [red, green, blue]); // prettier-ignore

const all = [
  kept('called beach', plain(40, 40, 40), 'the beach bar', of(0, 0, 1)),
  kept('beach', plain(60, 90, 180), 'IMG 1', of(1, 0.1, 0.1)),
  kept('dog on a beach', plain(190, 40, 40), 'IMG 2', of(1, 1, 0)),
  kept('dog', plain(190, 45, 40), 'IMG 3', of(0, 1, 0.2)),
];
const ids = (references: readonly Reference[], wanted: Partial<Parameters<typeof find>[1]>): string[] =>
  find(shelfOf(references), { words: '', colours: [], ...wanted }).map(({ id }) => id);

describe('by words', () => {
  const wanted = { words: 'a beach', said: of(1, 0, 0) };

  test('those of which they were said come first, then those that show it, the surest first; others not at all', () => {
    expect(ids(all, wanted)).toEqual(['called beach', 'beach', 'dog on a beach']);
    expect(ids(all, { words: 'a beach' })).toEqual(['called beach']);
    expect(ids(all, { words: 'summer', said: of(0, 1, 0) })).toEqual(['dog', 'dog on a beach']);
  });

  test('that are none, what they say is nothing', () => {
    expect(ids(all, { words: ' ', said: of(1, 0, 0) })).toHaveLength(4);
  });

  test('where another network looked, or none, only what was said counts', () => {
    expect(ids(all, { words: 'a beach', said: of(1, 0, 0, 'clip@2') })).toEqual(['called beach']);
    const some = all.map(one => (one.id === 'beach' ? { ...one, embedding: undefined } : one));
    expect(ids(some as Reference[], wanted)).toEqual(['called beach', 'dog on a beach']);
  });

  test('and in a colour', () => {
    const red = { ...oklabOf(190, 40, 40), share: 1 };
    expect(ids(all, { ...wanted, colours: [red] })).toEqual(['dog on a beach']);
  });
});

describe('by a picture', () => {
  // It looks like the dog, and shows a beach.
  const like = rowOf(kept('x', plain(190, 45, 40), ''));
  const seen = of(1, 0, 0);

  test('what is in it goes before how it looks, and nobody is left out', () => {
    expect(ids(all, { like, seen })).toEqual(['beach', 'dog on a beach', 'called beach', 'dog']);
    expect(ids(all, { like })[0]).toMatch(/dog/);
  });

  test('how it looks counts where what is in one of them is not known', () => {
    const more = [...all, kept('new', collage(5), 'IMG 4')];
    expect(ids(more, { like, seen })).toEqual(ids(more, { like }));
    expect(ids(more, { like, seen: of(1, 0, 0, 'clip@2') })).toEqual(ids(more, { like }));
    // It is not among those that are asked for.
    expect(ids(more, { like, seen, words: 'beach', said: of(1, 0, 0) })).toEqual(['beach', 'dog on a beach', 'called beach']); // prettier-ignore
  });
});
