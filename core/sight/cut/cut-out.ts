/** A thing of a picture as one shows it: by a box around it, by clicks on it, by clicks on what is not of it. */
import { Fault } from '../../contract/fault.ts';
import { refine } from '../../colour/refine.ts';
import type { Box, Size } from '../../pixels/box.ts';
import { blankMask, type Mask, type Pixels } from '../../pixels/pixels.ts';
import { choose } from './choose.ts';
import type { Ground } from './ground.ts';
import { matted } from './matte.ts';
import { proposalsAt } from './proposals.ts';
import { withRim } from './rim.ts';
import { thingWithin } from './thing.ts';

/** What a click inside a box adds may be so far outside it, in pixels of the plane: a cell's half. */
const loose = 3;

/** A click this near an outline, in pixels of the plane (half a cell), is about the outline: it moves by one cell. */
const touch = 3;

/** What a click takes away is at most this much of what is selected: else the rest would have been clicked. */
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

/** What is selected so far. */
export interface Taken {
  /** 1 for each cell that is. */
  readonly isIn: Uint8Array;
  /** The cells that were clicked, and are to stay what they are. */
  readonly adds: ReadonlySet<number>;
  readonly takes: ReadonlySet<number>;
}

/**
 * Each point adds the thing under it to what the box and the points before it selected, or takes it away. A point stays
 * as it was asked: no later one changes what is there, unless it is the same place. So the mask under the pointer is the
 * one of all points and where the pointer is. A hard inside with a soft rim, and a matte where the edge itself is soft; empty
 * where nothing is asked for.
 * `ground` is of the same `image`. Throws `bad-request` where a point or all of the box lies outside the picture.
 */
export function cutOut(image: Pixels, ground: Ground, asked: Asked): Mask {
  const { isIn } = takenBy(image, ground, asked);
  const { plane, cells, scale } = ground.surfaces;
  const small = blankMask(plane.width, plane.height);
  cells.labels.forEach((cell, i) => (small.data[i] = isIn[cell] === 1 ? 255 : 0));
  const mask = matted(image, plane, small, withRim(refine(image, plane, small, scale)), scale);
  for (const { x, y, adds } of asked.points)
    mask.data[Math.floor(y) * image.width + Math.floor(x)] = adds ? 255 : 0;
  return mask;
}

/** The cells that `cutOut` takes. `known`: what was taken before the last of the points, which then need not be found again. */
export function takenBy(image: Size, ground: Ground, { box, points }: Asked, known?: Taken): Taken {
  for (const { x, y } of points) {
    if (!(x >= 0 && y >= 0 && x < image.width && y < image.height)) {
      throw new Fault('bad-request', 'That point lies outside the picture. Click inside it.');
    }
  }
  return cellsOf(ground, box && smaller(image, ground, box), known ? points.slice(-1) : points, known);
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

function cellsOf(ground: Ground, box: Box | undefined, points: readonly Point[], known?: Taken): Taken {
  const { cells, plane, scale } = ground.surfaces;
  const count = cells.count;
  const isIn = known?.isIn.slice() ?? new Uint8Array(count);
  if (box && !known) for (const cell of inBox(ground, box)) isIn[cell] = 1;
  const fixed = { adds: new Set(known?.adds), takes: new Set(known?.takes) };
  for (const { adds, ...point } of points) {
    const [x, y] = [Math.floor(point.x / scale), Math.floor(point.y / scale)];
    const cell = cells.labels[y * plane.width + x]!;
    const [mine, theirs] = adds ? [fixed.adds, fixed.takes] : [fixed.takes, fixed.adds];
    mine.add(cell);
    theirs.delete(cell);
    if (isIn[cell] === +adds) continue;
    const selected = areaOf(ground, i => isIn[i] === 1);
    const ours = adds ? isIn.slice() : isIn.map(value => 1 - value);
    const click = { x, y, cell, ours, against: [...theirs] };
    const most = adds ? Infinity : mostTaken * selected;
    const isTouch = selected > 0 && isBeside(ground, ours, x, y);
    const proposals = (isTouch ? [] : proposalsAt(ground, click)).filter(
      ({ cells: taken }) => taken.reduce((sum, i) => sum + ground.sizes[i]!, 0) <= most,
    );
    const alone = { kind: 'surface', cells: [cell], radius: 0 } as const;
    const { cells: taken } = choose(ground, click, [...proposals, alone], selected === 0);
    const isHere = adds && box && isWithin(ground, box, cell);
    for (const i of taken) if (!isHere || isWithin(ground, box, i)) isIn[i] = +adds;
  }
  return { isIn, ...fixed };
}

/** Whether one of these cells comes near the place. */
function isBeside({ surfaces: { plane, cells } }: Ground, ours: Uint8Array, x: number, y: number): boolean {
  for (let j = Math.max(0, y - touch); j <= Math.min(plane.height - 1, y + touch); j++) {
    for (let i = Math.max(0, x - touch); i <= Math.min(plane.width - 1, x + touch); i++) {
      if (ours[cells.labels[j * plane.width + i]!] === 1 && Math.hypot(i - x, j - y) <= touch) return true;
    }
  }
  return false;
}

function inBox(ground: Ground, box: Box): number[] {
  const { sizes, surfaces } = ground;
  const inside: number[] = [];
  const away = sizes.map((_, cell) => outOf(ground, box, cell));
  away.forEach((distance, cell) => {
    if (distance === 0) inside.push(cell);
  });
  if (inside.length === 0) {
    const [x, y] = [Math.floor(box.x + box.width / 2), Math.floor(box.y + box.height / 2)];
    return [surfaces.cells.labels[y * surfaces.plane.width + x]!];
  }
  const side = Math.sqrt(box.width * box.height);
  const ours = new Uint8Array(sizes.length);
  const isNear = (cell: number): boolean => away[cell]! < side;
  return thingWithin(ground, { inside, ours, alike: false, against: [], isNear, seeds: [] });
}

/** How far the middle of a cell is from the box. */
function outOf({ x, y }: Ground, box: Box, cell: number): number {
  const across = Math.max(box.x - x[cell]!, x[cell]! - box.x - box.width, 0);
  const along = Math.max(box.y - y[cell]!, y[cell]! - box.y - box.height, 0);
  return Math.hypot(across, along);
}

const isWithin = (ground: Ground, box: Box, cell: number): boolean => outOf(ground, box, cell) <= loose;

function areaOf({ sizes }: Ground, counts: (cell: number) => boolean): number {
  return sizes.reduce((sum, size, cell) => (counts(cell) ? sum + size : sum), 0);
}
