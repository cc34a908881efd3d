/** Pictures that a person keeps, and finding them again: by words, by picture, by colour. */
import type { Oklab } from '../colour/oklab.ts';
import type { AssetHash } from '../contract/ids.ts';
import { Reference, vectorEdition } from '../contract/reference.ts';
import { parse } from '../contract/schema.ts';
import type { Pixels } from '../pixels/pixels.ts';
import { lookOf } from './look.ts';
import { sharesWord } from './hashing.ts';
import { memoryOf, nearest, type Memory } from './nearest.ts';
import { sampleOf } from './sample.ts';
import { parts, queryOf, vectorOf, vectorOfColours } from './vector.ts';

/** A row's numbers lie between −1 and 1; a step of 1/127 moves a cosine by less than one in a hundred. */
const steps = 127;

interface Kept {
  readonly id: string;
  readonly words: string;
  readonly tags: readonly string[];
  /** The asset of the picture, or of the crop. */
  readonly picture: AssetHash;
  readonly made: number;
}

/** Throws `Fault('bad-request')` where words or tags are too long or too many. */
export function referenceOf(image: Pixels, { id, words, tags, picture, made }: Kept): Reference {
  const row = vectorOf(sampleOf(image), [words, ...tags].join(' '));
  return parse(Reference, {
    id,
    words,
    tags: [...tags],
    look: lookOf(image),
    vector: { edition: vectorEdition, numbers: Array.from(row, x => Math.round(steps * x) + 0) },
    picture,
    width: image.width,
    height: image.height,
    made,
  });
}

/** With other words; the picture is as it was. */
export function renamed(reference: Reference, words: string, tags: readonly string[]): Reference {
  const own = vectorOf(undefined, [words, ...tags].join(' '));
  const numbers = reference.vector.numbers.map((x, i) =>
    i < parts.words.from ? x : Math.round(steps * own[i]!) + 0,
  );
  return parse(Reference, { ...reference, words, tags: [...tags], vector: { ...reference.vector, numbers } });
}

export const rowOf = ({ vector }: Pick<Reference, 'vector'>): Float32Array<ArrayBuffer> =>
  Float32Array.from(vector.numbers, x => x / steps);

/** Put together once and searched often. */
export interface Shelf {
  readonly references: readonly Reference[];
  readonly memory: Memory;
}

export const shelfOf = (references: readonly Reference[]): Shelf => ({
  references,
  memory: memoryOf(references.map(rowOf)),
});

export interface Found {
  readonly reference: Reference;
  /** From −1 to 1. */
  readonly score: number;
}

/** What is less alike is not what was meant. */
const leastByWords = 0.02;
const leastByPicture = 0.5;
const leastByColour = 0.3;

type Takes = (reference: Reference) => boolean;

/** Of many thousand references some are near by chance, as hashes fall: only what shares a word with the query is taken. */
export function byWords(shelf: Shelf, words: string, most: number, takes: Takes = () => true): Found[] {
  const shares = sharesWord(words);
  return search(
    shelf,
    queryOf(vectorOf(undefined, words)),
    most,
    leastByWords,
    reference => shares([reference.words, ...reference.tags].join(' ')) && takes(reference),
  );
}

/** Its colours, light, texture and layout. */
export const byPicture = (shelf: Shelf, image: Pixels, most: number, takes?: Takes): Found[] =>
  search(shelf, queryOf(vectorOf(sampleOf(image))), most, leastByPicture, takes);

export interface Wanted {
  /** Of its words and tags; empty where it may have any. */
  readonly words: string;
  readonly colours: readonly (Oklab & { readonly share: number })[];
  /** A picture's row: the likest come first. */
  readonly like?: Float32Array;
}

/** All that have what is wanted, those that have it most first. */
export function find(shelf: Shelf, { words, colours, like }: Wanted): readonly Reference[] {
  const { length } = shelf.references;
  const asked = words.trim() === '' ? undefined : byWords(shelf, words, length);
  const named = asked && new Set(asked.map(({ reference }) => reference));
  const isNamed: Takes = reference => named?.has(reference) ?? true;
  const coloured = colours.length === 0 ? undefined : byColour(shelf, colours, length, isNamed);
  const fit = coloured && new Set(coloured.map(({ reference }) => reference));
  const likest =
    like && search(shelf, queryOf(like), length, -Infinity, one => isNamed(one) && (fit?.has(one) ?? true));
  const found = likest ?? coloured ?? asked;
  return found ? found.map(({ reference }) => reference) : shelf.references;
}

/** Of these colours, in these shares. */
export const byColour = (
  shelf: Shelf,
  colours: readonly (Oklab & { readonly share: number })[],
  most: number,
  takes?: Takes,
): Found[] => search(shelf, queryOf(vectorOfColours(colours)), most, leastByColour, takes);

function search(
  { references, memory }: Shelf,
  query: Float32Array,
  most: number,
  least: number,
  takes: Takes = () => true,
): Found[] {
  const fits = (index: number): boolean => {
    const reference = references[index];
    return reference !== undefined && takes(reference);
  };
  return nearest(memory, query, most, fits).flatMap(({ index, score }) => {
    const reference = references[index];
    return reference && score >= least ? [{ reference, score }] : [];
  });
}
