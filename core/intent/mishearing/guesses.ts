/** For what the words may have been misheard. */
import { functionWords } from '../words.ts';
import { asked, formsOf } from './known.ts';
import { nearest, soundsOf, type Sound } from './likeness.ts';
import { limitOf, most } from './limits.ts';
import type { Piece } from './pieces.ts';
import type { Scene } from './scene.ts';
import { spansIn, type Span } from './spans.ts';
import { entryOf, getRid, onceEach, startingLike, undoubled, type Entry } from './vocabulary.ts';

export interface Guess {
  readonly span: Span;
  readonly meant: Entry;
  readonly unlikeness: number;
  /** A word that was heard in two, letter by letter. */
  readonly torn: boolean;
}

/** At most this many guesses are tried. */
const tries = 8;

/** The likeliest first. */
export const guessesIn = (pieces: readonly Piece[], scene: Scene): Guess[] =>
  [...spansIn(pieces).flatMap(span => guessesFor(span, scene)), ...setPhraseIn(pieces)]
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, tries);

function guessesFor(span: Span, scene: Scene): Guess[] {
  if (scene.nouns.has(span.heard) || isMisspelt(span, scene)) return [];
  const sounds = soundsOf(span.heard);
  return [...scene.things, ...startingLike(sounds)].flatMap(meant => guessOf(span, sounds, meant) ?? []);
}

/** "umbrela": a doubled letter is a slip of the pen, no recogniser makes it. */
function isMisspelt({ kind, heard }: Span, { things }: Scene): boolean {
  const written = undoubled(heard);
  return (
    kind === 'unknown' &&
    (onceEach().has(written) || things.some(({ words }) => undoubled(words) === written))
  );
}

function guessOf(span: Span, sounds: readonly Sound[], meant: Entry): Guess | undefined {
  const limit = limitOf(span, meant, sounds[0]?.first);
  const torn = span.heard.replace(' ', '') === meant.words;
  const unlike = limit === 0 || torn ? 0 : nearest(sounds, meant.sounds, limit);
  if (
    unlike >= limit ||
    isHalf(span, meant) ||
    span.heard.replace(/s$/, '') === meant.words ||
    span.heard === meant.words
  )
    return undefined;
  // Nobody runs two words together, unless they are heard so letter by letter: "sagegreen".
  if (span.length === 1 && meant.words.includes(' ') && unlike > most.same) return undefined;
  return { span, meant, unlikeness: unlike, torn };
}

/** "looks a" is not "looks": a pair is taken for another word than the two it has. */
const isHalf = ({ heard, length }: Span, { words }: Entry): boolean =>
  length === 2 &&
  words !== getRid &&
  heard.split(' ').some(word => words.split(' ').some(part => word === part || formsOf(part).includes(word)));

/** "bigger rid of the lamp": "rid of" is said after "get" alone. */
function setPhraseIn(pieces: readonly Piece[]): Guess[] {
  const words = pieces.map(({ word }) => word.toLowerCase());
  const at = words.findIndex((word, index) => word === 'rid' && words[index + 1] === 'of') - 1;
  const heard = words[at] ?? '';
  if (!/^[a-z]{1,20}$/.test(heard) || /^get/.test(heard) || functionWords.has(heard)) return [];
  const unlike = nearest(soundsOf(`${heard} rid of`), soundsOf(`${getRid} of`), most.setPhrase);
  const span: Span = { at, length: 2, heard: `${heard} rid`, kind: 'pair', known: false };
  return unlike < most.setPhrase
    ? [{ span, meant: entryOf(getRid, 'verb'), unlikeness: unlike, torn: false }]
    : [];
}

/** By unlikeness; but first what is here, then what people ask for in so many words. */
const rank = ({ unlikeness, meant, torn }: Guess): number =>
  unlikeness - (meant.here || torn ? 0.15 : asked().has(meant.words) ? 0.02 : 0);

/** Guesses as near as this are equally good. */
const tie = 0.015;

/** Whether two guesses are equally good, and not forms of the same word. */
export const isRival = (best: Guess, other: Guess): boolean =>
  best.meant !== other.meant &&
  best.span.at === other.span.at &&
  best.span.length === other.span.length &&
  Math.abs(rank(best) - rank(other)) < tie &&
  inOneWay(best.meant.words) !== inOneWay(other.meant.words) &&
  !formsOf(best.meant.words).some(form => formsOf(other.meant.words).includes(form));

/** Of two ways to write a word, the one: colour and color, grey and gray, pixelated and pixellated. */
const inOneWay = (word: string): string => undoubled(word).replace('our', 'or').replace('gray', 'grey');
