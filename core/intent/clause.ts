/** One clause: the words of one request, without the politeness around it. */
import type { Edit, Target } from '../contract/plan.ts';
import { withoutDegree } from './degree.ts';
import { bare, openings, reordered, trimEnd } from './manners.ts';
import { phrases } from './phrases/index.ts';
import type { Phrase, Reading } from './reading.ts';
import { anyNumber, isOfNumber } from './numbers.ts';
import { endings, readers } from './readers.ts';
import { compile, match, type Degree, type Spans, type Template } from './template.ts';
import { nearestVerb } from './spelling.ts';
import { isWhole, readTargets } from './target.ts';
import { exceptions } from './words.ts';
import { lows, said, trimmed, type Token } from './tokens.ts';

interface Entry {
  readonly phrase: Phrase;
  readonly template: Template;
  readonly order: number;
}

const entries: readonly Entry[] = phrases
  .flatMap(phrase => phrase.say.map(text => ({ phrase, template: compile(text, readers, endings) })))
  .map((entry, order) => ({ ...entry, order }));

/** By first word; those that begin with a slot apart, by a word that they need. */
const byFirst = new Map<string, Entry[]>();
const byNeed = new Map<string, Entry[]>();
const open: Entry[] = [];
for (const entry of entries) {
  const { first, needs } = entry.template;
  const [map, keys] = first ? [byFirst, first] : [byNeed, needs[0] ?? []];
  for (const key of keys) {
    const list = map.get(key);
    if (list) list.push(entry);
    else map.set(key, [entry]);
  }
  if (!first && needs.length === 0) open.push(entry);
}

export interface Clause extends Reading {
  /** The words before the first slot: "get rid of", "make". */
  readonly verb: readonly Token[];
  /** A verb alone: what it is done to is still to be said. */
  readonly alone: boolean;
}

/** What was read already: by the first token, which belongs to one sentence, and the number of those that follow it there. */
const memory = new WeakMap<Token, Map<number, Clause | null>>();

/** All of `tokens` as one clause, or nothing. They are a stretch of one sentence, whole, or begin with a token of their own. */
export function readClause(tokens: readonly Token[]): Clause | undefined {
  const words = trimmed(tokens);
  const [first] = words;
  if (!first || words.length > 44) return undefined;
  const known = memory.get(first)?.get(words.length);
  if (known !== undefined) return known ?? undefined;
  const clause = excepting(words) ?? readWhole(words) ?? respelt(words);
  const lengths = memory.get(first) ?? new Map<number, Clause | null>();
  memory.set(first, lengths.set(words.length, clause ?? null));
  return clause;
}

const whole = /^(all|every|everything|everyone|everybody|each|both|any|anything|whole|entire)$/;
/** These spare something of whatever was said before; "but" and "not" only of all. */
const plainly = /^(except|apart|aside|excluding|save)$/;
/** "paint all the walls blue except the left one", "make it darker except for the sky": what is spared stands at the end. */
function excepting(words: readonly Token[]): Clause | undefined {
  const all = words.findIndex(({ low }) => whole.test(low));
  for (const mark of exceptions) {
    if (all < 0 && !plainly.test(mark[0] ?? '')) continue;
    const at = words.findIndex(
      (_, index) => index > all && mark.every((word, offset) => words[index + offset]?.low === word),
    );
    if (at < 0) continue;
    const tail = trimmed(words.slice(at + mark.length, pictureAt(words)));
    const clause =
      (readTargets(tail) ?? /^(me|us|myself|ourselves)$/.test(tail[0]?.low ?? '')) &&
      readClause(words.slice(0, at));
    if (!clause || clause.topic) continue;
    const spared = said(/^(the|a|an)$/.test(tail[0]?.low ?? '') ? tail.slice(1) : tail);
    const edits = clause.edits.map(edit => without(edit, ` ${mark.join(' ')} ${said(tail)}`, spared));
    return edits.includes(undefined) ? undefined : { ...clause, edits: edits.flatMap(edit => edit ?? []) };
  }
  return undefined;
}

