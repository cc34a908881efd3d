/**
 * The cheapest cut between two sides of a graph: Boykov and Kolmogorov, "An Experimental Comparison of Min-Cut/Max-Flow
 * Algorithms for Energy Minimization in Vision", 2004. A tree grows from each side; where they touch flow is pushed, and
 * what that cuts off looks for another parent. Distances are marked with times, as in their own program.
 */

/** Links that can be cut in both directions for the same price. */
export interface Links {
  readonly one: ArrayLike<number>;
  readonly other: ArrayLike<number>;
  /** Not negative; Infinity is never cut. */
  readonly capacity: ArrayLike<number>;
}

export interface Cut {
  /** 1 for each node on the source's side. Nodes that neither side claims are on the sink's. */
  readonly isIn: Uint8Array;
  /** What the cut costs: all links from in to out, and each node's link to the terminal that it is not with. */
  readonly cost: number;
}

const [FREE, SOURCE, SINK] = [0, 1, 2];
const [NONE, TERMINAL, ORPHAN] = [-1, -2, -3];

/** `toSource[i]` is what it costs to put node `i` on the sink's side, and `toSink[i]` to put it on the source's. */
export function minCut(links: Links, toSource: ArrayLike<number>, toSink: ArrayLike<number>): Cut {
  const nodes = toSource.length;
  const { first, arcs, head } = adjacency(links, nodes);
  const left = new Float64Array(head.length);
  for (let k = 0; k < head.length; k++) left[k] = links.capacity[k >> 1]!;

  /** What is left of each node's link to a terminal: above 0 from the source, below 0 to the sink. */
  const excess = new Float64Array(nodes);
  const tree = new Uint8Array(nodes);
  /** The arc from a node to its parent. */
  const parent = new Int32Array(nodes).fill(NONE);
  const time = new Int32Array(nodes);
  const depth = new Int32Array(nodes);
  const active = new Queue(nodes);
  const orphans: number[] = [];
  let [clock, cost] = [0, 0];

  for (let i = 0; i < nodes; i++) {
    const [from, to] = [toSource[i]!, toSink[i]!];
    cost += Math.min(from, to);
    excess[i] = from === to ? 0 : from - to;
    if (excess[i] === 0) continue;
    tree[i] = excess[i]! > 0 ? SOURCE : SINK;
    parent[i] = TERMINAL;
    depth[i] = 1;
    active.push(i);
  }

  /** An arc from the source's tree to the sink's that still carries something, or `NONE` once there is none. */
  const grow = (): number => {
    for (let i = active.first(); i >= 0; i = active.first()) {
      const mine = tree[i]!;
      if (mine !== FREE) {
        for (let at = first[i]!; at < first[i + 1]!; at++) {
          const arc = arcs[at]!;
          const out = mine === SOURCE ? arc : arc ^ 1;
          if (left[out] === 0) continue;
          const j = head[arc]!;
          if (tree[j] === FREE) {
            tree[j] = mine;
            parent[j] = arc ^ 1;
            time[j] = time[i]!;
            depth[j] = depth[i]! + 1;
            active.push(j);
          } else if (tree[j] !== mine) {
            return out;
          } else if (time[j]! <= time[i]! && depth[j]! > depth[i]!) {
            parent[j] = arc ^ 1;
            time[j] = time[i]!;
            depth[j] = depth[i]! + 1;
          }
        }
      }
      active.drop();
    }
    return NONE;
  };

  const rootOf = (from: number, flow: number, isSource: boolean): number => {
    let [i, most] = [from, flow];
    for (let arc = parent[i]!; arc !== TERMINAL; arc = parent[i]!) {
      most = Math.min(most, left[isSource ? arc ^ 1 : arc]!);
      i = head[arc]!;
    }
    return Math.min(most, Math.abs(excess[i]!));
  };

  const push = (from: number, flow: number, isSource: boolean): void => {
    let i = from;
    for (let arc = parent[i]!; arc !== TERMINAL; arc = parent[i]!) {
      const used = isSource ? arc ^ 1 : arc;
      left[used] = left[used]! - flow;
      left[used ^ 1] = left[used ^ 1]! + flow;
      if (left[used] === 0) orphan(i);
      i = head[arc]!;
    }
    excess[i] = excess[i]! + (isSource ? -flow : flow);
    if (excess[i] === 0) orphan(i);
  };

  const orphan = (i: number): void => {
    parent[i] = ORPHAN;
    orphans.push(i);
  };

  const augment = (arc: number): void => {
    const [from, to] = [head[arc ^ 1]!, head[arc]!];
    const flow = rootOf(to, rootOf(from, left[arc]!, true), false);
    left[arc] = left[arc]! - flow;
    left[arc ^ 1] = left[arc ^ 1]! + flow;
    push(from, flow, true);
    push(to, flow, false);
    cost += flow;
  };

  /** How far from its terminal a node is; Infinity where an orphan is above it. */
  const distance = (from: number): number => {
    let [i, steps] = [from, 0];
    for (;;) {
      if (time[i] === clock) {
        steps += depth[i]!;
        break;
      }
      const arc = parent[i]!;
      steps++;
      if (arc === TERMINAL) {
        time[i] = clock;
        depth[i] = 1;
        break;
      }
      if (arc === ORPHAN || arc === NONE) return Infinity;
      i = head[arc]!;
    }
    for (let j = from, d = steps; time[j] !== clock; j = head[parent[j]!]!) {
      time[j] = clock;
      depth[j] = d--;
    }
    return steps;
  };

  const adopt = (i: number): void => {
    const mine = tree[i]!;
    let [best, nearest] = [NONE, Infinity];
    for (let at = first[i]!; at < first[i + 1]!; at++) {
      const arc = arcs[at]!;
      const j = head[arc]!;
      if (tree[j] !== mine || left[mine === SOURCE ? arc ^ 1 : arc] === 0) continue;
      if (parent[j] === NONE) continue;
      const far = distance(j);
      if (far < nearest) [best, nearest] = [arc, far];
    }
    if (best !== NONE) {
      parent[i] = best;
      time[i] = clock;
      depth[i] = nearest + 1;
      return;
    }
    for (let at = first[i]!; at < first[i + 1]!; at++) {
      const arc = arcs[at]!;
      const j = head[arc]!;
      if (tree[j] !== mine) continue;
      if (left[mine === SOURCE ? arc ^ 1 : arc]! > 0) active.push(j);
      if (parent[j]! >= 0 && head[parent[j]!] === i) orphan(j);
    }
    tree[i] = FREE;
    parent[i] = NONE;
  };

  for (let arc = grow(); arc !== NONE; arc = grow()) {
    clock++;
    augment(arc);
    for (let i = orphans.pop(); i !== undefined; i = orphans.pop()) adopt(i);
  }
  return { isIn: tree.map(side => (side === SOURCE ? 1 : 0)), cost };
}

