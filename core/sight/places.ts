/** Where in the picture: "on the left", "top right", "in the middle", "leftmost", "in the background". */
import type { Side } from '../contract/plan.ts';
import type { Region } from '../contract/scene.ts';
import { rising, type Axis, type Criterion } from './criterion.ts';

/** Along an axis of the picture: at its start, in its middle, or at its end. */
type Third = -1 | 0 | 1;

interface Thirds {
  readonly x?: Third;
  readonly y?: Third;
}

const sides: readonly [RegExp, Side][] = [
  [/^(left|leftmost|lefthand)$/, 'left'],
  [/^(right|rightmost|righthand)$/, 'right'],
  [/^(top|upper|topmost|uppermost|highest|higher)$/, 'top'],
  [/^(bottom|lower|bottommost|lowermost|lowest)$/, 'bottom'],
];
const thirds: Readonly<Record<Side, Thirds>> = {
  left: { x: -1 },
  right: { x: 1 },
  top: { y: -1 },
  bottom: { y: 1 },
};
const middle = /^(middle|center|centre|central|middlemost)$/;
const corner = /^corners?$/;
const edge = /^(edges?|border|margin)$/;
const away = /^(background|back|rear|far|further|furthest|farther|farthest)$/;
const close = /^(foreground|front|near|nearer|nearest|closer|closest)$/;

/** By its ending, or by the word before it: "leftmost", "far left", "furthest to the right". */
const most = /^(\w+most|higher|highest|lowest)$/;
const far = /^(far|very|further|furthest|farther|farthest)$/;

const preposition = /^(in|at|on|to|near|towards|toward|by|around)$/;
const determiner = /^(the|that|this|my|our|your|his|her|their)$/;

export const sideNamed = (word: string): Side | undefined => sides.find(([words]) => words.test(word))?.[1];

export const isMiddle = (word: string): boolean => middle.test(word);

export const isPlaceWord = (word: string): boolean =>
  sideNamed(word) !== undefined || [middle, corner, edge, away, close].some(kind => kind.test(word));

/** Whether a word only helps another to say a place: "the right-hand side of the picture". */
export const isFiller = (word: string): boolean =>
  preposition.test(word) ||
  determiner.test(word) ||
  /^(a|an|of|from|side|hand|part|half|third|area|end|very|picture|image|photo|frame|scene|shot|room)$/.test(
    word,
  );

/** A thing said to be on the left may lie elsewhere, if nothing else of the kind is on the left: people err. */
export const elsewhere = 0.1;

/** The left ends at the middle of the picture, the middle about a quarter of the way from there. Both borders are soft. */
const half = { ends: 0.5, soft: 0.08 };
const centre = { ends: 0.24, soft: 0.05 };

/** In shares of the picture: so far apart, one is just seen to be further left, and plainly is. */
const across = { tie: 0.02, reach: 0.12 };

/** Less is seen of how far away a thing is. */
const depth = { tie: 0.03, reach: 0.12 };

/** From the very side, or from the very middle. */
const distance = (at: number, third: Third): number =>
  third === 0 ? Math.abs(at - 0.5) : third < 0 ? at : 1 - at;

function within(at: number, third: Third | undefined): number {
  if (third === undefined) return 1;
  const { ends, soft } = third === 0 ? centre : half;
  return elsewhere + (1 - elsewhere) * rising(-distance(at, third), -ends, soft);
}

const axisOf = ({ x, y }: Thirds): Axis => ({
  at: region =>
    Math.hypot(
      x === undefined ? 0 : distance(region.centre.x, x),
      y === undefined ? 0 : distance(region.centre.y, y),
    ),
  ...across,
});

/** Along which the picture is read from one of its sides. */
export const axisFrom = (side: Side): Axis => axisOf(thirds[side]);

const placeOf = (reason: string, where: Thirds): Criterion => ({
  reason,
  fits: ({ centre: at }) => within(at.x, where.x) * within(at.y, where.y),
  axis: axisOf(where),
});

