/** A thing of a picture as one shows it: by a box around it, by clicks on it, by clicks on what is not of it. */
import { Fault } from '../../contract/fault.ts';
import { refine } from '../../colour/refine.ts';
import type { Box, Size } from '../../pixels/box.ts';
import { blankMask, type Mask, type Pixels } from '../../pixels/pixels.ts';
import { choose, type Choosing } from './choose.ts';
import type { Ground } from './ground.ts';
import type { Place } from './looks.ts';
import { matted } from './matte.ts';
import { againBy, proposalsAt, type Proposal } from './proposals.ts';
import { withRim } from './rim.ts';
import { thingWithin } from './thing.ts';

/** What a click inside a box adds may be so far outside it, in pixels of the plane: a cell's half. */
const loose = 3;

/** A click this near an outline, in pixels of the plane, is about the outline: that moves by as much, and here only. */
const touch = 3;

/** What a click takes away from a box is at most this much of what is selected: else the rest would have been clicked. */
const mostTaken = 0.5;

export interface Point {
  /** In pixels of the picture. */
  readonly x: number;
  readonly y: number;
  /** Whether what is here is to be selected; else it is to be left out. */
  readonly adds: boolean;
}

export interface Asked {
  /** In pixels of the picture. The thing lies within it. */
  readonly box?: Box;
  /** In the order of the clicks. */
  readonly points: readonly Point[];
}

/**
 * Each point adds the thing under it to what the box and the points before it selected, or takes it away. A point stays
 * as it was asked: no later one changes what is there, unless it is the same place. So the mask under the pointer is the
 * one of all points and where the pointer is. A hard inside with a soft rim, and a matte where the edge itself is soft; empty
 * where nothing is asked for.
 * `ground` is of the same `image`. Throws `bad-request` where a point or all of the box lies outside the picture.
 * `choosing` is another way to tell what a click means: what `choose` weighs is fitted with such.
 */
export function cutOut(image: Pixels, ground: Ground, asked: Asked, choosing: Choosing = choose): Mask {
  const { plane, scale } = ground.surfaces;
  const small = takenBy(image, ground, asked, choosing);
  const mask = matted(image, plane, small, withRim(refine(image, plane, small, scale)), scale);
  for (const { x, y, adds } of asked.points)
    mask.data[Math.floor(y) * image.width + Math.floor(x)] = adds ? 255 : 0;
  return mask;
}

/** The same on the surfaces' plane, 0 or 255, without the finest of its edge: quick enough to follow a pointer. */
export function takenBy(
  image: Size,
  ground: Ground,
  { box, points }: Asked,
  choosing: Choosing = choose,
): Mask {
  for (const { x, y } of points) {
    if (!(x >= 0 && y >= 0 && x < image.width && y < image.height)) {
      throw new Fault('bad-request', 'That point lies outside the picture. Click inside it.');
    }
  }
  const { plane } = ground.surfaces;
  const steps = walk(ground, box && smaller(image, ground, box), points, choosing);
  const small = blankMask(plane.width, plane.height);
  paint(ground, steps.at(-1)!, small);
  return small;
}

/** The box in pixels of the plane, and within it. */
function smaller(image: Size, { surfaces: { scale } }: Ground, box: Box): Box {
  const [left, top] = [Math.max(0, box.x), Math.max(0, box.y)];
  const right = Math.min(image.width, box.x + box.width);
  const bottom = Math.min(image.height, box.y + box.height);
  if (!(right > left && bottom > top)) {
    throw new Fault('bad-request', 'That box lies outside the picture. Draw it around a thing.');
  }
  return {
    x: left / scale,
    y: top / scale,
    width: (right - left) / scale,
    height: (bottom - top) / scale,
  };
}

/** A disc that a click makes its own where it may not have a cell: near an outline, or in a cell that is not all meant. */
interface Spot {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly adds: boolean;
}

/** What the box and some clicks have selected. */
interface Step {
  readonly isIn: Uint8Array;
  readonly spots: readonly Spot[];
  /** Cells that clicks hold. */
  readonly adds: ReadonlySet<number>;
  readonly takes: ReadonlySet<number>;
  /** Where the thing is, once that is known, and what the first click on it may have meant. */
  readonly home?: Place;
  readonly meant: readonly Proposal[];
}

interface Walk {
  readonly box: string;
  readonly choosing: Choosing;
  readonly points: readonly Point[];
  readonly steps: readonly Step[];
}

/** The last walk on each ground: the next one mostly goes the same way, and a click further. */
const walked = new WeakMap<Ground, Walk>();

/** What is selected before the first click and after each. */
function walk(
  ground: Ground,
  box: Box | undefined,
  points: readonly Point[],
  choosing: Choosing,
): readonly Step[] {
  const known = walked.get(ground);
  const key = JSON.stringify(box ?? null);
  const isSame = (point: Point, k: number): boolean => {
    const old = known?.points[k];
    return old?.x === point.x && old.y === point.y && old.adds === point.adds;
  };
  const other = points.findIndex((point, k) => !isSame(point, k));
  const common = other < 0 ? points.length : other;
  const isKnown = known?.box === key && known.choosing === choosing;
  const steps = isKnown ? known.steps.slice(0, common + 1) : [start(ground, box)];
  for (const point of points.slice(steps.length - 1))
    steps.push(clicked(ground, box, steps.at(-1)!, point, choosing));
  walked.set(ground, { box: key, choosing, points: points.slice(), steps });
  return steps;
}

