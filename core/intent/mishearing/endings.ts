/** Endings and short words that are hardly heard, where English leaves no choice: each a form that nobody says, and the one that is. */
import { pluralOf } from './everyday.ts';
import { nouns } from './known.ts';

type Mend = readonly [form: RegExp, mended: (...parts: string[]) => string];

const isThing = (word: string): boolean => nouns().has(word);

/** Of a verb, as in "cutting" and "making". */
const going = (verb: string): string =>
  /[^aeiou]e$/.test(verb)
    ? `${verb.slice(0, -1)}ing`
    : /^[^aeiou]+[aeiou][bgmnpt]$/.test(verb)
      ? `${verb}${verb.at(-1)}ing`
      : `${verb}ing`;

/** What people have, as in “all the faces except the bride's”: then somebody's is said rightly. */
const had = /\b(faces?|heads?|hair|skin|eyes?|smiles?|hands?|names?)\b/;

const mends: readonly Mend[] = [
  // "the shadow are too dark"
  [
    /\b([a-z]+) are\b/g,
    (all, noun = '') => {
      const plural = pluralOf(noun);
      return isThing(noun) && isThing(plural) && noun !== plural ? `${plural} are` : all;
    },
  ],
  // "select the bride's"
  [/^.*\b[a-z]+['’]s$/, all => (had.test(all) || !isThing(lastOf(all)) ? all : all.slice(0, -2))],
  // "would you mind paint in the fence"
  [
    /\b(mind|about) ([a-z]{3,}) in (the|my|her|his|their|this|that|these|those|both)\b/g,
    (_, before = '', verb = '', after = '') => `${before} ${going(verb)} ${after}`,
  ],
  // "rotate by one and half degrees"
  [/\band half\b/g, () => 'and a half'],
  // "place too candle next to the book"
  [
    /\b(add|blur|delete|draw|erase|hang|place|put|remove|select|take) too ([a-z]+)\b/g,
    (all, verb = '', noun = '') =>
      isThing(noun) && isThing(pluralOf(noun)) ? `${verb} two ${pluralOf(noun)}` : all,
  ],
];

const lastOf = (sentence: string): string => /([a-z]+)['’]s$/.exec(sentence)?.[1] ?? '';

/** The sentence with them in place. Total; what is said as people say it stays as it is. */
export const ended = (sentence: string): string =>
  mends.reduce((said, [form, mended]) => said.replace(form, mended), sentence);
