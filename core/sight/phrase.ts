/** What a thing that was said asks for: its name, its colour, its place among others, how many. */
import type { Side, Target } from '../contract/plan.ts';
import { colourNamed } from '../colour/names.ts';
import type { Axis, Criterion, Rank } from './criterion.ts';
import { isAnything, isPlural } from './names.ts';
import { axisFrom, groundNamed, isFiller, isMiddle, isPlaceWord, placesIn, sideNamed } from './places.ts';
import { compares, relationIn, type Relation } from './relations.ts';
import { measureOf } from './sizes.ts';

export interface Phrase {
  /** Empty where any region may be meant: "the red thing". */
  readonly name: string;
  readonly colour?: string;
  /** Places, sizes and orders. */
  readonly criteria: readonly Criterion[];
  readonly relation?: Relation;
  /** Of those nearest to the other thing; nothing where several are meant, and it is not said how many. */
  readonly nearest?: Rank;
  /** How many: "the two lamps". */
  readonly count?: number;
  /** Whether several may be meant. */
  readonly several: boolean;
  /** A part of the picture, "the middle", "the left half": all that is there. */
  readonly isPart: boolean;
  /** "the other one": not what was spoken of last. */
  readonly others: boolean;
  /** "the tiny one" may be a speck. */
  readonly sized: boolean;
}

const numbers = 'zero one two three four five six seven eight nine ten'.split(' ');

const wordsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}'-]+/gu) ?? []).map(word => word.replace(/-hand$/, ''));

export function phraseOf(target: Target): Phrase {
  const text = togetherIn(target);
  const relation = relationOf(target, text);
  const isPeople = target.noun === undefined && /^(every|any)(one|body)\b/.test(text);
  const { name, colour: inNoun, moved } = nameOf(wordsOf(isPeople ? 'people' : (target.noun ?? '')));
  const colour = target.color ?? inNoun;
  const said = wordsOf(relation === undefined ? text : text.slice(0, text.lastIndexOf(relation.said)));
  const ground = groundIn(moved);
  const own = replaced(
    replaced(said, wordsOf(target.color ?? ''), []),
    wordsOf(target.noun ?? ''),
    ground ? [] : moved.flatMap(asPlace),
  );
  const count = countIn(own);
  const sizes = sizesIn([...wordsOf(target.size ?? ''), ...own]);
  const several =
    target.all === true ||
    (count ?? 1) > 1 ||
    own.some(word => /^(ones|these|those|them)$/.test(word)) ||
    isPlural(wordsOf(target.noun ?? '').at(-1) ?? '');
  const isNearest = relation !== undefined && compares(relation.kind);
  const { ordinal, ...rest } = target;
  return {
    name,
    ...(colour === undefined ? {} : { colour }),
    criteria: [
      ...(ground ? [ground] : []),
      ...comparisons(isNearest ? rest : target, own, sizes, relation !== undefined, count),
    ],
    ...(relation === undefined ? {} : { relation }),
    ...(isNearest && (!several || count !== undefined) ? { nearest: rankOf(ordinal ?? 1, count ?? 1) } : {}),
    ...(count === undefined ? {} : { count }),
    several,
    isPart:
      colour === undefined &&
      sizes.length === 0 &&
      target.ordinal === undefined &&
      relation === undefined &&
      part.test(target.noun ?? ''),
    others: said.some(word => /^(others?|another|else|rest|remaining)$/.test(word)),
    sized: sizes.length > 0,
  };
}

/** "the nearest chair to the window" as "the chair nearest to the window": a relation is one stretch of words. */
function togetherIn({ text, position = '' }: Target): string {
  const low = text.toLowerCase();
  const [, superlative = '', rest = ''] = /^([\p{L}]+) (.+)$/u.exec(position.toLowerCase()) ?? [];
  const [at, end] = [low.indexOf(`${superlative} `), low.lastIndexOf(` ${rest}`)];
  if (superlative === '' || low.includes(position.toLowerCase()) || at < 0 || end < at) return low;
  return `${low.slice(0, at)}${low.slice(at + superlative.length + 1, end)} ${superlative}${low.slice(end)}`;
}

/** Where the parser found no place but a side of the picture, only "left of …" may still stand in the text, or "the biggest of …". */
function relationOf({ position, noun }: Target, text: string): Relation | undefined {
  const placed = relationIn(position?.toLowerCase() ?? '');
  if (placed && text.includes(placed.said)) return placed;
  const beside = /\b(?:left|right) of .+$/.exec(text);
  const [only, ...more] = wordsOf(noun ?? '');
  const among = only !== undefined && more.length === 0 && isSuperlative(only) ? /\bof .+$/.exec(text) : null;
  return relationIn((beside ?? among)?.[0] ?? '');
}

const part = /^(middle|cent(er|re)|top|bottom|left|right|half|third|side|corner)$/i;

/** "the middle" is a place; "the middle one" stands between others. */
const asPlace = (word: string): readonly string[] => (isMiddle(word) ? ['in', 'the', word] : [word]);

