/**
 * What a click may mean, as object proposals (Alexe, Deselaers and Ferrari, "What is an object?", 2010): the surfaces
 * around it, one within the other; the thing within each of many ellipses around it; where something is selected already,
 * the things that would be one with that; and what the first click may have meant, seen by the later ones.
 */
import type { Ground } from './ground.ts';
import { thingWithin } from './thing.ts';
import { cellsUnder, sumsOver } from '../../colour/tree.ts';

/**
 * The discs and ellipses that a thing is sought within, by kind: how wide and high they are where the disc is 1 each way,
 * how far above or below the click (in their own radius), the smallest, and how many. Each has twice the area of the last,
 * from a thing of a few cells to one as wide as most pictures. A flower stands above its pot, and a lamp is tall.
 */
const shapes = [
  { kind: 'disc', wide: 1, high: 1, below: 0, smallest: 10, count: 10 },
  { kind: 'wide', wide: Math.SQRT2, high: Math.SQRT1_2, below: 0, smallest: 12, count: 9 },
  { kind: 'tall', wide: Math.SQRT1_2, high: Math.SQRT2, below: 0, smallest: 12, count: 9 },
  { kind: 'up', wide: 1 / 1.2, high: 1.2, below: -0.7, smallest: 20, count: 7 },
  { kind: 'down', wide: 1 / 1.2, high: 1.2, below: 0.7, smallest: 20, count: 7 },
] as const;
const ratio = Math.SQRT2;

/** Discs around what is selected and the click together, by how much wider than needed. */
const wider = [1, 1.35, 1.8, 2.4];
const smallest = 10;

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
  readonly kind: (typeof shapes)[number]['kind'] | 'surface' | 'joint' | 'again';
  readonly cells: readonly number[];
}

/** The cell alone is always one. */
export function proposalsAt(ground: Ground, click: Click): Proposal[] {
  return [
    ...shapes.flatMap(({ kind, wide, high, below, smallest, count }) =>
      Array.from({ length: count }, (_, k) => {
        const radius = smallest * ratio ** k;
        const far = distances(ground, click.x, click.y + below * radius, wide * radius, high * radius);
        return { kind, cells: inEllipse(ground, click, far, false) };
      }),
    ),
    ...jointly(ground, click),
    ...surfacesAt(ground, click),
    { kind: 'surface', cells: [click.cell] },
  ];
}

/** How far the middle of each cell is from that of an ellipse; 1 is on its outline. */
const distances = ({ x, y }: Ground, left: number, top: number, wide: number, high: number): Float64Array =>
  x.map((at, cell) => Math.hypot((at - left) / wide, (y[cell]! - top) / high));

function inEllipse(
  ground: Ground,
  { cell, ours, against }: Click,
  far: Float64Array,
  alike: boolean,
): number[] {
  const isFixed = new Set(against);
  const inside: number[] = [];
  far.forEach((distance, i) => {
    if (i === cell || (distance <= 1 && ours[i] === 0 && !isFixed.has(i))) inside.push(i);
  });
  const isNear = (i: number): boolean => far[i]! < around;
  const taken = thingWithin(ground, { inside, ours, alike, against, isNear, seeds: [cell] });
  return joinedTo(ground, taken, cell, alike ? ours : undefined);
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
  const needed = Math.max(Math.hypot(click.x - left, click.y - top) + smallest, Math.sqrt(area / Math.PI));
  return wider.map(times => {
    const far = distances(ground, left, top, needed * times, needed * times);
    return { kind: 'joint', cells: inEllipse(ground, click, far, true) };
  });
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
    found.push({ kind: 'surface', cells: joinedTo(ground, cells, cell) });
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

/** What the first click's proposals would change, of those that suit all clicks since; each at most once. */
export function againBy(
  { sizes }: Ground,
  { cell, ours, against }: Click,
  first: readonly Proposal[],
  adds: boolean,
): Proposal[] {
  const known = new Set<number>();
  return first.flatMap(proposal => {
    const has = new Uint8Array(sizes.length);
    for (const i of proposal.cells) has[i] = 1;
    const suits = (i: number, isMine: boolean): boolean => (has[i] === 1) === (isMine === adds);
    if (!suits(cell, true) || !against.every(i => suits(i, false))) return [];
    const cells: number[] = [];
    let area = 0;
    for (let i = 0; i < sizes.length; i++) {
      if (ours[i] === 1 || !suits(i, true)) continue;
      cells.push(i);
      area += sizes[i]!;
    }
    if (known.has(area)) return [];
    known.add(area);
    return [{ kind: 'again', cells }];
  });
}
