/**
 * The thing that lies within a part of a picture: Rother, Kolmogorov and Blake, "GrabCut", 2004, over cells. Where
 * GrabCut knows of the background only its colours, here what goes on outside counts too: a cell is the thing's as far
 * as its surface had to cross an edge to get out.
 */
import type { Ground } from './ground.ts';
import { minCut } from './max-flow.ts';
import { usual } from './palette.ts';
import { sumsOver } from '../../colour/tree.ts';

/** What one pixel of unbroken border costs, against the colour of one pixel. */
const borderCost = 6;

/** GrabCut's rounds of learning colours and cutting; the figures did not rise after two. */
const rounds = 2;

/** A colour that a side never has is this usual there, and no colour tells more than so much (as a logarithm). */
const rare = 0.03;
const mostOfColour = 3;

/** The cost of a join that speaks for neither side; how much its logarithm tells, and at most. */
const edge = 0.012;
const edgeWeight = 0.3;
const mostOfEdge = 2;

/** A surface with more than this share of it outside goes on there. */
const goesOn = 0.05;

/** What nothing may cut: far more than all borders and colours of a picture of 300,000 pixels. */
const never = 1e9;

export interface Within {
  /** The cells that may be the thing's. */
  readonly inside: readonly number[];
  /** 1 for each cell that is known to be: it costs nothing to join, and is not found again. */
  readonly ours: Uint8Array;
  /** Whether the thing has the colours of what is ours. */
  readonly alike: boolean;
  /** Known not to be. */
  readonly against: readonly number[];
  /** Whether a cell outside is near enough for its colours to be the background's. */
  readonly isNear: (cell: number) => boolean;
  /** Cells inside that must be the thing's. */
  readonly seeds: readonly number[];
}

/** Which cells of `inside` are the thing's. */
export function thingWithin(ground: Ground, asked: Within): number[] {
  const { sizes, palette } = ground;
  const { inside, ours, seeds } = asked;
  const place = new Int32Array(sizes.length).fill(-1);
  inside.forEach((cell, k) => (place[cell] = k));
  const leaves = leaving(ground, asked, place);
  const given = new Float64Array(palette.count);
  const beyond = new Float64Array(palette.count);
  const add = (colours: Float64Array, cell: number, amount: number): void => {
    const colour = palette.of[cell]!;
    colours[colour] = colours[colour]! + amount * sizes[cell]!;
  };
  for (let cell = 0; cell < sizes.length; cell++) {
    if (ours[cell] === 1 && asked.alike) add(given, cell, 1);
    else if (ours[cell] === 0 && place[cell]! < 0 && asked.isNear(cell)) add(beyond, cell, 1);
  }
  for (const cell of seeds) add(given, cell, 1);
  const cut = cutter(ground, inside, ours, place);
  let share = leaves.map(cost => cost / (cost + edge));
  for (let round = 0; round < rounds; round++) {
    const [its, others] = [given.slice(), beyond.slice()];
    inside.forEach((cell, k) => {
      add(its, cell, share[k]!);
      add(others, cell, 1 - share[k]!);
    });
    const [here, there] = [usual(palette, its), usual(palette, others)];
    const odds = here.map((value, colour) => bounded(logRatio(value, there[colour]!), mostOfColour));
    const lean = Float64Array.from(inside, (cell, k) => {
      const byEdge = edgeWeight * bounded(Math.log((leaves[k]! + 1e-6) / edge), mostOfEdge);
      return (byEdge + odds[palette.of[cell]!]!) * sizes[cell]!;
    });
    for (const cell of seeds) lean[place[cell]!] = never;
    share = Float64Array.from(cut(lean));
  }
  return inside.filter((_, k) => share[k] === 1);
}

const bounded = (value: number, most: number): number => Math.max(-most, Math.min(most, value));
const logRatio = (one: number, other: number): number => Math.log((one + rare) / (other + rare));

/** For each cell inside what it cost its surface to get out; 1, more than any join, where it never does. */
function leaving(
  { tree, sizes, extents }: Ground,
  { inside, ours, against }: Within,
  place: Int32Array,
): Float64Array {
  const outside = sumsOver(tree, cell => (place[cell]! < 0 && ours[cell] === 0 ? sizes[cell]! : 0));
  for (const cell of against)
    for (let node = cell; node >= 0; node = tree.parent[node]!) outside[node] = Infinity;
  const known = new Float64Array(tree.parent.length).fill(-1);
  return Float64Array.from(inside, cell => {
    let [node, cost] = [cell, 1];
    for (;;) {
      if (known[node]! >= 0) {
        cost = known[node]!;
        break;
      }
      const above = tree.parent[node]!;
      if (above < 0) break;
      if (outside[above]! > goesOn * extents[above]!) {
        cost = tree.cost[above]!;
        break;
      }
      node = above;
    }
    for (let below = cell; below !== node; below = tree.parent[below]!) known[below] = cost;
    known[node] = cost;
    return cost;
  });
}

/** Cuts the cells inside from those outside, given how much each leans (above 0 to the thing). */
function cutter(
  { borders, first, next, across }: Ground,
  inside: readonly number[],
  ours: Uint8Array,
  place: Int32Array,
): (lean: Float64Array) => Uint8Array {
  const links = { one: [] as number[], other: [] as number[], capacity: [] as number[] };
  const toOurs = new Float64Array(inside.length);
  const toOthers = new Float64Array(inside.length);
  inside.forEach((cell, k) => {
    for (let at = first[cell]!; at < first[cell + 1]!; at++) {
      const [neighbour, border] = [next[at]!, across[at]!];
      const cost = borderCost * borders.length[border]! * borders.weakness[border]!;
      const other = place[neighbour]!;
      if (other > k) {
        links.one.push(k);
        links.other.push(other);
        links.capacity.push(cost);
      } else if (other < 0) {
        const side = ours[neighbour] === 1 ? toOurs : toOthers;
        side[k] = side[k]! + cost;
      }
    }
  });
  return lean => {
    const source = toOurs.map((cost, k) => cost + Math.max(0, lean[k]!));
    const sink = toOthers.map((cost, k) => cost + Math.max(0, -lean[k]!));
    return minCut(links, source, sink).isIn;
  };
}
