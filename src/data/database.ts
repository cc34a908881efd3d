/** The door to Dexie: the tables, their editions, and what happens when the browser takes them away. */
import { Dexie, type EntityTable, type Table, type Transaction } from 'dexie';
import type { Asset } from '../../core/contract/asset.ts';
import { Fault } from '../../core/contract/fault.ts';
import { DeviceId, type AssetHash } from '../../core/contract/ids.ts';
import type { Job } from '../../core/contract/job.ts';
import type { Dismissal } from '../../core/contract/dismissal.ts';
import type { Project } from '../../core/contract/project.ts';
import type { Reference } from '../../core/contract/reference.ts';
import type { Sighted } from '../../core/contract/scene.ts';
import { parse } from '../../core/contract/schema.ts';
import type { Change, TableName } from '../../core/contract/tables.ts';
import type { TasteCount, TasteWord } from '../../core/contract/taste.ts';
import type { Version } from '../../core/contract/version.ts';
import { blocked, cleared, faultOf, newer, older } from './failure.ts';
import type { World } from './world.ts';

export interface Bytes {
  readonly hash: AssetHash;
  readonly blob: Blob;
  /** When they came, in milliseconds since 1970. */
  readonly kept: number;
}

/** A change that waits to be sent. */
export interface Waiting extends Change {
  seq: number;
}

/** When each field of a record was last set: what a change from elsewhere is measured against. */
export interface Stamps {
  readonly table: TableName;
  readonly id: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface Meta {
  readonly key: 'clock' | 'device';
  readonly value: string;
}

/** What was seen in a picture. It can be seen again at any time, so nobody misses it. */
export interface KeptScene {
  readonly hash: AssetHash;
  readonly sighted: Sighted;
  /** When, in milliseconds since 1970. */
  readonly kept: number;
}

/** The newest edition of the tables. */
export const EDITION = 5;

/** How long another tab may take to let go of an older edition, in milliseconds. */
const PATIENCE = 5000;

/**
 * The browser's own, but that it opens our edition or none. Left alone, the library opens a newer Brushword's tables
 * without a word, and makes them fit what this one knows.
 */
const onlyOurs: IDBFactory = {
  open(name, version) {
    if (version !== EDITION * 10) throw new DOMException('This is not our edition.', 'VersionError');
    return indexedDB.open(name, version);
  },
  deleteDatabase: name => indexedDB.deleteDatabase(name),
  databases: () => indexedDB.databases(),
  cmp: (first, second) => indexedDB.cmp(first, second),
};

export class Database extends Dexie {
  declare readonly projects: EntityTable<Project, 'id'>;
  declare readonly versions: EntityTable<Version, 'id'>;
  declare readonly jobs: EntityTable<Job, 'id'>;
  declare readonly assets: EntityTable<Asset, 'hash'>;
  declare readonly bytes: EntityTable<Bytes, 'hash'>;
  declare readonly outbox: EntityTable<Waiting, 'seq'>;
  declare readonly stamps: Table<Stamps, [TableName, string]>;
  declare readonly references: EntityTable<Reference, 'id'>;
  declare readonly tasteCounts: EntityTable<TasteCount, 'id'>;
  declare readonly tasteWords: EntityTable<TasteWord, 'id'>;
  declare readonly dismissals: EntityTable<Dismissal, 'id'>;
  declare readonly scenes: EntityTable<KeptScene, 'hash'>;
  declare readonly meta: EntityTable<Meta, 'key'>;
  readonly world: World;
  #device: DeviceId | undefined;
  #lost: Fault | undefined;
  readonly #onlost: (fault: Fault) => void;

