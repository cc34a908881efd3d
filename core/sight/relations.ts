/** Where a thing is beside another: "next to the sofa", "left of the red lamp", "between the plate and the fork". */
import type { Region, Scene } from '../contract/scene.ts';
import { rising, type Criterion, type Rank } from './criterion.ts';
import { elsewhere, isFiller, isPlaceWord } from './places.ts';

export type RelationKind =
  | 'left'
  | 'right'
  | 'above'
  | 'below'
  | 'on'
  | 'in'
  | 'beside'
  | 'behind'
  | 'front'
  | 'between'
  | 'among'
  | 'nearest'
  | 'furthest';

export interface Relation {
  readonly kind: RelationKind;
  /** All of it: "next to the sofa". */
  readonly said: string;
  /** The other thing, as said: "the sofa". */
  readonly other: string;
}

const phrases: readonly [RegExp, RelationKind][] = [
  [/\b(?:in )?between\b/, 'between'],
  [/\bof\b/, 'among'],
  [/\b(?:nearest|closest)(?: to)?\b/, 'nearest'],
  [/\b(?:furthest|farthest)(?: away)? from\b/, 'furthest'],
  [/\b(?:to |on )?(?:the )?left(?:-hand)?(?: side)? of\b/, 'left'],
  [/\b(?:to |on )?(?:the )?right(?:-hand)?(?: side)? of\b/, 'right'],
  [/\b(?:on|at) (?:the )?top of\b|\btop of\b|\batop\b|\b(?:up)?on\b/, 'on'],
  [/\b(?:in )?front of\b/, 'front'],
  [/\b(?:right )?behind\b/, 'behind'],
  [/\b(?:above|over)\b/, 'above'],
  [/\b(?:below|beneath|under|underneath|bottom of)\b/, 'below'],
  [/\b(?:inside|within|in|(?:middle|centre|center) of)\b/, 'in'],
  [
    /\b(?:next to|next|beside|besides|by|near to|near|close to|close|against|alongside|along|around|at|opposite|across from)\b/,
    'beside',
  ],
];

/** The relation that `text` begins with. Nothing where it only names a side of the picture. */
export function relationIn(text: string): Relation | undefined {
  for (const [phrase, kind] of phrases) {
    const match = phrase.exec(text);
    if (match?.index !== 0) continue;
    const other = text.slice(match[0].length).trim();
    const words = other.split(/\s+/).filter(word => word !== '');
    if (words.length > 0 && !words.every(word => isFiller(word) || isPlaceWord(word)))
      return { kind, said: text, other };
  }
  return undefined;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** In shares of the picture. */
interface Extent {
  readonly x: Span;
  readonly y: Span;
}

const extentOf = ({ box }: Region, { width, height }: Scene): Extent => ({
  x: { from: box.x / width, to: (box.x + box.width) / width },
  y: { from: box.y / height, to: (box.y + box.height) / height },
});

/** 0 where they overlap. */
const gap = (one: Span, other: Span): number => Math.max(0, one.from - other.to, other.from - one.to);

const overlap = (one: Span, other: Span): number =>
  Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));

const size = ({ from, to }: Span): number => to - from;
const middleOf = ({ from, to }: Span): number => (from + to) / 2;

/** In shares of the picture: so far aside, and so far away, a relation is said one e-th as often. Nobody says of the sofa's lamp that it is by the door. */
const aside = 0.1;
const apart = 0.3;

/** The border between above and below, and between left and right. */
const soft = 0.03;

/** Before the other one along an axis, not far away and not far aside. */
const before = (one: Span, other: Span, oneAcross: Span, otherAcross: Span): number =>
  rising(middleOf(other) - middleOf(one), 0, soft) *
  Math.exp(-gap(one, other) / apart) *
  Math.exp(-gap(oneAcross, otherAcross) / aside);

const touching = (a: Extent, b: Extent): number =>
  Math.exp(-Math.hypot(gap(a.x, b.x), gap(a.y, b.y)) / aside);

