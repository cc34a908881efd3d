/** What to offer for a picture: a few quiet chips, each with its reasons. */
import type { Look } from '../contract/look.ts';
import type { Scene } from '../contract/scene.ts';
import type { Taste } from '../contract/taste.ts';
import { hasAlready } from './already.ts';
import { apply, type Applied, type Card, type Group } from './card.ts';
import { doingText, type Doing } from './doing.ts';
import { factsOf, type Fact, type Facts } from './facts.ts';
import { kindsOf, type Kind } from './kinds.ts';
import { emptyTaste, explain, suits } from './profile.ts';
import { recall } from './recall.ts';
import { cited } from './sources.ts';
import { tasteOf, type Direction } from './taste.ts';

export interface Suggestion {
  /** Of the card: what is remembered when it is dismissed. */
  readonly id: string;
  readonly group: Group;
  /** What is said to the bar when it is taken. */
  readonly ask: string;
  readonly why: string;
  /** “Ansel Adams, “The Negative”, 1981”. */
  readonly source: string;
  /** Why it is offered here and to this person. The first is the card's own. */
  readonly reasons: readonly string[];
  /** The region that it is about, where it is about one. */
  readonly region?: number;
  /** What a profile learns from when it is kept, undone, dismissed or exported. */
  readonly directions: readonly Direction[];
  readonly score: number;
}

export interface Asked {
  readonly look: Look;
  /** Without, only what needs no thing is offered. */
  readonly scene?: Scene;
  /** Kinds of thing that are in it, wherever they are. */
  readonly shown?: readonly Kind[];
  /** The same list each time: what they say is read once. */
  readonly cards: readonly Card[];
  /** Which of them may be offered now. */
  readonly takes?: (card: Card) => boolean;
  /** Ids that are never offered again. */
  readonly dismissed?: ReadonlySet<string>;
  /** Ids of those that are offered already: what is added to them is unlike them. */
  readonly beside?: ReadonlySet<string>;
  /** How often each was offered before. */
  readonly offered?: ReadonlyMap<string, number>;
  readonly taste?: Taste;
  /** What was said of this picture lately: it leads to what is spoken of. */
  readonly said?: string;
  /** Whether a provider is there to do what the device cannot. */
  readonly hosted?: boolean;
}

/** At most so many in all, of one group, and of one operation; of what adjusts, which may do nine things, one more. */
export const most = 5;
const ofOneGroup = 2;
const ofOneOperation = (op: Doing['op'] | undefined): number => (op === 'adjust' ? 3 : 2);

/** Carbonell and Goldstein, "The Use of MMR", 1998: what merit counts for against being different. */
const merit = 0.7;

/** A taste that is wholly for it makes a suggestion 4.5 times as good, and one that is wholly against it as much worse. */
const tasteCounts = 1.5;

/** What the words of the scene add, and what is left of a suggestion for each time that it was offered, and for each one like it that was dismissed. */
const wordsCount = 0.4;
const again = 0.7;
const unlike = 0.6;

interface Candidate extends Applied {
  readonly directions: readonly Direction[];
  readonly score: number;
}

/** Up to five, with those beside them; the best first, and the same for the same question. */
export function suggest(asked: Asked): Suggestion[] {
  const { taste = emptyTaste, beside = new Set() } = asked;
  const facts = factsOf(asked.look, asked.scene, asked.shown);
  return diverse(candidatesOf(asked, facts, taste), beside).map(
    ({ card, ask, region, directions, score }) => {
      const because = explain(taste, directions);
      return {
        id: card.id,
        group: card.group,
        ask,
        why: card.why,
        source: cited(card.source),
        reasons: [card.why, ...seen(card, facts), ...(because === undefined ? [] : [because])],
        ...(region ? { region: region.id } : {}),
        directions,
        score,
      };
    },
  );
}

/** All that may be offered, the best first. */
function candidatesOf(
  { scene, cards, takes = () => true, dismissed = new Set(), offered, said = '', hosted = false }: Asked,
  facts: Facts,
  taste: Taste,
): Candidate[] {
  const words = [...(scene?.regions ?? []).map(({ label = '' }) => label), said].join(' ');
  const near = recall(
    cards,
    words,
    card => !dismissed.has(card.id) && (hosted || card.hosted !== true) && takes(card),
  );
  const refused = cards.filter(({ id }) => dismissed.has(id)).map(effect);
  const list: Candidate[] = [];
  for (const [card, close] of near) {
    const applied = apply(card, facts);
    if (!applied || hasAlready(applied, facts)) continue;
    const directions = tasteOf(card.does, applied.region ? kindsOf(applied.region.label ?? '') : []);
    const like = refused.filter(one => one === effect(card)).length;
    const fresh = again ** (offered?.get(card.id) ?? 0) * unlike ** like;
    const liked = Math.exp(tasteCounts * suits(taste, directions));
    list.push({ ...applied, directions, score: applied.fit * (1 + wordsCount * close) * fresh * liked });
  }
  return list.sort((one, other) => other.score - one.score || (one.card.id < other.card.id ? -1 : 1));
}

