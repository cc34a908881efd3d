/** The only way to write. Records, their changes for the other devices, the clock and the bytes: all of it, or nothing. */
import type { Asset } from '../../core/contract/asset.ts';
import type { AssetHash } from '../../core/contract/ids.ts';
import { keys, type Change, type Row, type TableName } from '../../core/contract/tables.ts';
import { settle, type Fields } from '../../core/sync/change.ts';
import { stampOf } from '../../core/sync/clock.ts';
import { nextClock } from './clock.ts';
import { DELETED } from '../../core/sync/vault.ts';
import type { Database } from './database.ts';
import type { Stamps } from './rows.ts';
import { leadsOf, mustLeadSomewhere, mustLieOnWhole, type Lead } from './leads.ts';

/** The tables whose records change, field by field. */
type Changing = 'projects' | 'jobs' | 'references' | 'tasteCounts' | 'tasteWords' | 'dismissals' | 'others';

/** A record's key, and the fields to set: all of them where it is new. Undefined takes a field away. */
export type Setting<T extends Changing> = Pick<Row<T>, 'id'> & {
  readonly [F in keyof Row<T>]?: Row<T>[F] | undefined;
};

/** Bytes to keep, and the record that goes with them. `base` where they are a patch: what they lie on. */
export interface Parcel {
  readonly hash: AssetHash;
  readonly blob: Blob;
  readonly base?: AssetHash | undefined;
}

export interface Work {
  readonly projects?: readonly Setting<'projects'>[];
  /** Written once: a version that is there already must be the same. */
  readonly versions?: readonly Row<'versions'>[];
  readonly jobs?: readonly Setting<'jobs'>[];
  readonly assets?: readonly Parcel[];
  readonly references?: readonly Setting<'references'>[];
  readonly tasteCounts?: readonly Setting<'tasteCounts'>[];
  readonly tasteWords?: readonly Setting<'tasteWords'>[];
  readonly dismissals?: readonly Setting<'dismissals'>[];
  readonly others?: readonly Setting<'others'>[];
}

/** Records that are named come before those that name them. */
const order = [
  'projects',
  'versions',
  'jobs',
  'references',
  'tasteCounts',
  'tasteWords',
  'dismissals',
  'others',
] as const;

/**
 * Keeps `work`, and settles once it is on the disk. Only what differs from what is kept is written, so doing the same
 * again does nothing; the changes made come back. Where it throws, nothing was written:
 * `no-space`: the disk is full. `conflict`: a version or asset would change, or another tab has taken over.
 * `bad-request`, `too-big`: a record is not as its schema says. `bug`: a record names what is not there.
 */
export async function commit(database: Database, work: Work): Promise<readonly Change[]> {
  const named = order.filter(name => work[name]?.length);
  // What a record may name is looked for. Pictures can be read while a commit without bytes is under way.
  const led = ['projects', 'versions', 'assets', ...(work.assets?.length ? ['bytes'] : [])];
  // Loaded only where something may come back, since all else that is shown first does without it.
  const comesBack = [...(work.projects ?? []), ...(work.references ?? [])].some(fields => DELETED in fields);
  const again = comesBack ? await import('./sync/again.ts') : undefined;
  return transact(database, new Set([...named, ...led, ...(again?.againTables ?? [])]), async stamp => {
    const changes = await write(database, work, stamp);
    await again?.sendAgain(
      database,
      changes.filter(({ field, value }) => field === DELETED && value === null),
    );
    return changes;
  });
}

/**
 * The same for what is worked out from what is kept, with nothing written in between: `make` reads `tables`, and is given the
 * stamp that its changes will have.
 */
export function commitMade(
  database: Database,
  tables: readonly Changing[],
  make: (stamp: string) => Promise<Omit<Work, 'assets' | 'versions'>>,
): Promise<readonly Change[]> {
  return transact(database, new Set(tables), async stamp => write(database, await make(stamp), stamp));
}

function transact(
  database: Database,
  tables: ReadonlySet<string>,
  work: (stamp: string) => Promise<readonly Change[]>,
): Promise<readonly Change[]> {
  // An async function, else the library does not see the awaits inside and lets the transaction end too early.
  return database.guard(() =>
    database.transaction('rw', [...tables, 'outbox', 'stamps', 'meta'], async () => {
      return work(stampOf(await nextClock(database)));
    }),
  );
}

