/** How unlike a word may sound and still have been meant. */
import { parts } from './everyday.ts';
import { asked, colours } from './known.ts';
import type { Span } from './spans.ts';
import type { Entry } from './vocabulary.ts';

/** Found by trial: on words that sound alike, and on words that are what they are. */
export const most = {
  /** What is in the picture is likely to be spoken of. */
  here: 0.26,
  /** A noun that is known: "the clowns", where there are clouds. */
  instead: 0.13,
  thing: 0.12,
  /** A word of an order, and the colours that people say most. */
  word: 0.15,
  colour: 0.12,
  pair: 0.17,
  /** Two words that are known: "so far". */
  knownPair: 0.15,
  /** What takes something away, where less or nothing was understood. */
  taking: 0.13,
  /** What is said of a thing that is known by its noun: "the read shirt". */
  beside: 0.09,
  /** What sounds the same: "a son set". */
  same: 0.03,
  /** "bigger rid of", whose other words are right. */
  setPhrase: 0.4,
};

export function limitOf({ kind, known }: Span, meant: Entry, first: number | undefined): number {
  if (kind === 'noun' && meant.here)
    return meant.sounds[0]?.first === first && !parts.has(meant.words) ? most.instead : 0;
  if (meant.here) return most.here;
  if (kind === 'pair') return (known ? most.knownPair : most.pair) + forLength(meant);
  if (meant.kind === 'thing') return kind === 'noun' ? 0 : most.thing + forLength(meant);
  return asked().has(meant.words) || !colours().has(meant.words) ? most.word + forLength(meant) : most.colour;
}

/** A long word has fewer that sound like it. */
const forLength = ({ sounds }: Entry): number =>
  Math.min(0.08, Math.max(0, 0.03 * ((sounds[0]?.weight ?? 0) - 4)));