function start(ground: Ground, box: Box | undefined): Step {
  const isIn = new Uint8Array(ground.sizes.length);
  const none = { isIn, spots: [], adds: new Set<number>(), takes: new Set<number>(), meant: [] };
  if (!box) return none;
  for (const cell of inBox(ground, box)) isIn[cell] = 1;
  const [x, y] = [Math.floor(box.x + box.width / 2), Math.floor(box.y + box.height / 2)];
  return { ...none, home: { x, y, cell: cellAt(ground, x, y), ours: new Uint8Array(isIn.length) } };
}

function clicked(
  ground: Ground,
  box: Box | undefined,
  before: Step,
  { adds, ...point }: Point,
  choosing: Choosing,
): Step {
  const { scale } = ground.surfaces;
  const [x, y] = [Math.floor(point.x / scale), Math.floor(point.y / scale)];
  const cell = cellAt(ground, x, y);
  const [mine, theirs] = adds ? [before.adds, before.takes] : [before.takes, before.adds];
  const isHeld = theirs.has(cell) || before.spots.some(spot => spot.adds !== adds && isOn(spot, x, y));
  const selected = areaOf(ground, i => before.isIn[i] === 1);
  const ours = adds ? before.isIn.slice() : before.isIn.map(value => 1 - value);
  const gap = selected > 0 ? gapTo(ground, ours, x, y) : Infinity;
  const radius = Math.max(0, Math.min(gap, touch) - 0.5);
  const painted = { ...before, spots: [...before.spots, { x, y, radius, adds }] };
  if (isHeld || (gap > 0 && gap <= touch)) return painted;
  const held = { ...before, [adds ? 'adds' : 'takes']: new Set(mine).add(cell) };
  if (before.isIn[cell] === +adds) return held;
  const isWithin = (i: number): boolean => !box || outOf(box, ground.x[i]!, ground.y[i]!) <= loose;
  const isHere = adds && box !== undefined && outOf(box, x, y) <= loose;
  if (isHere && !isWithin(cell)) return painted;
  const click = { x, y, cell, ours, against: [...theirs] };
  const home = before.home ?? { x, y, cell, ours: new Uint8Array(ours.length) };
  const found = proposalsAt(ground, click);
  const most = adds || (!box && before.adds.size > 0) ? Infinity : mostTaken * selected;
  const proposals = [...againBy(ground, click, before.meant, adds), ...found].filter(
    ({ cells }) => cells.length === 1 || cells.reduce((sum, i) => sum + ground.sizes[i]!, 0) <= most,
  );
  const isFirst = selected === 0;
  const chosen = choosing(ground, click, proposals, isFirst ? undefined : { isIn: before.isIn, home, gap });
  if (!chosen) return painted;
  const isIn = before.isIn.slice();
  for (const i of chosen.cells) if (!isHere || isWithin(i)) isIn[i] = +adds;
  return { ...held, isIn, home, meant: isFirst ? found : before.meant };
}

const cellAt = ({ surfaces: { plane, cells } }: Ground, x: number, y: number): number =>
  cells.labels[y * plane.width + x]!;

const isOn = (spot: Spot, x: number, y: number): boolean => Math.hypot(x - spot.x, y - spot.y) <= spot.radius;

/** What is selected, in pixels of the plane: a later spot lies over an earlier one. */
function paint({ surfaces: { cells } }: Ground, { isIn, spots }: Step, { width, height, data }: Mask): void {
  cells.labels.forEach((cell, i) => (data[i] = isIn[cell] === 1 ? 255 : 0));
  for (const spot of spots) {
    const reach = Math.ceil(spot.radius);
    for (let y = Math.max(0, spot.y - reach); y <= Math.min(height - 1, spot.y + reach); y++) {
      for (let x = Math.max(0, spot.x - reach); x <= Math.min(width - 1, spot.x + reach); x++)
        if (isOn(spot, x, y)) data[y * width + x] = spot.adds ? 255 : 0;
    }
  }
}

/** How far it is to the nearest pixel of these cells; Infinity where there is none. */
function gapTo({ surfaces: { plane, cells } }: Ground, ours: Uint8Array, x: number, y: number): number {
  let least = Infinity;
  for (let row = 0; row < plane.height; row++) {
    if (Math.abs(row - y) >= least) continue;
    for (let column = 0; column < plane.width; column++) {
      if (ours[cells.labels[row * plane.width + column]!] === 1)
        least = Math.min(least, Math.hypot(column - x, row - y));
    }
  }
  return least;
}

function inBox(ground: Ground, box: Box): number[] {
  const { sizes } = ground;
  const inside: number[] = [];
  const away = sizes.map((_, cell) => outOf(box, ground.x[cell]!, ground.y[cell]!));
  away.forEach((distance, cell) => {
    if (distance === 0) inside.push(cell);
  });
  if (inside.length === 0) {
    return [cellAt(ground, Math.floor(box.x + box.width / 2), Math.floor(box.y + box.height / 2))];
  }
  const side = Math.sqrt(box.width * box.height);
  const ours = new Uint8Array(sizes.length);
  const isNear = (cell: number): boolean => away[cell]! < side;
  return thingWithin(ground, { inside, ours, alike: false, against: [], isNear, seeds: [] });
}

/** How far a place is from the box. */
function outOf(box: Box, x: number, y: number): number {
  const across = Math.max(box.x - x, x - box.x - box.width, 0);
  const along = Math.max(box.y - y, y - box.y - box.height, 0);
  return Math.hypot(across, along);
}

function areaOf({ sizes }: Ground, counts: (cell: number) => boolean): number {
  return sizes.reduce((sum, size, cell) => (counts(cell) ? sum + size : sum), 0);
}
