/**
 * What a click may mean, as object proposals (Alexe, Deselaers and Ferrari, "What is an object?", 2010): the surfaces
 * around it, one within the other; the thing within each of a row of discs around it; and, where something is selected
 * already, the things that would be one with that.
 */
import type { Ground } from './ground.ts';
import { thingWithin } from './thing.ts';
import { cellsUnder, sumsOver } from '../../colour/tree.ts';

/** Each disc has twice the area of the last, from a thing of a few cells to one as wide as most pictures. */
const discs = { smallest: 10, ratio: Math.SQRT2, count: 10 };

/** Discs around what is selected and the click together, by how much wider than needed. */
const wider = [1, 1.35, 1.8, 2.4];

/** As much again around a disc, as far as its radius, has the background's colours. */
const around = 2;

/** A surface that is not larger by a tenth is the same proposal. */
const larger = 1.1;

export interface Click {
  /** In pixels of the plane. */
  readonly x: number;
  readonly y: number;
  readonly cell: number;
  /** 1 for each cell that already is what the click asks for: selected where it adds, else not. */
  readonly ours: Uint8Array;
  /** Cells that are to stay what they are. */
  readonly against: readonly number[];
}

export interface Proposal {
  readonly kind: 'surface' | 'disc' | 'joint';
  readonly cells: readonly number[];
  /** The disc's, in pixels of the plane; 0 for a surface. */
  readonly radius: number;
}

export function proposalsAt(ground: Ground, click: Click): Proposal[] {
  const radii = Array.from({ length: discs.count }, (_, k) => discs.smallest * discs.ratio ** k);
  return [
    ...radii.map(radius => inDisc(ground, click, click.x, click.y, radius, false)),
    ...jointly(ground, click),
    ...surfacesAt(ground, click),
  ];
}

function inDisc(
  ground: Ground,
  { cell, ours, against }: Click,
  x: number,
  y: number,
  radius: number,
  alike: boolean,
): Proposal {
  const far = ground.x.map((at, i) => Math.hypot(at - x, ground.y[i]! - y));
  const isFixed = new Set(against);
  const inside: number[] = [];
  far.forEach((distance, i) => {
    if (i === cell || (distance <= radius && ours[i] === 0 && !isFixed.has(i))) inside.push(i);
  });
  const isNear = (i: number): boolean => far[i]! < around * radius;
  const taken = thingWithin(ground, { inside, ours, alike, against, isNear, seeds: [cell] });
  return {
    kind: alike ? 'joint' : 'disc',
    cells: joinedTo(ground, taken, cell, alike ? ours : undefined),
    radius,
  };
}

/** Between the middle of what is selected and the click, wide enough for both. */
function jointly(ground: Ground, click: Click): Proposal[] {
  let [x, y, area, whole] = [0, 0, 0, 0];
  click.ours.forEach((isOurs, cell) => {
    const size = ground.sizes[cell]!;
    whole += size;
    if (isOurs === 0) return;
    area += size;
    x += ground.x[cell]! * size;
    y += ground.y[cell]! * size;
  });
  if (area === 0 || area > whole / 2) return [];
  const [left, top] = [(x / area + click.x) / 2, (y / area + click.y) / 2];
  const needed = Math.max(
    Math.hypot(click.x - left, click.y - top) + discs.smallest,
    Math.sqrt(area / Math.PI),
  );
  return wider.map(times => inDisc(ground, click, left, top, needed * times, true));
}

function surfacesAt(ground: Ground, { cell, ours, against }: Click): Proposal[] {
  const { tree, sizes } = ground;
  const free = sumsOver(tree, i => (ours[i] === 1 ? 0 : sizes[i]!));
  const isHeld = new Uint8Array(tree.parent.length);
  for (const fixed of against) for (let node = fixed; node >= 0; node = tree.parent[node]!) isHeld[node] = 1;
  const found: Proposal[] = [];
  let last = 0;
  for (let node = cell; node >= 0 && isHeld[node] === 0; node = tree.parent[node]!) {
    if (node !== cell && free[node]! < last * larger) continue;
    last = free[node]!;
    const cells = cellsUnder(tree, node).filter(i => i === cell || ours[i] === 0);
    found.push({ kind: 'surface', cells: joinedTo(ground, cells, cell), radius: 0 });
  }
  return found;
}

/** Those of `cells` that hang together with one of them, where given also by way of `ours`. */
function joinedTo(
  { first, next, sizes }: Ground,
  cells: readonly number[],
  from: number,
  ours?: Uint8Array,
): number[] {
  const open = new Uint8Array(sizes.length);
  ours?.forEach((isOurs, cell) => (open[cell] = isOurs * 2));
  for (const cell of cells) open[cell] = 1;
  open[from] = 0;
  const found = [from];
  const reached = [from];
  for (const cell of reached) {
    for (let at = first[cell]!; at < first[cell + 1]!; at++) {
      const neighbour = next[at]!;
      if (open[neighbour] === 0) continue;
      if (open[neighbour] === 1) found.push(neighbour);
      open[neighbour] = 0;
      reached.push(neighbour);
    }
  }
  return found;
}
