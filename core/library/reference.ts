/** Pictures that a person keeps, and finding them again: by words, by picture, by colour. */
import type { Oklab } from '../colour/oklab.ts';
import type { AssetHash } from '../contract/ids.ts';
import { embeddingSize, Reference, vectorEdition, type Embedding } from '../contract/reference.ts';
import { parse } from '../contract/schema.ts';
import type { Pixels } from '../pixels/pixels.ts';
import { unitOf } from './embedding.ts';
import { sharesWord } from './hashing.ts';
import { lookOf } from './look.ts';
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

/** References, and a row of each. */
interface Rows {
  readonly references: readonly Reference[];
  readonly memory: Memory;
}

/** Put together once and searched often. */
export interface Shelf extends Rows {
  /** Those at which a network has looked, by the network. */
  readonly embedded: ReadonlyMap<string, Rows>;
}

export function shelfOf(references: readonly Reference[]): Shelf {
  const known = references.flatMap(reference => {
    const { embedding } = reference;
    return embedding ? [{ reference, embedding }] : [];
  });
  const embedded = [...Map.groupBy(known, ({ embedding }) => embedding.by)].map(([by, ones]) => {
    const rows = ones.map(({ embedding }) => unitOf(embedding));
    const of = ones.map(({ reference }) => reference);
    return [by, { references: of, memory: memoryOf(rows, embeddingSize) }] as const;
  });
  return { references, memory: memoryOf(references.map(rowOf)), embedded: new Map(embedded) };
}

export interface Found {
  readonly reference: Reference;
  /** From −1 to 1. */
  readonly score: number;
}

/** What is less alike is not what was meant. */
const leastByWords = 0.02;
const leastByPicture = 0.5;
const leastByColour = 0.3;
/**
 * By CLIP's ViT-B/32 a picture and its own caption are at 0.28 or more: from there Schuhmann et al., "LAION-5B", 2022, took
 * them as a pair. A word or two say less than a caption, and are further from what they mean.
 */
const leastBySaid = 0.22;

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
  /** What the words say: it may also be in the picture, without having been said of it. */
  readonly said?: Embedding;
  readonly colours: readonly (Oklab & { readonly share: number })[];
  /** A picture's row: the likest come first. */
  readonly like?: Float32Array;
  /** What is in that picture, which goes before how it looks, if it is known of all that are put in order. */
  readonly seen?: Embedding;
}

/** All that have what is wanted, those that have it most first; and of words, those of which they were said first. */
export function find(shelf: Shelf, { words, said, colours, like, seen }: Wanted): readonly Reference[] {
  const { length } = shelf.references;
  const named = words.trim() === '' ? undefined : byWords(shelf, words, length);
  const isNamed = within(named ?? []);
  const shown = named && said ? byEmbedding(shelf, said, leastBySaid, one => !isNamed(one)) : [];
  const asked = named && [...named, ...shown];
  const isAsked: Takes = asked ? within(asked) : () => true;
  const coloured = colours.length === 0 ? undefined : byColour(shelf, colours, length, isAsked);
  const fits = coloured ? within(coloured) : isAsked;
  const found = like ? byLikeness(shelf, like, seen, fits) : (coloured ?? asked);
  return found ? found.map(({ reference }) => reference) : shelf.references;
}

function within(found: readonly Found[]): Takes {
  const all = new Set(found.map(({ reference }) => reference));
  return reference => all.has(reference);
}

function byLikeness(shelf: Shelf, like: Float32Array, seen: Embedding | undefined, takes: Takes): Found[] {
  const isKnown = shelf.references.every(one => !takes(one) || one.embedding?.by === seen?.by);
  return seen && isKnown
    ? byEmbedding(shelf, seen, -Infinity, takes)
    : search(shelf, queryOf(like), shelf.references.length, -Infinity, takes);
}

/** Of those at which the same network has looked. */
function byEmbedding({ embedded }: Shelf, embedding: Embedding, least: number, takes: Takes): Found[] {
  const rows = embedded.get(embedding.by);
  return rows ? search(rows, unitOf(embedding), rows.references.length, least, takes) : [];
}

/** Of these colours, in these shares. */
export const byColour = (
  shelf: Shelf,
  colours: readonly (Oklab & { readonly share: number })[],
  most: number,
  takes?: Takes,
): Found[] => search(shelf, queryOf(vectorOfColours(colours)), most, leastByColour, takes);

function search(
  { references, memory }: Rows,
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
