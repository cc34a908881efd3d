/** A picture's cells as a graph: where each lies, and what stands between it and its neighbours. */
import type { Surfaces } from '../../colour/surfaces.ts';
import { unlike } from '../../colour/unlike.ts';
import { paletteOf, type Palette } from './palette.ts';
import { costBetween, sumsOver, treeOf, type Tree } from '../../colour/tree.ts';
import { piecesOf } from './pieces.ts';

/** The two sides of a border are looked at this far from it, in pixels of the plane: an edge is as wide as that. */
const aside = 1;

/**
 * An edge's contrast, and what it cost to join across it, at which it is 1/e as weak as none. The first is Boykov and
 * Jolly's ("Interactive Graph Cuts", 2001), measured here along whole borders; the second tells an outline, which the
 * tree of surfaces kept to the last, from the edges of a pattern.
 */
const weakens = { contrast: 0.04, cost: 0.015 };

/** A thing keeps to the borders of the surfaces that there are when so many are left. */
const surfacesLeft = 100;

export interface Ground {
  /** With the cells that all numbers here are of: other ones than those of the surfaces that it was made from. */
  readonly surfaces: Surfaces;
  /** In pixels of the plane, as all lengths here. */
  readonly sizes: Float64Array;
  /** The middle of each cell. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** How much of the picture's own border each cell has. */
  readonly rim: Float64Array;
  readonly borders: Borders;
  /** Cell `i`'s neighbours are `next[k]`, across the borders `across[k]`, with `k` from `first[i]` to `first[i + 1]`. */
  readonly first: Int32Array;
  readonly next: Int32Array;
  readonly across: Int32Array;
  readonly tree: Tree;
  /** The node of the tree that each cell is in when only the largest surfaces are left, and how large each node is. */
  readonly surface: Int32Array;
  readonly extents: Float64Array;
  readonly palette: Palette;
}

/** All pairs of neighbouring cells. */
export interface Borders {
  readonly one: Int32Array;
  readonly other: Int32Array;
  readonly length: Float64Array;
  /** 1 where nothing is to be seen, towards 0 on a strong edge. */
  readonly weakness: Float64Array;
}

export function groundOf(seen: Surfaces): Ground {
  const surfaces = piecesOf(seen);
  const { plane, cells, colours } = surfaces;
  const { width, height } = plane;
  const sizes = new Float64Array(cells.count);
  const x = new Float64Array(cells.count);
  const y = new Float64Array(cells.count);
  const rim = new Float64Array(cells.count);
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i++) {
      const cell = cells.labels[i]!;
      sizes[cell] = sizes[cell]! + 1;
      x[cell] = x[cell]! + column;
      y[cell] = y[cell]! + row;
      const sides = +(row === 0) + +(column === 0) + +(row === height - 1) + +(column === width - 1);
      rim[cell] = rim[cell]! + sides;
    }
  }
  for (let cell = 0; cell < cells.count; cell++) {
    x[cell] = x[cell]! / sizes[cell]!;
    y[cell] = y[cell]! / sizes[cell]!;
  }
  const tree = treeOf(cells.count, surfaces.joins);
  const borders = bordersOf(surfaces, tree);
  return {
    surfaces,
    sizes,
    x,
    y,
    rim,
    borders,
    ...neighbours(borders, cells.count),
    tree,
    surface: surfacesAbove(tree),
    extents: sumsOver(tree, cell => sizes[cell]!),
    palette: paletteOf(colours),
  };
}

function surfacesAbove({ cells, parent }: Tree): Int32Array {
  const end = Math.max(cells, parent.length - surfacesLeft + 1);
  const above = Int32Array.from(parent, (_, node) => node);
  // Backwards, every parent comes before its children.
  for (let node = end - 1; node >= 0; node--) {
    const next = parent[node]!;
    if (next >= 0 && next < end) above[node] = above[next]!;
  }
  return above.subarray(0, cells);
}

function neighbours({ one, other }: Borders, cells: number): Pick<Ground, 'first' | 'next' | 'across'> {
  const first = new Int32Array(cells + 1);
  for (const cell of [...one, ...other]) first[cell + 1] = first[cell + 1]! + 1;
  for (let cell = 0; cell < cells; cell++) first[cell + 1] = first[cell + 1]! + first[cell]!;
  const at = first.slice(0, cells);
  const next = new Int32Array(one.length * 2);
  const across = new Int32Array(one.length * 2);
  const add = (from: number, to: number, border: number): void => {
    const k = at[from]!;
    at[from] = k + 1;
    next[k] = to;
    across[k] = border;
  };
  one.forEach((cell, border) => {
    add(cell, other[border]!, border);
    add(other[border]!, cell, border);
  });
  return { first, next, across };
}

function bordersOf({ plane, cells }: Surfaces, tree: Tree): Borders {
  const { width, height, data } = plane;
  const index = new Map<number, number>();
  const one: number[] = [];
  const other: number[] = [];
  /** By border: its length, and L, a, b of its two sides. */
  const sums: number[] = [];
  const add = (i: number, step: number, before: number, after: number): void => {
    const [here, there] = [cells.labels[i]!, cells.labels[i + step]!];
    if (here === there) return;
    const [low, high] = here < there ? [here, there] : [there, here];
    const key = low * cells.count + high;
    let at = index.get(key);
    if (at === undefined) {
      at = one.length;
      index.set(key, at);
      one.push(low);
      other.push(high);
      for (let k = 0; k < 7; k++) sums.push(0);
    }
    const [first, second] = here < there ? [before, after] : [after, before];
    const from = at * 7;
    sums[from] = sums[from]! + 1;
    for (let c = 0; c < 3; c++) {
      sums[from + 1 + c] = sums[from + 1 + c]! + data[first * 3 + c]!;
      sums[from + 4 + c] = sums[from + 4 + c]! + data[second * 3 + c]!;
    }
  };
  for (let y = 0, i = 0; y < height; y++) {
    const up = Math.min(y, aside) * width;
    const down = Math.min(height - 1 - y, 1 + aside) * width;
    for (let x = 0; x < width; x++, i++) {
      const [left, right] = [Math.min(x, aside), Math.min(width - 1 - x, 1 + aside)];
      if (x < width - 1) add(i, 1, i - left, i + right);
      if (y < height - 1) add(i, width, i - up, i + down);
    }
  }
  const length = Float64Array.from(one, (_, at) => sums[at * 7]!);
  const mean = Float64Array.from(sums, (sum, k) => sum / length[Math.floor(k / 7)]!);
  const weakness = length.map((_, at) => {
    const contrast = unlike(mean, at * 7 + 1, mean, at * 7 + 4);
    const cost = costBetween(tree, one[at]!, other[at]!);
    return Math.exp(-contrast / weakens.contrast - cost / weakens.cost);
  });
  return { one: Int32Array.from(one), other: Int32Array.from(other), length, weakness };
}
