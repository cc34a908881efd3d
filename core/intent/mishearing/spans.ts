/** Which words may have been misheard. */
import { determiners, functionWords } from '../words.ts';
import { isKnown, others, standalone } from './known.ts';
import type { Piece } from './pieces.ts';
import { whole } from './vocabulary.ts';

/** A word or two in a row. */
export interface Span {
  readonly at: number;
  readonly length: number;
  readonly heard: string;
  /** A word that is not known; a noun that is known, and none that we would guess; two words that may be one. */
  readonly kind: 'unknown' | 'noun' | 'pair';
  /** Whether each of the words is known. */
  readonly known: boolean;
}

export const spansIn = (pieces: readonly Piece[]): Span[] =>
  pieces.flatMap((_, at) => [...alone(pieces, at), ...inPair(pieces, at)]);

/** One word, if it is not known, or a noun for which another may have been meant. */
function alone(pieces: readonly Piece[], at: number): Span[] {
  const word = pieces[at]?.word ?? '';
  const heard = word.toLowerCase();
  // A capital within a sentence is a name.
  if (!/^[a-z]{3,24}$/.test(heard) || (at > 0 && /^\p{Lu}\p{Ll}/u.test(word))) return [];
  const known = isKnown(heard);
  return known && !others().has(heard)
    ? []
    : [{ at, length: 1, heard, kind: known ? 'noun' : 'unknown', known }];
}

/** Two words that may have been one. */
function inPair(pieces: readonly Piece[], at: number): Span[] {
  const [first, second] = [pieces[at], pieces[at + 1]];
  if (!first || !second || !/^[\s-]$/.test(second.gap)) return [];
  const [one, other] = [first.word.toLowerCase(), second.word.toLowerCase()];
  if (!/^[a-z]{1,20}$/.test(one) || !/^[a-z]{1,20}$/.test(other)) return [];
  // "a race" and "warm her", but not "the so".
  if (isDeterminer(one, /^an?$/) || isDeterminer(other, /^her$/)) return [];
  // "the old door" is a door; "the arm chair" may be written in one.
  const torn = whole().has(one + other);
  const isThing = standalone().has(other) && !functionWords.has(one);
  if (!torn && (isThing || one.length + other.length < 5)) return [];
  return [{ at, length: 2, heard: `${one} ${other}`, kind: 'pair', known: isKnown(one) && isKnown(other) }];
}

const isDeterminer = (word: string, except: RegExp): boolean => determiners.has(word) && !except.test(word);
