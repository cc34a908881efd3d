/** Where each version is drawn: one row each, the newest on top, and one lane for each branch; the present branch is lane 0. */
import type { VersionId } from '../contract/ids.ts';
import type { Version } from '../contract/version.ts';
import { byAge, childrenOf, lineage, parentsOf, type Graph } from './graph.ts';
import type { Place } from './undo.ts';

export interface Drawn {
  readonly version: Version;
  readonly row: number;
  readonly lane: number;
  /** The parents that are here, and where they are drawn: a line leads to each. */
  readonly from: readonly { readonly id: VersionId; readonly row: number; readonly lane: number }[];
  /** Of the present branch: `done` is on the way to the head, `ahead` is where forward leads. */
  readonly standing: 'head' | 'done' | 'ahead' | 'aside';
}

export interface Layout {
  /** Newest first; a version always comes above those it was made of. */
  readonly rows: readonly Drawn[];
  readonly lanes: number;
}

export function layout(graph: Graph, { head, tip }: Place): Layout {
  const order = newestFirst(graph);
  const row = new Map(order.map((version, i) => [version.id, i]));
  const lane = lanesOf(graph, order, row, tip);
  const way = new Set(lineage(graph, head));
  const ahead = new Set(lineage(graph, tip).includes(head) ? lineage(graph, tip) : []);
  const rows = order.map((version, i) => ({
    version,
    row: i,
    lane: lane.get(version.id) ?? 0,
    from: parentsOf(graph, version.id).map(id => ({ id, row: row.get(id) ?? 0, lane: lane.get(id) ?? 0 })),
    standing: standing(version.id),
  }));
  return { rows, lanes: 1 + Math.max(0, ...lane.values()) };

  function standing(id: VersionId): Drawn['standing'] {
    if (id === head) return 'head';
    if (way.has(id)) return 'done';
    return ahead.has(id) ? 'ahead' : 'aside';
  }
}

/** By age, but a version never below its parents, even where a clock was set wrong (Kahn's algorithm). */
function newestFirst(graph: Graph): Version[] {
  const waiting = new Map([...graph.versions.keys()].map(id => [id, childrenOf(graph, id).length]));
  const free = [...graph.versions.values()].filter(({ id }) => waiting.get(id) === 0).sort(byAge);
  const order: Version[] = [];
  for (let next = free.pop(); next; next = free.pop()) {
    order.push(next);
    for (const id of new Set(parentsOf(graph, next.id))) {
      const left = (waiting.get(id) ?? 0) - 1;
      waiting.set(id, left);
      const parent = graph.versions.get(id);
      if (left === 0 && parent) insert(free, parent);
    }
  }
  return order;
}

/** Keeps `sorted` in the order of age. */
function insert(sorted: Version[], version: Version): void {
  let at = sorted.length;
  for (let before = sorted[at - 1]; before && byAge(before, version) > 0; before = sorted[at - 1]) at--;
  sorted.splice(at, 0, version);
}

/**
 * Each branch, from its end up to where it left another one, is a vertical line; each gets the lowest lane that is free
 * over all the rows it crosses. Lane 0 is the present branch's alone; the others come by their newest version.
 */
function lanesOf(
  graph: Graph,
  order: readonly Version[],
  row: ReadonlyMap<VersionId, number>,
  tip: VersionId,
): Map<VersionId, number> {
  const lane = new Map(lineage(graph, tip).map(id => [id, 0]));
  const taken: { top: number; bottom: number }[][] = [[{ top: 0, bottom: Infinity }]];
  for (const { id: end } of order) {
    if (lane.has(end)) continue;
    const { branch, fork } = climb(graph, end, lane);
    const top = row.get(end) ?? 0;
    const bottom = row.get(fork ?? branch.at(-1) ?? end) ?? top;
    let at = taken.findIndex(spans => spans.every(span => span.bottom < top || span.top > bottom));
    if (at < 0) at = taken.push([]) - 1;
    taken[at]?.push({ top, bottom });
    for (const id of branch) lane.set(id, at);
  }
  return lane;
}

/** From the end of a branch up to where it left one that has its lane. */
function climb(graph: Graph, end: VersionId, drawn: ReadonlyMap<VersionId, number>) {
  const branch = new Set<VersionId>();
  let at: VersionId | undefined = end;
  while (at !== undefined && !drawn.has(at) && !branch.has(at)) {
    branch.add(at);
    at = parentsOf(graph, at)[0];
  }
  return { branch: [...branch], fork: at };
}
