/** The words that are known: one of them, by itself, was not misheard, but for some nouns. */
import { named } from '../../colour/named.ts';
import { lists } from '../../policy/vocabulary.ts';
import { openings } from '../manners.ts';
import { numberAt, ordinalAt } from '../numbers.ts';
import { phrases } from '../phrases/index.ts';
import type { Token } from '../tokens.ts';
import { measureEnds, qualityEnds } from '../tone.ts';
import * as closed from '../words.ts';
import { alike, everyday, parts, pluralOf } from './everyday.ts';
import { lazily } from './lazily.ts';

export const wordsIn = (texts: Iterable<string>): string[] =>
  [...texts].flatMap(text => text.toLowerCase().match(/[a-z]+(?:['-][a-z]+)*/g) ?? []);

export const withPlurals = (words: Iterable<string>): string[] =>
  [...words].flatMap(word => [word, pluralOf(word)]);

/** The words that stand in the ways of asking. */
export const asked = lazily(
  () => new Set(wordsIn(phrases.flatMap(({ say }) => say.map(text => text.replace(/\{\w+\}/g, ' '))))),
);

export const colours = lazily(() => new Set(Object.keys(named)));

/** Of the policy's lists, those of people and of what they wear are nouns like any other. A reading that it refuses is none. */
export const clothes = lazily(() => wordsOf([lists.covering, lists.intimate, lists.sometimes]));

const wordsOf = (texts: readonly string[]): string[] => wordsIn(texts.map(list => list.replaceAll('_', ' ')));

/** What is said of a place, as if it were a thing. */
const regions =
  'one ones left right top bottom middle center centre side end rest half area foreground background';

/** Nouns that are no word of ours: in their place another may have been meant. */
export const others = lazily(() => new Set(withPlurals(alike)));

/** Things by themselves. Parts of things are in a picture without being told of. */
export const standalone = lazily(() => new Set([...withPlurals(everyday), ...others()]));

export const nouns = lazily(
  () =>
    new Set([
      ...standalone(),
      ...withPlurals(parts),
      ...closed.wholes,
      ...wordsIn(closed.pairs),
      ...clothes(),
      ...wordsOf([lists.person]),
      ...measureEnds,
      ...wordsIn([regions]),
    ]),
);

/** Words that have other forms than those listed. */
const inflected = lazily(() => new Set([...asked(), ...closed.verbs]));

/** What is said of light and colour, in the forms that there are of it. */
const qualities = lazily(() => [
  ...[...closed.adjectives, ...qualityEnds, ...asked()].map(plainOf).flatMap(word => [word, `${word}ly`]),
  ...wordsIn(colours()).flatMap(word => [word, `${word}s`]),
  ...qualityEnds,
]);

/** "sunnier" → "sunny". */
const plainOf = (word: string): string => word.replace(/ier$/, 'y').replace(/er$/, '');

const known = lazily(
  () =>
    new Set([
      ...Object.values(closed).flatMap(list => (list instanceof Set ? [...list].map(String) : [])),
      ...inflected(),
      ...qualities(),
      ...nouns(),
    ]),
);

/** Whether a word is none that was misheard: it is known, or a form of one that is, or no English word at all. */
export const isKnown = (word: string): boolean =>
  word.length < 3 ||
  !/^[a-z]+$/.test(word) ||
  known().has(word) ||
  formsOf(word).some(form => inflected().has(form)) ||
  isNumber(word) ||
  isCompound(word) ||
  isManner(word);

/** "lamppost", "paintbrush". */
const isCompound = (word: string): boolean =>
  Array.from({ length: Math.max(0, word.length - 6) }, (_, at) => at + 3).some(
    at => nouns().has(word.slice(0, at)) && nouns().has(word.slice(at)),
  );

/** What one word may come from: "brightly", "removing", "removed". */
export function formsOf(word: string): readonly string[] {
  const stem = word.replace(/(?:ed|ing|ly|es|s)$/, '');
  return [
    word,
    word.replace(/s$/, ''),
    stem,
    `${stem}e`,
    stem.replace(/(.)\1$/, '$1'),
    stem.replace(/i$/, 'y'),
  ];
}

export const isNumber = (word: string): boolean =>
  numberAt([word], 0) !== undefined || ordinalAt([word], 0) !== undefined;

/** Said around a request: "wondering". */
const isManner = (word: string): boolean => isOpening([{ text: word, low: word }]);

/** Whether an order may begin after these words: there are none, or they are manners. */
export const isOpening = (words: readonly Token[]): boolean =>
  words.length === 0 || openings([...words, { text: 'it', low: 'it' }]).includes(words.length);
