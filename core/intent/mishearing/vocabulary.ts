/** The words that may have been meant, and what they sound like. */
import { measureEnds, qualityEnds } from '../tone.ts';
import { functionWords, verbs } from '../words.ts';
import { everyday, parts } from './everyday.ts';
import { asked, clothes, colours, withPlurals } from './known.ts';
import { lazily } from './lazily.ts';
import { soundsOf, type Sound } from './likeness.ts';

export interface Entry {
  readonly words: string;
  readonly sounds: readonly Sound[];
  /** Whether it names a thing in a picture, begins an order, or does neither. */
  readonly kind: 'thing' | 'verb' | 'other';
  /** Said to be in this very picture. */
  readonly here: boolean;
}

export const entryOf = (words: string, kind: Entry['kind'], here = false): Entry => ({
  words,
  sounds: soundsOf(words),
  kind,
  here,
});

export const getRid = 'get rid';

/** So many letters tell a word of an order from others. */
const tellable = 4;

const vocabulary = lazily((): readonly Entry[] => {
  const meant = new Set([...withPlurals([...everyday, ...parts]), ...clothes()]);
  const long = [...qualityEnds, ...measureEnds, ...asked(), ...verbs].filter(word => word.length >= tellable);
  const rest = new Set([...colours(), ...long].filter(word => !meant.has(word) && !functionWords.has(word)));
  return [
    ...[...meant].map(word => entryOf(word, 'thing')),
    ...[...rest].map(word => entryOf(word, verbs.has(word) ? 'verb' : 'other')),
    entryOf(getRid, 'verb'),
  ];
});

/** Words that are written in one and may be heard as two. */
export const whole = lazily(() => new Set(vocabulary().map(({ words }) => words)));

export const undoubled = (word: string): string => word.replace(/(.)\1/g, '$1');

/** The vocabulary as a slip of the pen would have it: no letter is doubled. */
export const onceEach = lazily(() => new Set(vocabulary().map(({ words }) => undoubled(words))));

/** The vocabulary by the group of the first consonant. */
const byFirst = lazily(() => {
  const found = new Map<number, Entry[]>();
  for (const entry of vocabulary())
    for (const first of new Set(entry.sounds.map(sound => sound.first)))
      found.set(first, [...(found.get(first) ?? []), entry]);
  return found;
});

/** What may have been meant by `sounds`, out of all that is known. */
export const startingLike = (sounds: readonly Sound[]): Entry[] => {
  const firsts = new Set(sounds.map(({ first }) => first));
  return firsts.size === 1
    ? (byFirst().get(sounds[0]?.first ?? -1) ?? [])
    : [...new Set([...firsts].flatMap(first => byFirst().get(first) ?? []))];
};
