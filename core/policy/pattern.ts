/**
 * Patterns of plain words, written down: "take|pull {small}* {owner} {garment} off !her".
 *
 * `a|b` is either word and `{a|b}` an entry of either list, or either part; `_` is any word; `[…]` may be left out; `*` after something is
 * any number of it and `*3` up to three; `!` before something: it does not come next; `&`: it does, and
 * is no part of what is found. `^` and `$` are the ends of a clause.
 */
import { isOneSlip } from './slip.ts';
import { lists, unmistakable } from './vocabulary.ts';

/** A text as its words, and for each place the ends of the entries of lists that begin there. */
export interface Text {
  readonly words: readonly string[];
  readonly entries: readonly ReadonlyMap<string, readonly number[]>[];
  /** The words, and in braces the lists that have an entry somewhere. */
  readonly present: ReadonlySet<string>;
}

/** No entry of a list is longer, in words. */
const longest = 3;
/** Nothing is repeated more often. */
const often = 9;

/** "take_off" is also written in one word. */
const spellings = (entry: string): string[] =>
  entry.includes('_') ? [' ', ''].map(joint => entry.replaceAll('_', joint)) : [entry];

const listsOf = new Map<string, string[]>();
const firstWords = new Set<string>();
for (const [list, entries] of Object.entries(lists)) {
  for (const phrase of entries.trim().split(/\s+/).flatMap(spellings)) {
    const known = listsOf.get(phrase);
    if (known) known.push(list);
    else listsOf.set(phrase, [list]);
    firstWords.add(phrase.split(' ', 1)[0] ?? '');
  }
}

const none: ReadonlyMap<string, readonly number[]> = new Map();

const known = new Set(unmistakable);
const knownBy = Map.groupBy(unmistakable, word => word.slice(0, 1));

/** What a word was meant to be. In a short one, a changed letter makes another word: "named" is not "naked". */
function meant(word: string): string {
  if (word.length < 5 || listsOf.has(word)) return word;
  const near = (key: string): boolean =>
    isOneSlip(word, key) && (key.length > 6 || word.length !== key.length || sorted(word) === sorted(key));
  return knownBy.get(word.slice(0, 1))?.find(near) ?? word;
}

const sorted = (word: string): string => [...word].sort().join('');

/** What a picture, or a part of it, is made less: "the wall at the top less saturated" is no word torn in two. */
const toned = new Set(
  `blue blurred blurry bright brown busy cold colorful colourful contrasty cool dark dull flat grainy green grey gray hazy noisy orange pale pink purple
  red saturated sharp shiny soft vibrant vivid warm yellow`.split(/\s+/),
);

/** Words torn in two ("un dress") are joined. */
const joined = (words: readonly string[]): string[] => {
  const isTorn = (at: number): boolean =>
    known.has(`${words[at]}${words[at + 1]}`) &&
    !(words[at + 1] === 'less' && toned.has(words[at + 2] ?? ''));
  return words.flatMap((word, at) => {
    if (at > 0 && isTorn(at - 1)) return [];
    return isTorn(at) ? [`${word}${words[at + 1]}`] : [word];
  });
};

export function textOf(given: readonly string[]): Text {
  const words = joined(given).map(meant);
  const present = new Set<string>(words);
  const entries = words.map((word, at) => {
    if (!firstWords.has(word)) return none;
    const here = new Map<string, number[]>();
    let phrase = word;
    for (let end = at + 1; end <= Math.min(words.length, at + longest); end++) {
      for (const list of listsOf.get(phrase) ?? []) {
        here.set(list, [...(here.get(list) ?? []), end]);
        present.add(`{${list}}`);
      }
      phrase += ` ${words[end]}`;
    }
    return here;
  });
  return { words, entries, present };
}

/** Goes on from `at`; the answer is where the whole pattern ends. */
type Then = (at: number) => number | undefined;
type Step = (text: Text, at: number, then: Then) => number | undefined;

/** What can be looked for before anything is tried: of each set, one word or list is in the text. */
type Needs = readonly ReadonlySet<string>[];

export interface Pattern {
  readonly needs: Needs;
  /** Where the pattern, found at `at`, ends. */
  readonly endAt: (text: Text, at: number) => number | undefined;
}

/** What patterns are made of besides the lists: each name is any of its patterns. */
export type Parts = Readonly<Record<string, readonly string[]>>;

interface Piece {
  readonly step: Step;
  readonly needs: Needs;
}

