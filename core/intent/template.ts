/** A way of saying something, written down: "get rid of {things}", "turn|make [it] {colour}". */
import type { Property, Side, Target } from '../contract/plan.ts';
import { isPunctuation, type Token } from './tokens.ts';

/** What the places of a template were found to hold. */
export interface Slots {
  thing?: Target;
  things?: Target[];
  /** A second list of things, in phrases that have two. */
  others?: Target[];
  colour?: string;
  /** Words for something that is not yet in the picture, without their article. */
  what?: string;
  where?: string;
  words?: string;
  /** What something is called: "golden hour". */
  name?: string;
  /** What is said of a thing and asks for nothing. */
  remark?: string;
  style?: string;
  format?: string;
  /** "black and white", "greyscale". */
  mono?: true;
  number?: number;
  height?: number;
  /** The width, in pixels, of a screen that has a name: "1080p", "4k". */
  screen?: number;
  /** Of one: "ninety percent" is 0.9. */
  part?: number;
  /** Of the size it has: "half", "a third", "40 percent". */
  share?: number;
  /** "twice", "3x", "four times". */
  times?: number;
  /** 1 for clockwise, −1 for the other way. */
  way?: 1 | -1;
  aspect?: string;
  /** "to the left", "at the top and bottom", "on every side". */
  side?: readonly Side[];
  change?: readonly Change[];
  /** A change said by itself: "warmer", not "cool". */
  wish?: readonly Change[];
  faults?: readonly Change[];
  measures?: readonly Measure[];
}

export interface Change {
  readonly property: Property;
  readonly amount: number;
}

/** A property by its noun: "brightness" is exposure, "darkness" is less of it. */
export interface Measure {
  readonly property: Property;
  readonly sign: 1 | -1;
}

/** How much was asked for, where it was said. */
export interface Degree {
  readonly amount: number;
  /** Said as a number, so it is meant exactly. */
  readonly exact: boolean;
}

/** No slot of these kinds takes more words. */
const widest: Partial<Record<keyof Slots, number>> = {
  format: 1,
  screen: 1,
  mono: 4,
  way: 5,
  times: 7,
  aspect: 7,
  side: 9,
  number: 9,
  height: 9,
  part: 9,
  share: 9,
  words: 10,
  name: 6,
  style: 8,
  where: 12,
  what: 14,
};

/** Slots that take long to read. */
const slow: ReadonlySet<keyof Slots> = new Set(['thing', 'things', 'others']);

/** Each reads a span of words as one kind of slot, or finds that it is none. */
export type Readers = {
  readonly [Name in keyof Slots]-?: (
    words: readonly Token[],
    degree: Degree | undefined,
  ) => NonNullable<Slots[Name]> | undefined;
};

/** For some kinds of slot, the words one of which stands in it. */
export type Endings = { readonly [Name in keyof Slots]?: ReadonlySet<string> };

/** A template is a chain of nodes; a fork is a part that may be left out. */
type Node =
  | { readonly kind: 'end' }
  | { readonly kind: 'words'; readonly words: ReadonlySet<string>; readonly next: Node }
  | { readonly kind: 'fork'; readonly inner: Node; readonly next: Node }
  | {
      readonly kind: 'slot';
      readonly slot: keyof Slots;
      /** A number for the slot's reader: slots that are read alike share what was read. */
      readonly reader: number;
      readonly next: Node;
      readonly follow: ReadonlySet<string> | undefined;
      readonly widest: number;
    };

export interface Template {
  readonly start: Node;
  /** The words one of which stands first, where a word does. */
  readonly first: ReadonlySet<string> | undefined;
  /** Of each of these, one word stands somewhere: what has none of them need not be tried. */
  readonly needs: readonly ReadonlySet<string>[];
}

export interface Match {
  readonly slots: Slots;
  /** How many words stand before the first slot: they are said once for what follows with "and". */
  readonly lead: number;
}

const end: Node = { kind: 'end' };