/** The part of `a` that lies within `b`. */
const inside = (a: Extent, b: Extent): number =>
  (overlap(a.x, b.x) * overlap(a.y, b.y)) / Math.max(1e-9, size(a.x) * size(a.y));

function fit(kind: Exclude<RelationKind, Ordering | 'between' | 'among'>, a: Extent, b: Extent): number {
  switch (kind) {
    case 'left':
      return before(a.x, b.x, a.y, b.y);
    case 'right':
      return before(b.x, a.x, a.y, b.y);
    case 'above':
      return before(a.y, b.y, a.x, b.x);
    case 'below':
      return before(b.y, a.y, a.x, b.x);
    case 'on':
      return Math.max(inside(a, b), before(a.y, b.y, a.x, b.x) * touching(a, b));
    case 'in':
      return inside(a, b);
    case 'beside':
      return touching(a, b);
    // What is behind another is seen above it, or looks out beside it.
    case 'behind':
      return rising(b.y.to - a.y.to, 0, soft) * touching(a, b);
    case 'front':
      return rising(a.y.to - b.y.to, 0, soft) * touching(a, b);
  }
}

/** On the way from one to the other, and about half-way. */
function between(a: Extent, one: Extent, other: Extent): number {
  const [fromX, toX] = [middleOf(one.x), middleOf(other.x)];
  const [fromY, toY] = [middleOf(one.y), middleOf(other.y)];
  const off = Math.hypot(middleOf(a.x) - (fromX + toX) / 2, middleOf(a.y) - (fromY + toY) / 2);
  const reach = Math.max(aside, Math.hypot(toX - fromX, toY - fromY) / 2);
  return Math.exp(-((off / (reach * 0.6)) ** 2));
}

/** Which of two lies nearer is just seen, and is plain. */
const nearer = { tie: 0.02, reach: 0.12 };

/** Of two that touch the other thing, the one whose middle is nearer is. */
const byMiddle = 0.2;

const away = (a: Extent, b: Extent): number =>
  Math.hypot(gap(a.x, b.x), gap(a.y, b.y)) +
  byMiddle * Math.hypot(middleOf(a.x) - middleOf(b.x), middleOf(a.y) - middleOf(b.y));

type Ordering = 'nearest' | 'furthest';

/** Whether it tells regions apart only by comparing them. */
export const compares = (kind: RelationKind): kind is Ordering => kind === 'nearest' || kind === 'furthest';

/** What the relation asks of regions among each other. `rank`: which in that order, where one or so many are meant. */
export function relationOrder(
  { kind, said }: Relation,
  others: readonly Region[],
  scene: Scene,
  rank: Rank | undefined,
): Criterion | undefined {
  if (!compares(kind)) return undefined;
  const sign = kind === 'nearest' ? 1 : -1;
  const extents = others.map(other => extentOf(other, scene));
  const at = (region: Region): number => {
    const own = extentOf(region, scene);
    return sign * Math.min(...extents.map(extent => away(own, extent)));
  };
  return {
    reason: said,
    axis: { at, ...nearer },
    ...(rank === undefined ? {} : { rank }),
  };
}

/** How well a region fits the relation to `others`, from 0 to 1: to any of them, or between any two. */
export function relationFit(
  kind: RelationKind,
  others: readonly Region[],
  scene: Scene,
): (region: Region) => number {
  const extents = others.map(other => extentOf(other, scene));
  const ids = new Set(others.map(({ id }) => id));
  return region => {
    if (kind === 'among') return ids.has(region.id) ? 1 : 0;
    if (ids.has(region.id)) return 0;
    if (compares(kind)) return 1;
    const own = extentOf(region, scene);
    const best =
      kind === 'between'
        ? extents.flatMap((one, index) => extents.slice(index + 1).map(other => between(own, one, other)))
        : extents.map(extent => fit(kind, own, extent));
    return elsewhere + (1 - elsewhere) * Math.max(0, ...best);
  };
}
