/** The door to Dexie: the tables, their editions, and what happens when the browser takes them away. */
import { Dexie, liveQuery, type EntityTable, type Table, type Transaction } from 'dexie';
import type { Asset } from '../../core/contract/asset.ts';
import { Fault } from '../../core/contract/fault.ts';
import type { HostedTool } from '../../core/contract/ask.ts';
import type { NewProvider } from '../../core/contract/hosted.ts';
import {
  DeviceId,
  type AccountId,
  type AssetHash,
  type JobId,
  type ProjectId,
  type ProviderId,
} from '../../core/contract/ids.ts';
import type { Job } from '../../core/contract/job.ts';
import type { Dismissal } from '../../core/contract/dismissal.ts';
import type { Project } from '../../core/contract/project.ts';
import type { Other } from '../../core/contract/other.ts';
import type { Reference } from '../../core/contract/reference.ts';
import type { Sighted } from '../../core/contract/scene.ts';
import { parse } from '../../core/contract/schema.ts';
import type { TasteCount, TasteWord } from '../../core/contract/taste.ts';
import type { Sent } from '../../core/contract/vault.ts';
import type { Version } from '../../core/contract/version.ts';
import type { Waiting as Unsent } from '../../core/sync/outbox.ts';
import { blocked, cleared, faultOf, newer, older } from './failure.ts';
import type { World } from './world.ts';

export interface Bytes {
  readonly hash: AssetHash;
  readonly blob: Blob;
  /** When they came, in milliseconds since 1970. */
  readonly kept: number;
}

/** A change that waits for the vault: to be sent, or, once taken, to come back. */
export interface Waiting extends Unsent {
  seq: number;
}

/** When each field of a record was last set: what a change from elsewhere is measured against. */
export interface Stamps {
  readonly table: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What holds of a record and is in no table: it leads to what is not here yet, or only a newer Brushword knows it. */
export interface Aside {
  readonly table: string;
  readonly id: string;
  readonly changes: readonly Sent[];
  /** What it is waiting for, each as `nameOf` names it (`sync/records.ts`). */
  readonly awaits: readonly string[];
}

/** The account's vault, as far as this device knows it. */
export interface Standing {
  readonly key: 'vault';
  readonly account: AccountId;
  /** The number of its last change that is kept here. */
  readonly read: number;
  /** How far its clock is ahead of ours, in milliseconds. */
  readonly offset: number;
}

/** What the person wants of syncing on this device. */
export interface Habits {
  readonly key: 'sync';
  /** Nothing goes or comes by itself. */
  readonly paused: boolean;
  /** And neither does it where the network is metered. */
  readonly spareMetered: boolean;
  /** The projects that are wanted here whole, also without a network. */
  readonly pinned: readonly ProjectId[];
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

/** A table, for whoever reads any. */
export type Rows<R, K> = Table<R, K>;

/** A machine of the person's own, with what only this device may know of it. Never sent to the account. */
export interface OwnProvider extends Omit<NewProvider, 'secrets'> {
  readonly id: ProviderId;
  /** What it needs to be let in, by the names of its settings. */
  readonly secrets: Readonly<Record<string, string>>;
  /** What it said it can do, where not all of its kind can do the same. */
  readonly tools?: readonly HostedTool[];
  /** When it was set up, in milliseconds since 1970. */
  readonly made: number;
}

/** Where the person said that something may always go, and when, in milliseconds since 1970: of pictures, and of what they say. */
export interface Consent {
  readonly provider: ProviderId;
  readonly given?: number;
  readonly speech?: number;
}

/**
 * What a job asked of a machine elsewhere, kept from before it is sent until its answer has landed: a page that died finds here
 * where to ask on, or the answer itself, and nothing is asked, or paid, twice.
 */
export interface Errand {
  readonly job: JobId;
  readonly provider: ProviderId;
  /** The SHA-256 of what was asked. */
  readonly work: string;
  /** By which it is asked after: absent where it is not known whether it arrived. */
  readonly handle?: string;
  readonly answer?: { readonly blob: Blob; readonly by: string };
  /** What a picture is made of, where it belongs to no project yet. */
  readonly wanted?: {
    readonly title: string;
    readonly params: Record<string, unknown>;
    readonly seed: number;
  };
  readonly asked: number;
}

/** The newest edition of the tables. */
export const EDITION = 7;

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
  declare readonly stamps: Table<Stamps, [string, string]>;
  declare readonly references: EntityTable<Reference, 'id'>;
  declare readonly tasteCounts: EntityTable<TasteCount, 'id'>;
  declare readonly tasteWords: EntityTable<TasteWord, 'id'>;
  declare readonly dismissals: EntityTable<Dismissal, 'id'>;
  declare readonly others: EntityTable<Other, 'id'>;
  declare readonly aside: Table<Aside, [string, string]>;
  declare readonly scenes: EntityTable<KeptScene, 'hash'>;
  declare readonly own: EntityTable<OwnProvider, 'id'>;
  declare readonly consents: EntityTable<Consent, 'provider'>;
  declare readonly errands: EntityTable<Errand, 'job'>;
  declare readonly meta: Table<Meta | Standing | Habits, string>;
  readonly world: World;
  /** Gets and keeps bytes that are not here, where there is an account that may have them. */
  elsewhere: ((asset: Asset) => Promise<Blob>) | undefined;
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
    this.version(6)
      .stores({
        outbox: '++seq, [table+id+field], taken',
        others: 'id, record',
        aside: '[table+id], *awaits',
      })
      .upgrade(dropSetOver);
    this.version(7).stores({ own: 'id', consents: 'provider', errands: 'job' });
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