/** The arcs that leave each node: arc `2k` goes from one end of link `k` to the other, and `2k + 1` back. */
function adjacency(
  { one, other }: Links,
  nodes: number,
): { first: Int32Array; arcs: Int32Array; head: Int32Array } {
  const first = new Int32Array(nodes + 1);
  const head = new Int32Array(one.length * 2);
  for (let k = 0; k < one.length; k++) {
    head[2 * k] = other[k]!;
    head[2 * k + 1] = one[k]!;
  }
  for (const node of head) first[node + 1] = first[node + 1]! + 1;
  for (let i = 0; i < nodes; i++) first[i + 1] = first[i + 1]! + first[i]!;
  const at = first.slice(0, nodes);
  const arcs = new Int32Array(head.length);
  for (let arc = 0; arc < head.length; arc++) {
    const from = head[arc ^ 1]!;
    arcs[at[from]!] = arc;
    at[from] = at[from]! + 1;
  }
  return { first, arcs, head };
}

/** Nodes in the order in which they came, each at most once. */
class Queue {
  private readonly ring: Int32Array;
  private readonly waits: Uint8Array;
  private from = 0;
  private count = 0;

  constructor(nodes: number) {
    this.ring = new Int32Array(nodes);
    this.waits = new Uint8Array(nodes);
  }

  push(i: number): void {
    if (this.waits[i] === 1) return;
    this.waits[i] = 1;
    this.ring[(this.from + this.count++) % this.ring.length] = i;
  }

  /** -1 where nobody waits. */
  first(): number {
    return this.count === 0 ? -1 : this.ring[this.from]!;
  }

  drop(): void {
    this.waits[this.ring[this.from]!] = 0;
    this.from = (this.from + 1) % this.ring.length;
    this.count--;
  }
}