const effect = ({ does }: Card): string => does.map(doingText).join(', ');

/** The best, then again and again the best that is unlike what is chosen, or stands beside it. */
function diverse(candidates: readonly Candidate[], beside: ReadonlySet<string>): Candidate[] {
  const chosen = candidates.filter(({ card }) => beside.has(card.id));
  const left = candidates.filter(({ card }) => !beside.has(card.id));
  const fresh: Candidate[] = [];
  const top = left[0]?.score ?? 1;
  while (chosen.length < most) {
    let [best, at] = [-Infinity, -1];
    left.forEach((candidate, i) => {
      if (!mayJoin(candidate, chosen)) return;
      const like = chosen.reduce((nearest, other) => Math.max(nearest, alike(candidate, other)), 0);
      const value = merit * (candidate.score / top) - (1 - merit) * like;
      if (value > best) [best, at] = [value, i];
    });
    const [next] = at < 0 ? [] : left.splice(at, 1);
    if (!next) break;
    chosen.push(next);
    fresh.push(next);
  }
  return fresh;
}

function mayJoin({ card, ask, region }: Candidate, chosen: readonly Candidate[]): boolean {
  const count = (is: (other: Candidate) => boolean): number => chosen.filter(is).length;
  const op = first({ card })?.op;
  return (
    count(other => other.card.group === card.group) < ofOneGroup &&
    count(other => first(other)?.op === op) < ofOneOperation(op) &&
    !chosen.some(
      other =>
        other.ask === ask ||
        (region === undefined && other.region === undefined && clashes(other.card, card)) ||
        (region !== undefined && other.region?.id === region.id),
    )
  );
}

const first = ({ card }: { readonly card: Card }): Doing | undefined => card.does[0];

/** One would do what the other does, or take it back. */
const clashes = (one: Card, other: Card): boolean =>
  effect(one) === effect(other) || contrary(one.does, other.does);

const contrary = (one: readonly Doing[], other: readonly Doing[]): boolean =>
  one.some(
    a =>
      a.op === 'adjust' &&
      other.some(b => b.op === 'adjust' && a.property === b.property && a.sign !== b.sign),
  ) ||
  // Two backgrounds, two shapes: only one of them can be.
  (one[0]?.op === other[0]?.op && /^(background|crop|extend|rotate|flip)$/.test(one[0]?.op ?? ''));

/** From 0 to 1. */
function alike(one: Candidate, other: Candidate): number {
  const ours = one.card.does.map(doingText);
  const theirs = other.card.does.map(doingText);
  const shared = ours.filter(doing => theirs.includes(doing)).length;
  const both = shared / (ours.length + theirs.length - shared);
  const kind = first(one)?.op === first(other)?.op ? 0.35 : 0;
  return Math.max(kind, 0.7 * Math.sqrt(both)) + (one.card.group === other.card.group ? 0.25 : 0);
}

/** What was seen in the picture that the card asks for. */
function seen({ needs }: Card, facts: Facts): string[] {
  const told = (needs.is ?? []).flatMap(fact => says[fact] ?? []);
  const things = (needs.has ?? []).filter(kind => facts.kinds.has(kind));
  return [
    ...(told.length > 0 ? [`The picture ${told.join(' and ')}.`] : []),
    ...(things.length > 0 ? [`There is ${things.map(some).join(' and ')} in it.`] : []),
  ];
}

const some = (kind: Kind): string =>
  /^(food|water|sky)$/.test(kind) ? kind : `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;

/** How a fact is told to a person. What is not told here goes without saying. */
const says: Readonly<Partial<Record<Fact, string>>> = {
  dark: 'is rather dark',
  bright: 'is rather bright',
  flat: 'has little contrast',
  contrasty: 'has much contrast',
  hazy: 'lies under a haze',
  'blocked shadows': 'has shadows without detail',
  'clipped highlights': 'has highlights without detail',
  'low key': 'is dark with a few lights',
  'high key': 'is light all over',
  backlit: 'was taken against the light',
  warm: 'has a warm cast',
  cool: 'has a cool cast',
  magenta: 'leans to magenta',
  green: 'leans to green',
  colourful: 'has strong colours',
  'too colourful': 'has very strong colours',
  muted: 'has weak colours',
  'one hue': 'is mostly of one hue',
  'many hues': 'has many hues',
  clashing: 'has hues that clash',
  soft: 'is a little soft',
  noisy: 'is noisy',
  tilted: 'leans',
  crowded: 'is full',
  empty: 'has much empty space',
  'small subject': 'has a small subject',
  symmetric: 'is symmetrical',
};