  /** Calls `next` with what `query` gives: now, and whenever what it read has changed, in any tab, until the signal says stop. */
  follow<T>(
    query: () => Promise<T>,
    next: (value: T) => void,
    fails: (fault: Fault) => void,
    signal: AbortSignal,
  ): void {
    if (signal.aborted) return;
    const error = (thrown: unknown): void => fails(this.#lost ?? faultOf(thrown));
    const following = liveQuery(query).subscribe({ next, error });
    signal.addEventListener('abort', () => following.unsubscribe());
  }

  /** Calls `then` after each change of a table, in any tab, until the signal says stop. */
  watch(table: string, then: () => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    const within = `idb://${this.name}/${table}/`;
    const look = (parts: object): void => {
      // One that says `all` may be of anything.
      if (Object.keys(parts).some(part => part === 'all' || part.startsWith(within))) then();
    };
    Dexie.on('storagemutated', look);
    signal.addEventListener('abort', () => Dexie.on.storagemutated.unsubscribe(look));
  }

  /** Runs at every opening, also those the library does by itself after the browser closed the database. */
  async #recognise(): Promise<void> {
    const device = await this.transaction('rw', this.meta, async () => {
      const known = await this.meta.get('device');
      if (known && 'value' in known) return parse(DeviceId, known.value);
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
  const found = new Map<string, { table: string; id: string; fields: Record<string, string> }>();
  await upgrade.table<Waiting, number>('outbox').each(({ table, id, field, stamp }) => {
    const key = `${table} ${id}`;
    const entry = found.get(key) ?? { table, id, fields: {} };
    if ((entry.fields[field] ?? '') < stamp) entry.fields[field] = stamp;
    found.set(key, entry);
  });
  await upgrade.table<Stamps>('stamps').bulkPut([...found.values()]);
}

/** Edition 6 sends the outbox, of each field only the last change; until edition 5 all of them were kept. */
async function dropSetOver(upgrade: Transaction): Promise<void> {
  const outbox = upgrade.table<Waiting, number>('outbox');
  const last = new Map<string, { seq: number; stamp: string }>();
  const over: number[] = [];
  await outbox.each(({ table, id, field, stamp, seq }) => {
    const key = JSON.stringify([table, id, field]);
    const before = last.get(key);
    if (before) over.push(before.stamp < stamp ? before.seq : seq);
    if (before === undefined || before.stamp < stamp) last.set(key, { seq, stamp });
  });
  await outbox.bulkDelete(over);
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
