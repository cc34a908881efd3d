/** Lets go of bytes that no project and no reference needs. Records stay: they are small, and other devices may still ask for them. */
import type { Asset } from '../../core/contract/asset.ts';
import type { AssetHash } from '../../core/contract/ids.ts';
import { readStamp } from '../../core/sync/clock.ts';
import { UNDELETE } from '../../core/sync/vault.ts';
import type { Database } from './database.ts';

/** Bytes that nothing names yet may be on their way into a project. */
const GRACE = 24 * 60 * 60_000;

/** Deletes the bytes that nothing names, but for what was deleted in the last 30 days. Says how many it let go. */
export function sweep(database: Database): Promise<number> {
  const { projects, versions, jobs, references, assets, stamps, bytes } = database;
  return database.guard(() =>
    database.transaction('rw', [projects, versions, jobs, references, assets, stamps, bytes], async () => {
      const now = database.world.now();
      const needed = await neededBytes(database, now);
      const old = await bytes
        .where('kept')
        .below(now - GRACE)
        .primaryKeys();
      const loose = old.filter(hash => !needed.has(hash));
      await bytes.bulkDelete(loose);
      return loose.length;
    }),
  );
}

async function neededBytes(database: Database, now: number): Promise<ReadonlySet<AssetHash>> {
  const dead = await deadIn(database, 'projects', now);
  const gone = await deadIn(database, 'references', now);
  const needed = new Set<AssetHash>();
  const need = (hash: AssetHash | undefined): void => {
    if (hash !== undefined) needed.add(hash);
  };
  await database.projects.each(project => {
    if (!dead.has(project.id)) need(project.thumb);
  });
  await database.versions.each(({ project, picture, thumb, recipe }) => {
    if (!dead.has(project)) [picture, thumb, recipe?.mask].forEach(need);
  });
  // What was asked for may be asked again.
  await database.jobs.each(({ project, recipe }) => {
    if (!dead.has(project)) need(recipe?.mask);
  });
  await database.references.each(({ id, picture }) => {
    if (!gone.has(id)) need(picture);
  });
  const patches: Asset[] = await database.assets.filter(asset => asset.base !== undefined).toArray();
  const bases = new Map(patches.map(({ hash, base }) => [hash, base]));
  // A set that grows while it is walked is walked to its end: also the base of a base.
  for (const hash of needed) need(bases.get(hash));
  return needed;
}

/** Those deleted so long ago that they do not come back. When that was is in the stamp of that field. */
async function deadIn(
  database: Database,
  table: 'projects' | 'references',
  now: number,
): Promise<ReadonlySet<string>> {
  const dead = new Set<string>();
  const rows = database.table<{ readonly id: string; readonly deleted?: boolean }, string>(table);
  const deleted = await rows.filter(row => row.deleted === true).toArray();
  const stamps = await database.stamps.bulkGet(deleted.map(({ id }) => [table, id]));
  deleted.forEach(({ id }, i) => {
    const stamp = stamps[i]?.fields['deleted'];
    if (stamp !== undefined && readStamp(stamp).ms < now - UNDELETE) dead.add(id);
  });
  return dead;
}