  constructor(world: World, name: string, onlost: (fault: Fault) => void) {
    // Strict: "kept" means on the disk, also when the machine loses power. No cache: what is seen is what is kept.
    super(name, { chromeTransactionDurability: 'strict', cache: 'disabled', indexedDB: onlyOurs });
    this.world = world;
    this.#onlost = onlost;
    this.version(1).stores({
      projects: 'id, changed',
      versions: 'id, project',
      jobs: 'id, project, state',
      assets: 'hash',
      bytes: 'hash, kept',
      outbox: '++seq',
      meta: 'key',
    });
    this.version(2).stores({ stamps: '[table+id]' }).upgrade(stampFields);
    this.version(3).stores({ scenes: 'hash, kept' });
    this.version(4).stores({ references: 'id, made', tasteCounts: 'id', tasteWords: 'id', dismissals: 'id' });
    this.version(5).stores({ outbox: '++seq, [table+id+field]' });
    this.on('ready', () => this.#recognise(), true);
    this.on('versionchange', event => {
      this.#lose(event.newVersion === null ? cleared() : newer());
      return false;
    });
  }

  /** This browser's name in stamps. */
  get device(): DeviceId {
    if (this.#device === undefined) throw faultOf(new Dexie.DatabaseClosedError());
    return this.#device;
  }

  /** Every read and write goes through here: whatever the browser throws comes out as a `Fault`. */
  async guard<T>(work: () => PromiseLike<T>): Promise<T> {
    if (this.#lost) throw this.#lost;
    try {
      return await work();
    } catch (thrown) {
      // Where the browser took everything away meanwhile, the next opening tells.
      if (!(thrown instanceof Fault)) await this.meta.get('device').catch(() => undefined);
      throw this.#lost ?? faultOf(thrown);
    }
  }

  /** Runs at every opening, also those the library does by itself after the browser closed the database. */
  async #recognise(): Promise<void> {
    const device = await this.transaction('rw', this.meta, async () => {
      const known = await this.meta.get('device');
      if (known) return parse(DeviceId, known.value);
      const fresh = this.world.id(DeviceId);
      await this.meta.add({ key: 'device', value: fresh });
      return fresh;
    });
    if (this.#device !== undefined && this.#device !== device) throw this.#lose(cleared());
    this.#device = device;
  }

  #lose(fault: Fault): Fault {
    this.#lost = fault;
    this.close();
    this.#onlost(fault);
    return fault;
  }
}

/** Edition 2 keeps each field's stamp beside the records; until then only the outbox, never yet emptied, knew them. */
async function stampFields(upgrade: Transaction): Promise<void> {
  const found = new Map<string, { table: TableName; id: string; fields: Record<string, string> }>();
  await upgrade.table<Waiting, number>('outbox').each(({ table, id, field, stamp }) => {
    const key = `${table} ${id}`;
    const entry = found.get(key) ?? { table, id, fields: {} };
    if ((entry.fields[field] ?? '') < stamp) entry.fields[field] = stamp;
    found.set(key, entry);
  });
  await upgrade.table<Stamps>('stamps').bulkPut([...found.values()]);
}

export interface OpenOptions {
  readonly name?: string;
  /** Called once if the database is taken away later: a newer Brushword in another tab, or the data deleted. */
  readonly onlost?: (fault: Fault) => void;
}

/** Opens what is kept, bringing it to the newest edition. Throws a `Fault` that says why it cannot be opened. */
export async function openDatabase(world: World, options: OpenOptions = {}): Promise<Database> {
  // Reading the property alone throws in some browsers when storage is switched off.
  const there = await Promise.resolve()
    .then(() => typeof indexedDB === 'object' && indexedDB !== null)
    .catch(() => false);
  if (!there) throw blocked();
  const database = new Database(world, options.name ?? 'brushword', options.onlost ?? (() => undefined));
  const held = Promise.withResolvers<never>();
  let patience: ReturnType<typeof setTimeout> | undefined;
  database.on('blocked', () => {
    patience ??= setTimeout(() => held.reject(older()), PATIENCE);
  });
  try {
    await database.guard(() => Promise.race([database.open(), held.promise]));
  } catch (thrown) {
    database.close();
    const fault = faultOf(thrown);
    throw fault.name === 'refused' ? blocked(fault) : fault;
  } finally {
    clearTimeout(patience);
  }
  return database;
}
