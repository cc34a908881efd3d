/** What is known to be in the picture. */
import { determiners } from '../words.ts';
import { withPlurals, wordsIn } from './known.ts';
import { entryOf, type Entry } from './vocabulary.ts';

export interface Scene {
  readonly things: readonly Entry[];
  /** The last words of the things, in both numbers. */
  readonly nouns: ReadonlySet<string>;
}

export function sceneOf(listed: readonly string[]): Scene {
  const said = new Set(listed.slice(0, 100).map(nameOf));
  said.delete('');
  // "the plan" where there is a potted plant.
  const heads = [...said].map(lastOf);
  const things = [...new Set(withPlurals([...said, ...heads]))].map(name => entryOf(name, 'thing', true));
  return { things, nouns: new Set(things.map(({ words }) => lastOf(words))) };
}

const lastOf = (words: string): string => words.slice(words.lastIndexOf(' ') + 1);

/** As things are named, in plain words: "the Potted plant" → "potted plant". */
const nameOf = (thing: string): string =>
  wordsIn([thing.slice(0, 60)])
    .filter(word => !determiners.has(word))
    .slice(0, 3)
    .join(' ');
