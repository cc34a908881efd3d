/** What goes between this device and its account: how much is left, what is wrong, and whether it may go at all. */
import type { Asset } from '../../core/contract/asset.ts';
import { Fault } from '../../core/contract/fault.ts';
import type { AccountId } from '../../core/contract/ids.ts';
import type { BlobAnswer } from '../../core/contract/blob.ts';
import { call } from '../data/api.ts';
import type { Database } from '../data/database.ts';
import { sizesOf, type ProjectSize } from '../data/sizes.ts';
import { leftIn } from '../data/sync/left.ts';
import { ownServer } from '../data/sync/server.ts';
import { Syncing, type SyncState } from '../data/sync/syncing.ts';

/** In this browser, for all of its tabs. */
const [PAUSED, SYNCED] = ['sync-paused', 'synced'] as const;

/** How many of the largest projects are named where room is short. */
const NAMED = 3;

/** How long it holds on how many devices the account is, in milliseconds. */
const RECOUNT = 5 * 60_000;

export type Standing = 'off' | 'paused' | 'offline' | 'full' | 'refused' | 'going' | 'asking' | 'together';

export type Room = Pick<BlobAnswer, 'used' | 'quota'>;

export interface Told {
  /** The server takes us for somebody else, or for nobody. */
  readonly signedOut: () => void;
  /** There is no room on the account for what is to be sent, and why. */
  readonly full: (why: Fault) => void;
}

const nothing: SyncState = { changes: 0, bytes: 0, doing: 'resting', wrong: undefined };

export class Sync {
  /** When device and account were last found alike, in milliseconds since 1970. */
  synced = $state(numberAt(SYNCED));
  paused = $state(localStorage.getItem(PAUSED) !== null);
  /** How much the account holds and may hold, in bytes, as the server said last. */
  room = $state.raw<Room>();
  /** The largest first. */
  largest = $state.raw<readonly ProjectSize[]>([]);
  /** On how many devices the account is signed in, where that is known. */
  devices = $state<number>();
  #state = $state.raw(nothing);
  #account = $state<AccountId>();
  #offline = $state(!navigator.onLine);
  /** Whether what the account has was read to its end since this page began. */
  #read = $state(false);
  #counted = 0;
  #begun = Promise.withResolvers<undefined>();
  readonly #database: Database;
  readonly #syncing: Syncing;
  readonly #told: Told;

