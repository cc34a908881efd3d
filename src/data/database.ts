/** The door to Dexie: the tables, their editions, and what happens when the browser takes them away. */
import { Dexie, liveQuery, type EntityTable, type Table, type Transaction } from 'dexie';
import type { Asset } from '../../core/contract/asset.ts';
import { Fault } from '../../core/contract/fault.ts';
import { DeviceId } from '../../core/contract/ids.ts';
import type { Job } from '../../core/contract/job.ts';
import type { Dismissal } from '../../core/contract/dismissal.ts';
import type { Project } from '../../core/contract/project.ts';
import type { Other } from '../../core/contract/other.ts';
import type { Reference } from '../../core/contract/reference.ts';
import { parse } from '../../core/contract/schema.ts';
import type { TasteCount, TasteWord } from '../../core/contract/taste.ts';
import type { Version } from '../../core/contract/version.ts';
import { blocked, cleared, faultOf, newer, older } from './failure.ts';
import type {
  Aside,
  Bytes,
  Consent,
  Errand,
  Habits,
  KeptScene,
  Meta,
  OwnProvider,
  Stamps,
  Standing,
  Waiting,
} from './rows.ts';
import type { World } from './world.ts';

/** A table, for whoever reads any. */
export type Rows<R, K> = Table<R, K>;

/** The newest edition of the tables. */
export const EDITION = 8;

/** How long another tab may take to let go of an older edition, in milliseconds. */
const PATIENCE = 5000;

/** How often it is opened again where it was closed, and how long it rests between, in milliseconds. */
const REOPENINGS = 3;
const REST = 50;

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
    this.version(8).stores({ outbox: '++seq, [table+id+field]' }).upgrade(takenAsRuns);
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
      if (!(thrown instanceof Fault)) await this.#openAgain();
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

  /** Where the browser took everything away, the next opening tells; and it may still be about it. What goes wrong here was said. */
  async #openAgain(): Promise<void> {
    for (let tries = 0; tries < REOPENINGS && !this.#lost; tries++) {
      const there = await this.meta.get('device').catch(() => undefined);
      if (there) return;
      await new Promise(resolve => setTimeout(resolve, REST));
    }
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

/** Edition 8 keeps what the vault has taken as runs, beside how far it was read; until then each row said so. */
async function takenAsRuns(upgrade: Transaction): Promise<void> {
  const outbox = upgrade.table<Waiting & { taken?: number }, number>('outbox');
  const taken: { first: number; last: number; head: number }[] = [];
  let open: number | undefined;
  await outbox.each(({ seq, taken: head }) => {
    const run = taken.at(-1);
    if (run && head !== undefined && head === open) run.last = seq;
    else if (head !== undefined) taken.push({ first: seq, last: seq, head });
    open = head;
  });
  await outbox.toCollection().modify(row => delete row.taken);
  const vault = await upgrade.table<Standing, string>('meta').get('vault');
  if (vault) await upgrade.table<Standing>('meta').put({ ...vault, taken });
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
