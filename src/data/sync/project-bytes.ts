/** Which bytes each project needs, and which of them are here. */
import type { Asset } from '../../../core/contract/asset.ts';
import type { AssetHash, ProjectId } from '../../../core/contract/ids.ts';
import type { Database } from '../database.ts';

/** The tables that this reads, for a transaction. */
export const readTables = ['projects', 'versions', 'jobs', 'references', 'assets', 'bytes'] as const;

export interface Needs {
  /** What the projects page and the history show. */
  readonly thumbs: ReadonlySet<AssetHash>;
  /** Everything else: pictures, with what patches lie on, and masks. */
  readonly full: ReadonlySet<AssetHash>;
}

/** What each project needs that is not deleted, the last changed first. */
export async function needsOf(database: Database): Promise<ReadonlyMap<ProjectId, Needs>> {
  const bases = await basesIn(database);
  const found = new Map<ProjectId, { thumbs: Set<AssetHash>; full: Set<AssetHash> }>();
  const projects = await database.projects.orderBy('changed').reverse().toArray();
  for (const { id, thumb, deleted } of projects) {
    if (deleted !== true) found.set(id, { thumbs: new Set([thumb]), full: new Set() });
  }
  const need = (project: ProjectId, hash: AssetHash | undefined): void => {
    const full = found.get(project)?.full;
    // What is there already has brought what it lies on; two that lie on each other end here, too.
    for (let next = hash; full && next !== undefined && !full.has(next); next = bases.get(next))
      full.add(next);
  };
  await database.versions.each(({ project, picture, thumb, recipe }) => {
    found.get(project)?.thumbs.add(thumb);
    need(project, picture);
    need(project, recipe?.mask);
  });
  await database.jobs.each(({ project, recipe }) => need(project, recipe?.mask));
  for (const { thumbs, full } of found.values()) for (const hash of thumbs) full.delete(hash);
  return found;
}

/** Of these, those that are not here, as far as this device knows of them; in their order. */
export async function absentAmong(
  database: Database,
  hashes: Iterable<AssetHash>,
): Promise<readonly Asset[]> {
  const names = [...new Set(hashes)];
  const here = new Set(await database.bytes.where('hash').anyOf(names).primaryKeys());
  const assets = await database.assets.bulkGet(names.filter(hash => !here.has(hash)));
  return assets.filter(asset => asset !== undefined);
}

async function basesIn({ assets }: Database): Promise<ReadonlyMap<AssetHash, AssetHash>> {
  const bases = new Map<AssetHash, AssetHash>();
  await assets.each(({ hash, base }) => {
    if (base !== undefined) bases.set(hash, base);
  });
  return bases;
}