/** Where "from the picture" begins, which is no place; the length where it does not stand at the end. */
function pictureAt(words: readonly Token[]): number {
  const at = words.length - 3;
  return at > 0 &&
    /^from (the|this|that|my|our) (picture|photo|image|shot|scene)$/.test(lows(words.slice(at)))
    ? at
    : words.length;
}

function without(edit: Edit, words: string, spared: string): Edit | undefined {
  const target = 'target' in edit ? edit.target : undefined;
  if ((edit.op === 'adjust' || edit.op === 'blur') && (!target || isWhole(target)))
    return { ...edit, target: { text: `everything${words}`, all: true, except: spared } };
  if (
    !target ||
    !('target' in edit) ||
    !(target.all === true || isMany(target)) ||
    target.except !== undefined
  )
    return undefined;
  return { ...edit, target: { ...target, text: target.text + words, all: true, except: spared } };
}

/** "the chairs", of which one may be spared. */
const isMany = ({ noun = '', ordinal }: Target): boolean =>
  ordinal === undefined && /([^su]s|people|men|women|children|feet|teeth)$/.test(noun);

/**
 * All of `words`, or what is left of them without the manners around. A thing spoken of is the last that they are: "getting rid of the bags"
 * asks.
 */
function readWhole(words: readonly Token[]): Clause | undefined {
  const read = first([0, ...openings(words)], start => asked(trimmed(words.slice(start))));
  if (read && !read.topic) return read;
  const end = trimEnd(words);
  return (end > 0 && end < words.length ? readClause(words.slice(0, end)) : undefined) ?? read;
}

/** As an order or a statement, or as what is asked for after "would you mind". */
function asked(words: readonly Token[]): Clause | undefined {
  if (words.length === 0) return undefined;
  const order = bare(words);
  const turned = reordered(words);
  return first([words, ...(order === words ? [] : [order]), ...(turned ? [turned] : [])], readWords);
}

/** The first of the readings that is more than a thing spoken of; if there is none, the first. */
function first<T>(ways: readonly T[], read: (way: T) => Clause | undefined): Clause | undefined {
  let topic: Clause | undefined;
  for (const way of ways) {
    const found = read(way);
    if (found && !found.topic) return found;
    topic ??= found;
  }
  return topic;
}

/** With the verb it begins with spelled as it was meant: "remvoe the lamp". */
function respelt(words: readonly Token[]): Clause | undefined {
  const [first, ...rest] = words;
  const meant = first && nearestVerb(first.low);
  return meant === undefined ? undefined : readWords([{ text: meant, low: meant }, ...rest]);
}

function readWords(words: readonly Token[]): Clause | undefined {
  const measured = withoutDegree(words);
  const graded =
    measured && measured.rest.length > 0 ? best(trimmed(measured.rest), measured.degree) : undefined;
  // A degree belongs to an adjustment; in any other order it may be part of what is said ("by fifty percent").
  if (graded?.edits.length && graded.edits.every(edit => edit.op === 'adjust')) return graded;
  return best(words, undefined) ?? graded;
}

function best(words: readonly Token[], degree: Degree | undefined): Clause | undefined {
  const spans: Spans = new Map();
  const said = new Set(words.map(({ low }) => low));
  if (words.some(({ low }) => isOfNumber(low))) said.add(anyNumber);
  const possible = ({ template }: Entry): boolean => template.needs.every(need => overlap(need, said));
  const candidates = new Set([...(byFirst.get(words[0]?.low ?? '') ?? []), ...open].filter(possible));
  for (const low of said)
    for (const entry of byNeed.get(low) ?? []) if (possible(entry)) candidates.add(entry);
  for (const { phrase, template } of [...candidates].sort((one, other) => one.order - other.order)) {
    const found = match(template, words, readers, degree, spans);
    const reading = found && phrase.mean(found.slots, degree);
    if (reading)
      return {
        ...reading,
        verb: words.slice(0, found.lead === words.length ? 1 : found.lead),
        alone: words.length === 1,
      };
  }
  return undefined;
}

function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  if (other.size < one.size) return overlap(other, one);
  for (const word of one) if (other.has(word)) return true;
  return false;
}