const isSuperlative = (word: string): boolean =>
  measureOf(word)?.grade === 'most' || (isPlaceWord(word) && /(most|est)$/.test(word));

/** "thing left" and "lowest thing" are things, "foreground" is a place: what is no name is `moved`. */
function nameOf(noun: readonly string[]): {
  readonly name: string;
  /** In "lowest blue one". */
  readonly colour?: string;
  readonly moved: readonly string[];
} {
  const [only] = noun;
  if (noun.length === 1 && only !== undefined && (groundNamed(only) || sideNamed(only) !== undefined))
    return { name: '', moved: noun };
  const isMoved = (word: string, index: number): boolean =>
    isSuperlative(word) ||
    (index > 0 &&
      (sideNamed(word) !== undefined || /^(far|farther|farthest|further|furthest)$/.test(word))) ||
    /^(multi)?colou?rful$|^(corner|middle|centre|center|edge)s?$/.test(word);
  const kept = noun.filter((word, index) => !isMoved(word, index));
  const moved = noun.filter(isMoved);
  if (!isAnything(kept.at(-1) ?? '')) return { name: kept.join(' '), moved };
  const name = kept.slice(0, -1).join(' ');
  return colourNamed(name) === undefined ? { name, moved } : { name: '', colour: name, moved };
}

/** `words` with `other` in the first place where all of `part` stand together. */
function replaced(
  words: readonly string[],
  part: readonly string[],
  other: readonly string[],
): readonly string[] {
  if (part.length === 0) return words;
  const at = words.findIndex((_, index) => part.every((word, offset) => words[index + offset] === word));
  return at < 0 ? words : [...words.slice(0, at), ...other, ...words.slice(at + part.length)];
}

function countIn(words: readonly string[]): number | undefined {
  for (const word of words) {
    const count = /^\d{1,2}$/.test(word) ? Number(word) : numbers.indexOf(word);
    if (count > 1) return count;
    if (/^(both|couple|pair)$/.test(word)) return 2;
  }
  return undefined;
}

const groundIn = (words: readonly string[]): Criterion | undefined =>
  words.map(groundNamed).find(found => found !== undefined);

/** Of places, sizes and an ordinal. The ordinal counts along what is said in the superlative, else from the side that is said, else from the left. */
function comparisons(
  { position, ordinal }: Target,
  own: readonly string[],
  sizes: readonly Criterion[],
  related: boolean,
  count: number | undefined,
): Criterion[] {
  const from = ordinal === undefined ? undefined : sideFrom(own);
  const spoken = placesIn(from === undefined ? own : own.slice(0, from.at));
  const positioned = related || from !== undefined || spoken.length > 0 ? [] : wordsOf(position ?? '');
  const all = [...spoken, ...placesIn(positioned), ...sizes];
  const least = { first: 1, last: Math.max(1, count ?? 1) };
  const counted = all.map(one => (isRanked(one.rank) ? { ...one, rank: least } : one));
  if (ordinal === undefined || ordinal === 0 || !Number.isInteger(ordinal)) return counted;
  const along = counted.find(one => isRanked(one.rank));
  const axis = along?.axis ?? axisFrom(from?.side ?? 'left');
  const nth = rankOf(ordinal, least.last);
  const order: Criterion = {
    reason: `number ${Math.abs(ordinal)}${ordinal < 0 ? ' from the end' : ''}, ${along?.reason ?? `from the ${from?.side ?? 'left'}`}`,
    axis: ordinal < 0 ? reversed(axis) : axis,
    rank: nth,
  };
  return [...counted.filter(one => one !== along), order];
}

const isRanked = (rank: Rank | undefined): boolean => rank !== undefined && rank !== 'middle';

/** "the second", "the first two", "the last two": from the end, where the ordinal is below 0. */
function rankOf(ordinal: number, count: number): Rank {
  const nth = Math.abs(ordinal);
  return { first: nth, last: nth === 1 ? count : nth };
}

const reversed = (axis: Axis): Axis => ({ ...axis, at: region => -axis.at(region) });

/** "from the left", and the index of its "from". */
function sideFrom(words: readonly string[]): { side: Side; at: number } | undefined {
  const at = words.lastIndexOf('from');
  const rest = words.slice(at + 1);
  const side = sideNamed(rest.find(word => !isFiller(word) && word !== 'far') ?? '');
  return at < 0 || side === undefined ? undefined : { side, at };
}

function sizesIn(words: readonly string[]): Criterion[] {
  return [...new Set(words)].flatMap(word => {
    const measure = measureOf(word);
    if (!measure) return [];
    const { axis, grade } = measure;
    const rank: Rank | undefined =
      grade === 'most' ? { first: 1, last: 1 } : grade === 'middle' ? 'middle' : undefined;
    return [{ reason: word, axis, ...(rank === undefined ? {} : { rank }) }];
  });
}