/** `[…]` may be left out, `a|b` is either word, `{x}` is a slot. Throws where brackets do not match or a slot has no reader. */
export function compile(text: string, readers: Readers, endings: Endings): Template {
  const kinds = [...new Set(Object.values<unknown>(readers))];
  const parts = text.match(/\[|\]|\{\w+\}|[^\s[\]]+/g) ?? [];
  const build = (from: number, to: number, next: Node): Node => {
    if (from >= to) return next;
    const part = parts[to - 1] ?? '';
    if (part === ']') {
      let [open, depth] = [to - 2, 1];
      for (; open >= from; open--) {
        if (parts[open] === ']') depth++;
        if (parts[open] === '[' && --depth === 0) break;
      }
      if (open < from) throw new Error(`A bracket is not opened in “${text}”.`);
      return build(from, open, { kind: 'fork', inner: build(open + 1, to - 1, next), next });
    }
    const slot = /^\{(\w+)\}$/.exec(part)?.[1];
    if (slot === undefined)
      return build(from, to - 1, { kind: 'words', words: new Set(part.split('|')), next });
    if (!isSlot(slot, readers)) throw new Error(`{${slot}} in “${text}” has no reader.`);
    return build(from, to - 1, {
      kind: 'slot',
      slot,
      reader: kinds.indexOf(readers[slot]),
      next,
      follow: firstOf(next),
      widest: widest[slot] ?? Infinity,
    });
  };
  const start = build(0, parts.length, end);
  return { start, first: firstOf(start), needs: neededIn(start, endings) };
}

const isSlot = (name: string, readers: Readers): name is keyof Slots => Object.hasOwn(readers, name);

/** The words that may stand first, or nothing where a slot may, or the end. */
function firstOf(node: Node): ReadonlySet<string> | undefined {
  if (node.kind === 'words') return node.words;
  if (node.kind !== 'fork') return undefined;
  const [inner, next] = [firstOf(node.inner), firstOf(node.next)];
  return inner && next && new Set([...inner, ...next]);
}

function neededIn(node: Node, endings: Endings): ReadonlySet<string>[] {
  const needs: ReadonlySet<string>[] = [];
  for (let at = node; at.kind !== 'end'; at = at.next) {
    const need = at.kind === 'words' ? at.words : at.kind === 'slot' ? endings[at.slot] : undefined;
    if (need) needs.push(need);
  }
  return needs;
}

/** What spans of one clause were read as, so that each is read once. */
export type Spans = Map<number, unknown>;

/** Where `template` says all of `tokens`. The shortest words for each slot, from the left, win. */
export function match(
  template: Template,
  tokens: readonly Token[],
  readers: Readers,
  degree: Degree | undefined,
  spans: Spans,
): Match | undefined {
  const valueOf = (kind: number, slot: keyof Slots, from: number, to: number): unknown => {
    const key = (kind * 64 + from) * 64 + to;
    if (!spans.has(key)) spans.set(key, readers[slot](tokens.slice(from, to), degree));
    return spans.get(key);
  };
  const walk = (node: Node, at: number): Match | undefined => {
    if (node.kind === 'fork') return walk(node.inner, at) ?? walk(node.next, at);
    const here = pastPunctuation(tokens, at);
    if (node.kind === 'end') return here === tokens.length ? { slots: {}, lead: tokens.length } : undefined;
    if (node.kind === 'words')
      return node.words.has(tokens[here]?.low ?? '') ? walk(node.next, here + 1) : undefined;
    const shortest = node.next.kind === 'end' ? tokens.length : here + 1;
    const furthest = Math.min(tokens.length, here + node.widest);
    for (let to = shortest; to <= furthest && to > here; to++) {
      const after = tokens[to]?.low ?? '';
      if (node.follow && !node.follow.has(after) && !isPunctuation(after)) continue;
      // A thing takes longest to read: whether what follows it fits is found out before.
      const before = slow.has(node.slot) ? walk(node.next, to) : undefined;
      if (!before && slow.has(node.slot)) continue;
      const value = valueOf(node.reader, node.slot, here, to);
      const rest = value === undefined ? undefined : (before ?? walk(node.next, to));
      if (rest) return { slots: { ...rest.slots, [node.slot]: value }, lead: at };
    }
    return undefined;
  };
  return walk(template.start, 0);
}

function pastPunctuation(tokens: readonly Token[], at: number): number {
  let here = at;
  while (here < tokens.length && isPunctuation(tokens[here]?.low ?? '')) here++;
  return here;
}