const fromCorner = ({ centre: at }: Region): number =>
  Math.hypot(Math.min(at.x, 1 - at.x), Math.min(at.y, 1 - at.y));

const inCorner: Criterion = {
  reason: 'in a corner',
  fits: region => elsewhere + (1 - elsewhere) * rising(-fromCorner(region), -0.3, 0.05),
  axis: { at: fromCorner, ...across },
};

const atEdge: Criterion = {
  reason: 'at the edge',
  fits: region => (region.edges.length > 0 ? 1 : elsewhere),
};

/** What is further away lies higher up, and is less sharp where anything is blurred. */
const nearness = ({ centre: at, focus }: Region): number => 0.7 * at.y + 0.3 * focus;

/** A ground is large and touches the picture's sides; mostly it lies high up, and is out of focus. */
const groundness = ({ edges, area, focus, centre: at }: Region): number =>
  0.35 * Math.min(1, edges.length / 3) +
  0.35 * Math.min(1, area / 0.25) +
  0.15 * (1 - focus) +
  0.15 * (1 - at.y);

/** The background itself, or the foreground. */
export function groundNamed(word: string): Criterion | undefined {
  if (word === 'background') return { reason: word, axis: { at: region => -groundness(region), ...depth } };
  if (word === 'foreground') return { reason: word, axis: { at: region => -nearness(region), ...depth } };
  return undefined;
}

/** Whether it is the one furthest to that side that is meant. */
const isMost = (words: readonly string[], index: number): boolean =>
  most.test(words[index] ?? '') ||
  far.test(words[index - 1] ?? '') ||
  (words[index - 2] === 'to' && far.test(words[index - 3] ?? ''));

/** "the middle lamp" stands between two others; "the lamp in the middle" in the middle of the picture. */
const isBetween = (words: readonly string[], index: number): boolean =>
  determiner.test(words[index - 1] ?? '') && !preposition.test(words[index - 2] ?? '');

const amongOthers = { axis: axisFrom('left'), crossing: axisFrom('top'), rank: 'middle' } as const;

/** All that `words` say of a place, among other words. */
export function placesIn(words: readonly string[]): Criterion[] {
  const found: Criterion[] = [];
  const named: Side[] = [];
  let where: Thirds = {};
  words.forEach((word, index) => {
    const side = sideNamed(word);
    if (side !== undefined && isMost(words, index))
      found.push({ reason: `furthest to the ${side}`, axis: axisFrom(side), rank: { first: 1, last: 1 } });
    else if (side !== undefined) {
      where = { ...where, ...thirds[side] };
      named.push(side);
    } else if (edge.test(word)) found.push(atEdge);
    else found.push(...depthOf(words, index));
  });
  const cornered = words.some(word => corner.test(word));
  if (cornered && (where.x === undefined || where.y === undefined)) found.push(inCorner);
  const centred = words.findIndex(isMiddle);
  if (centred >= 0) {
    const place = placeOf(['in the middle', ...named].join(' '), { x: where.x ?? 0, y: where.y ?? 0 });
    const alone = named.length === 0 && found.length === 0;
    found.push(alone && isBetween(words, centred) ? { ...place, ...amongOthers } : place);
  } else if (named.length > 0) found.push(placeOf(`at the ${named.join(' ')}`, where));
  return found;
}

/** "in the background", "nearest"; not in "far left" or "near the top". */
function depthOf(words: readonly string[], index: number): Criterion[] {
  const [word, next] = [words[index] ?? '', words[index + 1] ?? ''];
  const sign = away.test(word) ? 1 : close.test(word) ? -1 : 0;
  if (sign === 0 || /^(the|to)$/.test(next) || sideNamed(next) !== undefined) return [];
  const axis: Axis = { at: region => sign * nearness(region), ...depth };
  const place: Criterion = { reason: sign > 0 ? 'far away' : 'near', axis };
  return [/(er|est)$/.test(word) ? { ...place, rank: { first: 1, last: 1 } } : place];
}
