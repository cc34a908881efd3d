/** A tab that dies in the middle of commits: what it was told is kept is wholly there, and nothing is half there. */
import { afterEach, expect, test } from 'vitest';
import type { ProjectId } from '../../../core/contract/ids.ts';
import { graphOf, heads, lineage } from '../../../core/history/graph.ts';
import { merge, nothing, recordsOf } from '../../../core/sync/merge.ts';
import { verify } from '../../../src/data/assets.ts';
import { commit } from '../../../src/data/commit.ts';
import type { Database } from '../../../src/data/database.ts';
import { versionsOf } from '../../../src/data/read.ts';
import { world } from '../../../src/data/world.ts';
import { cleanUp, given, newProject } from './given.ts';

afterEach(cleanUp);

/** Starts a committing worker and kills it, `ms` after its first commit. Returns what it said it had kept. */
async function liveAndDie(name: string, project: ProjectId, ms: number): Promise<string[]> {
  const kept: string[] = [];
  const worker = new Worker(new URL('./committing.worker.ts', import.meta.url), { type: 'module' });
  const begun = Promise.withResolvers<undefined>();
  worker.addEventListener('message', ({ data }: MessageEvent<string>) => {
    kept.push(data);
    begun.resolve(undefined);
  });
  worker.addEventListener('error', event => begun.reject(new Error(event.message)));
  worker.postMessage({ name, project });
  await begun.promise;
  await new Promise(resolve => setTimeout(resolve, ms));
  worker.terminate();
  return kept;
}

async function mustBeWhole(database: Database, project: ProjectId, kept: readonly string[]): Promise<void> {
  const versions = await versionsOf(database, project);
  const ids = new Set<string>(versions.map(({ id }) => id));
  expect(kept.filter(id => !ids.has(id))).toEqual([]);
  // Each version came with its bytes, its asset, its project's new head, and its changes: one more and all are seen.
  const record = await database.projects.get(project);
  const graph = graphOf(versions);
  expect(heads(graph)).toEqual([record?.head]);
  expect(lineage(graph, heads(graph)[0]!)).toHaveLength(versions.length);
  const replayed = merge(nothing, await database.outbox.toArray());
  expect(recordsOf(replayed, 'projects').get(project)).toEqual(record);
  expect(recordsOf(replayed, 'versions').size).toBe(versions.length);
  const hashes = [...new Set(versions.flatMap(({ picture, thumb }) => [picture, thumb]))];
  expect(await database.bytes.count()).toBe(hashes.length);
  expect(await database.assets.count()).toBe(hashes.length);
  for (const hash of hashes) expect(await verify(database, hash)).toBe(true);
}

test('twelve deaths at odd moments', { timeout: 60_000 }, async () => {
  const database = await given({ world });
  const work = await newProject(world);
  const { project } = work;
  await commit(database, work);
  const all: string[] = [];
  for (let death = 0; death < 12; death++) {
    // Odd moments, but the same ones in each run.
    all.push(...(await liveAndDie(database.name, project.id, (death * 37) % 61)));
    await mustBeWhole(database, project.id, all);
  }
  expect(all.length).toBeGreaterThan(12);
});
