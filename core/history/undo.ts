/**
 * Where back and forward lead. `head` is on the screen and `tip` is the end of the branch that it lies on: `head` is on
 * the way from the beginning to `tip`. Nothing here takes a version away; it only says where to stand.
 */
import { Fault } from '../contract/fault.ts';
import type { VersionId } from '../contract/ids.ts';
import type { Project } from '../contract/project.ts';
import type { Version } from '../contract/version.ts';
import { lineage, newestEnd, type Graph } from './graph.ts';

/** Where a project stands: the two fields of `Project` that history moves. */
export type Place = Pick<Project, 'head' | 'tip'>;

/** How many steps lead back, and how many forward. */
export function steps(graph: Graph, place: Place): { readonly back: number; readonly forward: number } {
  const { way, at } = find(graph, place);
  return { back: at, forward: way.length - 1 - at };
}

/** `count` steps back (undo), or as many as there are. `count` is a whole number from 1. */
export function back(graph: Graph, place: Place, count = 1): Place {
  const { way, at, tip } = find(graph, place);
  return { head: way[Math.max(0, at - count)] ?? place.head, tip };
}

/** `count` steps forward (redo), or as many as there are. */
export function forward(graph: Graph, place: Place, count = 1): Place {
  const { way, at, tip } = find(graph, place);
  return { head: way[Math.min(way.length - 1, at + count)] ?? place.head, tip };
}

/** To the beginning. Forward leads all the way again. */
export function reset(graph: Graph, place: Place): Place {
  const { way, tip } = find(graph, place);
  return { head: way[0] ?? place.head, tip };
}

/** A new version has come: stand on it. What it was not made from stays as a branch. */
export function land(version: Pick<Version, 'id'>): Place {
  return { head: version.id, tip: version.id };
}

/**
 * To any version of the history. On the present branch forward leads on as before; on another it leads to that one's
 * newest end. Throws `Fault('not-found')` where the version is not here.
 */
export function restore(graph: Graph, place: Place, to: VersionId): Place {
  if (!graph.versions.has(to)) {
    throw new Fault('not-found', 'That version is not on this device. Choose another one in the history.');
  }
  const { way, tip } = find(graph, place);
  return { head: to, tip: way.includes(to) ? tip : newestEnd(graph, to) };
}

/** The branch that `place` lies on. Where another device left `tip` on another branch, `head` is right and forward ends there. */
function find(graph: Graph, { head, tip }: Place): { way: readonly VersionId[]; at: number; tip: VersionId } {
  const toTip = lineage(graph, tip);
  const at = toTip.indexOf(head);
  if (at >= 0) return { way: toTip, at, tip };
  const toHead = lineage(graph, head);
  return { way: toHead, at: Math.max(0, toHead.length - 1), tip: head };
}
