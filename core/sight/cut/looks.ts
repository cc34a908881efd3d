/**
 * How a part of a picture looks as a thing that is clicked on: much as Alexe, Deselaers and Ferrari measure "objectness"
 * ("What is an object?", 2010), and where in it the click lies.
 */
import type { Ground } from './ground.ts';

/** What half a cell's width and a step's detour amount to, in pixels of the plane. */
const step = 3;

/** A click less deep than this share of the depth tells no more. */
const shallowest = 0.03;

/** A nearer edge is only passed on where it is so much nearer, in pixels of the plane. */
const nearer = 0.5;

export interface Look {
  readonly isIn: Uint8Array;
  /** In pixels of the plane. */
  readonly area: number;
  /** How weak its outline is, 0 to 1; what touches what is selected already is none. */
  readonly weak: number;
  /** How much of its outline touches what is selected already, 0 to 1. */
  readonly free: number;
  /** How much of its outline is the picture's border, 0 to 1. */
  readonly rim: number;
  /** The logarithm of its outline's square over that of a circle of its area. */
  readonly round: number;
  /** The logarithm of its height over its width. */
  readonly tall: number;
  /** How strong the borders within it are, 0 to 1: a thing has parts, and a wall has none. */
  readonly edges: number;
  /** How much of it belongs to surfaces that mostly go on beyond it, over its area: their superpixel straddling. */
  readonly straddles: number;
  /** How alike its own colours are, 0 to 1. */
  readonly plain: number;
  /** How alike its colours and those along its outside are, 0 to 1: their colour contrast. */
  readonly blends: number;
  /** How far its innermost place is from its outline, in pixels of the plane. */
  readonly depth: number;
  /** The logarithm of how deep the click lies, over that: people click in the middle of what they mean. */
  readonly central: number;
  /** How far its middle is from the click, over the root of its area. */
  readonly middle: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly cell: number;
  /** 1 for each cell that is not to be looked at: neither in nor out. */
  readonly ours: Uint8Array;
}

/** `cells` may be none. */
export function lookOf(ground: Ground, place: Place, cells: readonly number[]): Look {
  const { sizes, x, y, rim, borders, first, next, across } = ground;
  const isIn = new Uint8Array(sizes.length);
  for (const cell of cells) isIn[cell] = 1;
  const beside = new Uint8Array(sizes.length);
  const edge: number[] = [];
  let [area, left, top, onRim] = [0, 0, 0, 0];
  let [outline, weak, free, within, edges] = [0, 0, 0, 0, 0];
  let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const cell of cells) {
    const [size, column, row] = [sizes[cell]!, x[cell]!, y[cell]!];
    area += size;
    left += column * size;
    top += row * size;
    onRim += rim[cell]!;
    const half = Math.sqrt(size) / 2;
    [west, east] = [Math.min(west, column - half), Math.max(east, column + half)];
    [north, south] = [Math.min(north, row - half), Math.max(south, row + half)];
    let isEdge = rim[cell]! > 0;
    for (let at = first[cell]!; at < first[cell + 1]!; at++) {
      const [neighbour, border] = [next[at]!, across[at]!];
      const [length, weakness] = [borders.length[border]!, borders.weakness[border]!];
      if (isIn[neighbour] === 1) {
        within += length;
        edges += length * (1 - weakness);
        continue;
      }
      isEdge = true;
      if (place.ours[neighbour] === 1) {
        free += length;
      } else {
        outline += length;
        weak += length * weakness;
        beside[neighbour] = 1;
      }
    }
    if (isEdge) edge.push(cell);
  }
  const around = Math.max(1, outline + free + onRim);
  const all = Math.max(1, area);
  return {
    isIn,
    area: all,
    weak: weak / Math.max(1, outline),
    free: free / around,
    rim: onRim / around,
    round: Math.log((around * around) / (4 * Math.PI * all)),
    tall: area > 0 ? Math.log((south - north) / (east - west)) : 0,
    edges: edges / Math.max(1, within),
    straddles: straddling(ground, place, cells) / all,
    ...colours(ground, cells, beside),
    ...depths(ground, place, isIn, edge),
    middle: Math.hypot(left / all - place.x, top / all - place.y) / Math.sqrt(all),
  };
}

/** Of each surface that the cells are of: what is in or what is out, whichever is less. */
function straddling({ sizes, surface, extents }: Ground, { ours }: Place, cells: readonly number[]): number {
  const within = new Map<number, number>();
  for (const cell of cells) within.set(surface[cell]!, (within.get(surface[cell]!) ?? 0) + sizes[cell]!);
  const beyond = new Map<number, number>();
  within.forEach((area, node) => beyond.set(node, extents[node]! - area));
  ours.forEach((isOurs, cell) => {
    const node = surface[cell]!;
    if (isOurs === 1 && beyond.has(node)) beyond.set(node, beyond.get(node)! - sizes[cell]!);
  });
  let sum = 0;
  within.forEach((area, node) => (sum += Math.min(area, beyond.get(node)!)));
  return sum;
}

function colours(
  { sizes, palette: { count, of, near } }: Ground,
  cells: readonly number[],
  beside: Uint8Array,
): Pick<Look, 'plain' | 'blends'> {
  const [here, there] = [new Map<number, number>(), new Map<number, number>()];
  const add = (found: Map<number, number>, cell: number): void => {
    found.set(of[cell]!, (found.get(of[cell]!) ?? 0) + sizes[cell]!);
  };
  for (const cell of cells) add(here, cell);
  beside.forEach((isBeside, cell) => {
    if (isBeside === 1) add(there, cell);
  });
  /** How alike a colour of one and one of the other are in the mean. */
  const alike = (one: Map<number, number>, other: Map<number, number>): number => {
    let [sum, all] = [0, 0];
    one.forEach((amount, a) => {
      other.forEach((more, b) => {
        sum += near[a * count + b]! * amount * more;
        all += amount * more;
      });
    });
    return all > 0 ? sum / all : 0;
  };
  const plain = alike(here, here);
  return { plain, blends: alike(here, there) / Math.sqrt(Math.max(1e-6, plain * alike(there, there))) };
}

/** Every cell is as far from the outline as from the nearest cell at its edge (found as Danielsson, 1980, does). */
function depths(
  { sizes, x, y, first, next }: Ground,
  { cell }: Place,
  isIn: Uint8Array,
  edge: readonly number[],
): Pick<Look, 'depth' | 'central'> {
  const depth = new Float64Array(sizes.length).fill(Infinity);
  const nearest = new Int32Array(sizes.length);
  const reached = [...edge];
  for (const from of edge) {
    depth[from] = Math.sqrt(sizes[from]!) / 2;
    nearest[from] = from;
  }
  for (const from of reached) {
    const source = nearest[from]!;
    for (let at = first[from]!; at < first[from + 1]!; at++) {
      const to = next[at]!;
      if (isIn[to] === 0) continue;
      const far = step + Math.hypot(x[to]! - x[source]!, y[to]! - y[source]!);
      if (far > depth[to]! - nearer) continue;
      depth[to] = far;
      nearest[to] = source;
      reached.push(to);
    }
  }
  let deep = 1;
  for (const i of reached) if (depth[i]! > deep) deep = depth[i]!;
  const share = isIn[cell] === 1 ? depth[cell]! / deep : 0;
  return { depth: deep, central: Math.log(Math.max(shallowest, share)) };
}
