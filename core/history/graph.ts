/** Versions as a graph: each points to the ones it was made of. A parent that is not here (not yet synced) counts as none. */
import type { VersionId } from '../contract/ids.ts';
import type { Version } from '../contract/version.ts';

export interface Graph {
  readonly versions: ReadonlyMap<VersionId, Version>;
  /** Oldest first. */
  readonly children: ReadonlyMap<VersionId, readonly VersionId[]>;
}

export function graphOf(versions: Iterable<Version>): Graph {
  const sorted = [...versions].sort(byAge);
  const known = new Map(sorted.map(version => [version.id, version]));
  const children = new Map<VersionId, VersionId[]>();
  for (const { id, parents } of sorted) {
    for (const parent of new Set(parents)) {
      if (!known.has(parent)) continue;
      const siblings = children.get(parent);
      if (siblings) siblings.push(id);
      else children.set(parent, [id]);
    }
  }
  return { versions: known, children };
}

/** The parents that are here; the first is what the version was made from, the others were brought into it. */
export function parentsOf(graph: Graph, id: VersionId): readonly VersionId[] {
  return (graph.versions.get(id)?.parents ?? []).filter(parent => graph.versions.has(parent));
}

export function childrenOf(graph: Graph, id: VersionId): readonly VersionId[] {
  return graph.children.get(id) ?? [];
}

/** All that `id` came from, without itself. */
export function ancestors(graph: Graph, id: VersionId): ReadonlySet<VersionId> {
  return reach(id, from => parentsOf(graph, from));
}

/** All that came from `id`, without itself. */
export function descendants(graph: Graph, id: VersionId): ReadonlySet<VersionId> {
  return reach(id, from => childrenOf(graph, from));
}

/** The way from the beginning to `id`, both included, by first parents; empty where `id` is not here. */
export function lineage(graph: Graph, id: VersionId): readonly VersionId[] {
  const way = new Set<VersionId>();
  let at: VersionId | undefined = graph.versions.has(id) ? id : undefined;
  while (at !== undefined && !way.has(at)) {
    way.add(at);
    at = parentsOf(graph, at)[0];
  }
  return [...way].reverse();
}

/** The ends of the branches: versions that nothing was made from. Newest first. */
export function heads(graph: Graph): readonly VersionId[] {
  return [...graph.versions.values()]
    .filter(({ id }) => childrenOf(graph, id).length === 0)
    .sort((a, b) => byAge(b, a))
    .map(({ id }) => id);
}

/** The newest end of the branches that were made from `id` by first parents; `id` itself where there is none. */
export function newestEnd(graph: Graph, id: VersionId): VersionId {
  const further = reach(id, from =>
    childrenOf(graph, from).filter(child => parentsOf(graph, child)[0] === from),
  );
  const end = heads(graph).find(head => further.has(head));
  return end ?? id;
}

/** Older first; of one age, by name, so that every device draws the same. */
export function byAge(a: Version, b: Version): number {
  return a.made - b.made || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function reach(from: VersionId, next: (id: VersionId) => readonly VersionId[]): ReadonlySet<VersionId> {
  const seen = new Set<VersionId>([from]);
  // A set that grows while it is walked is walked to its end.
  for (const id of seen) for (const further of next(id)) seen.add(further);
  seen.delete(from);
  return seen;
}