/** Reads patterns that are made of `parts`. Throws where a pattern names what there is not. */
export function patternReader(parts: Parts): (source: string) => Pattern {
  const read = new Map<string, readonly Piece[]>();

  const sequence = (source: readonly string[]): Piece => {
    const steps: Step[] = [];
    const needs: ReadonlySet<string>[] = [];
    for (let at = 0; at < source.length; at++) {
      const look = looks[source[at] ?? ''];
      if (look) at++;
      let piece: Piece;
      if (source[at] === '[') {
        const close = closing(source, at);
        piece = optional(sequence(source.slice(at + 1, close)).step);
        at = close;
      } else piece = single(source[at] ?? '');
      const times = /^\*(\d?)$/.exec(source[at + 1] ?? '');
      if (times) at++;
      const step = times ? repeated(piece.step, Number(times[1] || often)) : piece.step;
      steps.push(look ? look(step) : step);
      if (!look && !times) needs.push(...piece.needs);
    }
    const step = steps.reduceRight<Step>(
      (after, first) => (text, at, then) => first(text, at, next => after(text, next, then)),
      (_text, at, then) => then(at),
    );
    return { step, needs };
  };

  const single = (piece: string): Piece => {
    if (piece.startsWith('{')) return anyOf(piece.slice(1, -1).split('|').flatMap(choices));
    const step = signs[piece];
    if (step) return { step, needs: [] };
    const words = new Set(piece.split('|'));
    return {
      step: (text, at, then) => (words.has(text.words[at] ?? '') ? then(at + 1) : undefined),
      needs: [words],
    };
  };

  const choices = (name: string): readonly Piece[] => {
    const known = read.get(name);
    if (known) return known;
    const ways = parts[name];
    if (!ways && !Object.hasOwn(lists, name)) throw new Error(`There is no list and no part “${name}”.`);
    const made = ways
      ? ways.map(way => sequence(split(way)))
      : [{ step: entryOf(name), needs: [new Set([`{${name}}`])] }];
    read.set(name, made);
    return made;
  };

  return source => {
    const { step, needs } = sequence(split(source));
    return { needs, endAt: (text, at) => step(text, at, end => end) };
  };
}

const split = (source: string): string[] => source.match(/\{[^}]*\}|\*\d?|[[\]!&]|[^\s[\]{}*!&]+/g) ?? [];

function closing(pieces: readonly string[], open: number): number {
  let depth = 1;
  for (let at = open + 1; at < pieces.length; at++) {
    if (pieces[at] === '[') depth++;
    if (pieces[at] === ']' && --depth === 0) return at;
  }
  throw new Error(`A bracket is not closed in “${pieces.join(' ')}”.`);
}

const clauseEnd = /^(?:\.|and|then|but|please|now)$/;

const signs: Readonly<Record<string, Step>> = {
  '^': (text, at, then) => (clauseEnd.test(text.words[at - 1] ?? '.') ? then(at) : undefined),
  $: (text, at, then) => (clauseEnd.test(text.words[at] ?? '.') ? then(at) : undefined),
  _: (text, at, then) => ((text.words[at] ?? '.') === '.' ? undefined : then(at + 1)),
};

const optional = (step: Step): Piece => ({
  step: (text, at, then) => step(text, at, then) ?? then(at),
  needs: [],
});

/** What does or does not come next, and is no part of what is found. */
const looks: Readonly<Record<string, (step: Step) => Step>> = {
  '&': step => (text, at, then) => (step(text, at, end => end) === undefined ? undefined : then(at)),
  '!': step => (text, at, then) => (step(text, at, end => end) === undefined ? then(at) : undefined),
};

function repeated(step: Step, times: number): Step {
  if (times === 0) return (_text, at, then) => then(at);
  const more = repeated(step, times - 1);
  return (text, at, then) => then(at) ?? step(text, at, next => more(text, next, then));
}

function anyOf(choices: readonly Piece[]): Piece {
  const needs = choices.every(choice => choice.needs.length > 0)
    ? [new Set(choices.flatMap(choice => [...(choice.needs[0] ?? [])]))]
    : [];
  const step: Step = (text, at, then) => {
    for (const choice of choices) {
      const end = choice.step(text, at, then);
      if (end !== undefined) return end;
    }
    return undefined;
  };
  return { step, needs };
}

const entryOf =
  (list: string): Step =>
  (text, at, then) => {
    for (const end of text.entries[at]?.get(list) ?? []) {
      const whole = then(end);
      if (whole !== undefined) return whole;
    }
    return undefined;
  };
