/** The surfaces within surfaces as a tree: a node for each cell, then one for each join, of the two that it joined. */
import type { Join } from './regions.ts';

export interface Tree {
  /** How many cells there are: their nodes come first, and every parent after its children. */
  readonly cells: number;
  /** -1 for the root. */
  readonly parent: Int32Array;
  /** What the join cost; 0 for a cell. */
  readonly cost: Float64Array;
  /** The two children of each node; -1 for a cell's. */
  readonly children: Int32Array;
}

export function treeOf(cells: number, joins: readonly Join[]): Tree {
  const nodes = cells + joins.length;
  const parent = new Int32Array(nodes).fill(-1);
  const cost = new Float64Array(nodes);
  const children = new Int32Array(nodes * 2).fill(-1);
  const now = Int32Array.from({ length: cells }, (_, cell) => cell);
  joins.forEach((join, k) => {
    const node = cells + k;
    [join.kept, join.gone].forEach((region, side) => {
      parent[now[region]!] = node;
      children[node * 2 + side] = now[region]!;
    });
    cost[node] = join.cost;
    now[join.kept] = node;
  });
  return { cells, parent, cost, children };
}

/** What it cost to join the two cells' surfaces. */
export function costBetween({ parent, cost }: Tree, one: number, other: number): number {
  let [a, b] = [one, other];
  while (a !== b) {
    if (a < b) a = parent[a]!;
    else b = parent[b]!;
  }
  return cost[a]!;
}

/** For each node the sum over its cells of `of`. */
export function sumsOver({ cells, parent }: Tree, of: (cell: number) => number): Float64Array {
  const sums = new Float64Array(parent.length);
  for (let cell = 0; cell < cells; cell++) sums[cell] = of(cell);
  for (let node = 0; node < parent.length; node++) {
    const above = parent[node]!;
    if (above >= 0) sums[above] = sums[above]! + sums[node]!;
  }
  return sums;
}

export function cellsUnder({ cells, children }: Tree, node: number): number[] {
  const found: number[] = [];
  const stack = [node];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next < cells) found.push(next);
    else stack.push(children[next * 2]!, children[next * 2 + 1]!);
  }
  return found;
}
