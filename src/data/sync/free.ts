/** Makes room on this device: lets go of a project's pictures that its account has. They come again when they are looked at. */
import { Fault } from '../../../core/contract/fault.ts';
import type { AssetHash, ProjectId } from '../../../core/contract/ids.ts';
import { standingOf } from '../clock.ts';
import type { Database } from '../database.ts';
import { habitsIn } from './habits.ts';
import { needsOf, readTables } from './project-bytes.ts';
import type { Server } from './server.ts';
import { isTaken } from './taken.ts';

/** How many the server is asked for at once. */
const AT_ONCE = 1000;

export interface Freed {
  readonly blobs: number;
  readonly bytes: number;
}

/** What could be let go of, as far as this device knows: what a project alone needs, and has sent. Thumbnails stay, and what is pinned. */
export function freeableIn(database: Database): Promise<ReadonlyMap<ProjectId, Freed>> {
  return database.guard(() =>
    database.transaction('r', [...readTables, 'outbox', 'meta'], async () => {
      const { pinned } = await habitsIn(database);
      const freeable = new Map<ProjectId, Freed>();
      for (const [project, hashes] of await ownOf(database)) {
        if (!pinned.includes(project)) freeable.set(project, sum(await hereAmong(database, hashes)));
      }
      return freeable;
    }),
  );
}

/**
 * Lets go of them, as far as the account says that it has them, and says how many and how large they were. Throws `conflict` where
 * the project is pinned, and what the server throws; then nothing was let go of.
 */
export async function freeProject(
  database: Database,
  server: Pick<Server, 'missing'>,
  project: ProjectId,
  signal: AbortSignal,
): Promise<Freed> {
  const tables = [...readTables, 'outbox', 'meta'];
  const own = await database.guard(() =>
    database.transaction('r', tables, () => ownBytes(database, project)),
  );
  const safe = new Set<AssetHash>();
  for (let from = 0; from < own.length; from += AT_ONCE) {
    const offer = own.slice(from, from + AT_ONCE);
    const missing = new Set((await server.missing(offer, signal)).missing);
    for (const { hash } of offer) if (!missing.has(hash)) safe.add(hash);
  }
  signal.throwIfAborted();
  return database.guard(() =>
    database.transaction('rw', tables, async () => {
      // Somebody may have pinned or used it meanwhile.
      const gone = (await ownBytes(database, project)).filter(({ hash }) => safe.has(hash));
      await database.bytes.bulkDelete(gone.map(({ hash }) => hash));
      return sum(gone);
    }),
  );
}

interface Own {
  readonly hash: AssetHash;
  readonly size: number;
}

async function ownBytes(database: Database, project: ProjectId): Promise<readonly Own[]> {
  if ((await habitsIn(database)).pinned.includes(project)) {
    throw new Fault(
      'conflict',
      'This project is kept on this device. Let it be kept no longer, and try again.',
    );
  }
  return hereAmong(database, (await ownOf(database)).get(project) ?? []);
}

/** What each project needs, and nothing else does that must stay. */
async function ownOf(database: Database): Promise<ReadonlyMap<ProjectId, readonly AssetHash[]>> {
  const all = await needsOf(database);
  /** Undefined where it is nobody's own. */
  const owners = new Map<AssetHash, ProjectId | undefined>();
  for (const [id, { full }] of all) {
    for (const hash of full) owners.set(hash, owners.has(hash) ? undefined : id);
  }
  for (const { thumbs } of all.values()) for (const hash of thumbs) owners.set(hash, undefined);
  await database.references.each(({ picture }) => void owners.set(picture, undefined));
  // What the vault has not taken yet may have been refused.
  const { taken = [] } = (await standingOf(database)) ?? {};
  await database.outbox
    .where('[table+id+field]')
    .between(['assets'], ['assets\uffff'])
    .filter(({ seq }) => !isTaken(taken, seq))
    .each(({ id }) => void owners.set(id as AssetHash, undefined));
  const own = new Map<ProjectId, AssetHash[]>([...all.keys()].map(id => [id, []]));
  for (const [hash, owner] of owners) if (owner !== undefined) own.get(owner)?.push(hash);
  return own;
}

async function hereAmong(database: Database, hashes: readonly AssetHash[]): Promise<readonly Own[]> {
  const rows = await database.bytes.bulkGet([...hashes]);
  return rows.flatMap(row => (row ? [{ hash: row.hash, size: row.blob.size }] : []));
}

const sum = (own: readonly Own[]): Freed => ({
  blobs: own.length,
  bytes: own.reduce((total, { size }) => total + size, 0),
});