async function write(database: Database, work: Work, stamp: string): Promise<readonly Change[]> {
  const written: Written[] = [];
  if (work.assets?.length) {
    await writeBytes(database, work.assets);
    written.push(await writeRows(database, 'assets', await assetsOf(database, work.assets), stamp));
  }
  for (const name of order) written.push(await writeRows(database, name, work[name] ?? [], stamp));
  const changes = written.flatMap(table => table.changes);
  if (changes.length === 0) return [];
  await mustLeadSomewhere(
    database,
    written.flatMap(table => table.leads),
  );
  await mustLieOnWhole(
    database,
    (work.assets ?? []).flatMap(({ base }) => base ?? []),
  );
  await writeStamps(database, changes);
  await send(
    database,
    changes,
    written.flatMap(table => table.again),
  );
  await database.meta.put({ key: 'clock', value: stamp });
  return changes;
}

/** The records of the parcels. Bytes that are kept already keep the type they came with, whatever they are called now. */
async function assetsOf(database: Database, parcels: readonly Parcel[]): Promise<Asset[]> {
  const old = await database.assets.bulkGet(parcels.map(({ hash }) => hash));
  return parcels.map(({ hash, blob, base }, i) => ({
    hash,
    type: old[i]?.type ?? blob.type,
    size: blob.size,
    ...(base === undefined ? {} : { base }),
  }));
}

async function writeBytes(database: Database, parcels: readonly Parcel[]): Promise<void> {
  const blobs = new Map(parcels.map(({ hash, blob }) => [hash, blob]));
  const there = new Set(
    await database.bytes
      .where('hash')
      .anyOf([...blobs.keys()])
      .primaryKeys(),
  );
  const kept = database.world.now();
  const missing = [...blobs].filter(([hash]) => !there.has(hash));
  if (missing.length > 0) await database.bytes.bulkAdd(missing.map(([hash, blob]) => ({ hash, blob, kept })));
}

interface Written {
  readonly changes: readonly Change[];
  /** Those of them that set a field of a record that was there before. */
  readonly again: readonly Change[];
  readonly leads: readonly Lead[];
}

async function writeRows<T extends TableName>(
  database: Database,
  name: T,
  settings: readonly Fields[],
  stamp: string,
): Promise<Written> {
  if (settings.length === 0) return { changes: [], again: [], leads: [] };
  const table = database.table<Row<T>, string>(name);
  const ids = settings.map(fields => String(fields[keys[name]]));
  const before = new Map<string, Row<T> | undefined>();
  (await table.bulkGet(ids)).forEach((row, i) => before.set(ids[i] ?? '', row));
  // One record may be set twice in one commit: the second time on top of the first, and one change a field.
  const merged = new Map<string, Fields>();
  settings.forEach((fields, i) => {
    const id = ids[i] ?? '';
    merged.set(id, { ...merged.get(id), ...fields });
  });
  const settled = [...merged].map(([id, fields]) => settle(name, before.get(id), fields, stamp));
  const changed = settled.filter(({ changes }) => changes.length > 0);
  if (changed.length > 0) await table.bulkPut(changed.map(({ row }) => row));
  return {
    changes: changed.flatMap(({ changes }) => changes),
    again: changed.flatMap(({ changes }) => changes.filter(({ id }) => before.get(id) !== undefined)),
    leads: changed.flatMap(({ row }) => leadsOf(name, row)),
  };
}

/**
 * Of one field's changes only the last waits, also where the vault has taken an earlier one: what came before that one is told by its
 * stamp, which is this device's, when it comes back (`core/sync/arrive.ts`).
 */
async function send(
  { outbox }: Database,
  changes: readonly Change[],
  again: readonly Change[],
): Promise<void> {
  if (again.length > 0)
    await outbox
      .where('[table+id+field]')
      .anyOf(again.map(({ table, id, field }) => [table, id, field]))
      .delete();
  await outbox.bulkAdd(changes);
}

async function writeStamps(database: Database, changes: readonly Change[]): Promise<void> {
  const fresh = new Map<string, Stamps>();
  for (const { table, id, field, stamp } of changes) {
    const key = `${table} ${id}`;
    fresh.set(key, { table, id, fields: { ...fresh.get(key)?.fields, [field]: stamp } });
  }
  const entries = [...fresh.values()];
  const old = await database.stamps.bulkGet(entries.map(({ table, id }) => [table, id]));
  await database.stamps.bulkPut(
    entries.map((entry, i) => ({ ...entry, fields: { ...old[i]?.fields, ...entry.fields } })),
  );
}