  constructor(database: Database, told: Told) {
    this.#database = database;
    this.#told = told;
    this.#syncing = new Syncing(database, ownServer, state => this.#tell(state));
    for (const event of ['online', 'offline']) {
      addEventListener(event, () => (this.#offline = !navigator.onLine));
    }
    addEventListener('storage', ({ key, newValue }) => {
      if (key === SYNCED) this.synced = numberAt(SYNCED);
      if (key !== PAUSED || this.paused === (newValue !== null)) return;
      this.paused = newValue !== null;
      this.#turn();
    });
  }

  get changes(): number {
    return this.#state.changes;
  }

  get bytes(): number {
    return this.#state.bytes;
  }

  /** What the server said is wrong. */
  get wrong(): Fault | undefined {
    return this.#state.wrong;
  }

  get standing(): Standing {
    const { changes, doing, wrong } = this.#state;
    if (this.#account === undefined) return 'off';
    if (this.paused) return 'paused';
    if (this.#offline || wrong?.name === 'offline') return 'offline';
    if (wrong) return wrong.name === 'no-space' ? 'full' : 'refused';
    if (changes > 0) return 'going';
    // Where another tab does it, that one has read.
    return this.#read || doing === 'elsewhere' ? 'together' : 'asking';
  }

  /** This account is signed in from now on; or nobody. */
  follow(account: AccountId | undefined): void {
    if (account === this.#account) return;
    this.#account = account;
    [this.room, this.largest, this.devices, this.#read] = [undefined, [], undefined, false];
    if (account === undefined) {
      // Whoever comes next has neither paused nor synced.
      this.#keepSynced(undefined);
      this.#keepPaused(false);
    }
    this.#turn();
  }

  pause(): void {
    this.#keepPaused(true);
    this.#turn();
  }

  resume(): void {
    this.#keepPaused(false);
    this.#turn();
  }

  now(): void {
    this.#syncing.now();
  }

  /** How much has not been sent yet, as the database has it. */
  async unsent(): Promise<{ readonly changes: number; readonly bytes: number }> {
    const { changes, assets } = await leftIn(this.#database);
    return { changes, bytes: [...assets.values()].reduce((sum, size) => sum + size, 0) };
  }

  /** Asks how much room there is, and looks what takes the most. Throws what the server throws. */
  async measure(signal: AbortSignal): Promise<void> {
    const [{ used, quota }, sizes] = await Promise.all([
      call('POST /blobs/missing', { body: { blobs: [] } }, signal),
      sizesOf(this.#database),
    ]);
    this.room = { used, quota };
    this.largest = sizes.slice(0, NAMED);
  }

  /** Nothing hangs on it: where it cannot be known, nothing is said of it. */
  async #count(account: AccountId): Promise<void> {
    const now = this.#database.world.now();
    if (this.devices !== undefined && now < this.#counted + RECOUNT) return;
    this.#counted = now;
    const asked = call('GET /account/devices', {}, new AbortController().signal);
    const devices = await asked.catch(() => undefined);
    if (devices && this.#account === account) this.devices = devices.length;
  }

  /** Gets the bytes of an asset that is not here, once sync has begun. */
  async bring(asset: Asset): Promise<Blob> {
    await this.#begun.promise;
    const { elsewhere } = this.#database;
    if (this.paused) {
      throw new Fault(
        'offline',
        'This picture is on your account, and sync is paused. Go on with it in Settings.',
      );
    }
    if (elsewhere && elsewhere !== this.#soon) return elsewhere(asset);
    throw new Fault('not-found', 'This picture is on another device. Sign in to get it.');
  }

  /** Stands in until sync itself can get what is asked for. */
  readonly #soon = (asset: Asset): Promise<Blob> => this.bring(asset);

  #turn(): void {
    const account = this.#account;
    this.#syncing.stop();
    this.#begun = Promise.withResolvers<undefined>();
    if (account !== undefined && !this.paused) this.#syncing.start(account);
    else {
      this.#begun.resolve(undefined);
      void this.unsent().then(left => (this.#state = { ...nothing, ...left }));
    }
    this.#database.elsewhere = account === undefined ? undefined : this.#soon;
  }

  #tell(state: SyncState): void {
    const { doing, changes, wrong } = state;
    const before = this.#state;
    this.#state = state;
    if (this.#account === undefined || this.paused) return;
    if (doing === 'elsewhere' || wrong) this.#begun.resolve(undefined);
    if (doing === 'resting' && before.doing === 'asking' && !wrong) {
      void this.#count(this.#account);
      this.#read = true;
      if (changes === 0) this.#keepSynced(this.#database.world.now());
    }
    if (wrong?.name === 'signed-out' && before.wrong !== wrong) this.#told.signedOut();
    if (wrong?.name === 'no-space' && before.wrong?.name !== 'no-space') this.#told.full(wrong);
  }

  #keepPaused(paused: boolean): void {
    this.paused = paused;
    if (paused) localStorage.setItem(PAUSED, 'yes');
    else localStorage.removeItem(PAUSED);
  }

  #keepSynced(at: number | undefined): void {
    this.synced = at;
    if (at === undefined) localStorage.removeItem(SYNCED);
    else localStorage.setItem(SYNCED, String(at));
  }
}

function numberAt(key: string): number | undefined {
  const text = localStorage.getItem(key);
  return text === null || !Number.isFinite(Number(text)) ? undefined : Number(text);
}
