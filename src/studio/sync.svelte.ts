/** What goes between this device and its account: how much is left, what is wrong, and whether it may go at all. */
import type { Asset } from '../../core/contract/asset.ts';
import { Fault } from '../../core/contract/fault.ts';
import type { AccountId, ProjectId } from '../../core/contract/ids.ts';
import type { BlobAnswer } from '../../core/contract/blob.ts';
import { call } from '../data/api.ts';
import type { Database } from '../data/database.ts';
import { sizesOf, type ProjectSize } from '../data/sizes.ts';
import { freeableIn, freeProject, type Freed } from '../data/sync/free.ts';
import { firstHabits, keepHabits, pin, readHabits } from '../data/sync/habits.ts';
import { leftIn } from '../data/sync/left.ts';
import { networkNow } from '../data/sync/occasions.ts';
import { asOf, ownServer } from '../data/sync/server.ts';
import { Syncing, type SyncState } from '../data/sync/syncing.ts';
import { Live } from './live.svelte.ts';

/** In this browser, for all of its tabs. */
const SYNCED = 'synced';

/** How many of the largest projects are named where room is short. */
const NAMED = 3;

/** How long it holds on how many devices the account is, in milliseconds. */
const RECOUNT = 5 * 60_000;

export type Standing =
  | 'off'
  /** The server takes us for nobody, or for somebody else. */
  | 'signed out'
  /** By the person, or on a metered network, as they wished. */
  | 'paused'
  | 'metered'
  | 'offline'
  /** The account's room is short; this device's is. */
  | 'full'
  | 'full here'
  /** The account does not take some pictures, for what they are. */
  | 'not taken'
  | 'refused'
  | 'going'
  | 'coming'
  | 'asking'
  | 'together';

export type Room = Pick<BlobAnswer, 'used' | 'quota'>;

/** A project, and what could be let go of on this device. */
export interface Kept extends ProjectSize {
  readonly free: number;
}

export interface Told {
  /** The server takes us for somebody else, or for nobody. */
  readonly signedOut: () => void;
  /** There is no room on the account for what is to be sent, and why. */
  readonly full: (why: Fault) => void;
  /** This device could not keep or read what the person wishes of sync. */
  readonly fails: (thrown: unknown) => void;
}

const nothing: SyncState = { changes: 0, bytes: 0, doing: 'resting', wrong: undefined };

export class Sync {
  /** When device and account were last found alike, in milliseconds since 1970. */
  synced = $state(numberAt(SYNCED));
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
  /** Whether this browser says which networks are metered. */
  readonly tellsMetered = networkNow() !== undefined;
  readonly #habits: ReturnType<typeof habitsOf>;
  readonly #database: Database;
  readonly #syncing: Syncing;
  readonly #told: Told;

  constructor(database: Database, told: Told) {
    this.#database = database;
    this.#told = told;
    this.#habits = habitsOf(database, told.fails);
    this.#syncing = new Syncing(database, ownServer, state => this.#tell(state));
    for (const event of ['online', 'offline']) {
      addEventListener(event, () => (this.#offline = !navigator.onLine));
    }
    addEventListener('storage', ({ key }) => {
      if (key === SYNCED) this.synced = numberAt(SYNCED);
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

  /** How many bytes are still to come by themselves. */
  get coming(): number {
    return this.#state.coming ?? 0;
  }

  /** Whether the person paused it. */
  get paused(): boolean {
    return this.#habits.current.paused;
  }

  get sparesMetered(): boolean {
    return this.#habits.current.spareMetered;
  }

  /** The projects that are to be here whole, also without a network. */
  get pinned(): readonly ProjectId[] {
    return this.#habits.current.pinned;
  }

  get standing(): Standing {
    const { changes, doing, wrong, paused, signedOut } = this.#state;
    if (this.#account === undefined) return 'off';
    if (signedOut) return 'signed out';
    if (paused) return paused === 'metered' ? 'metered' : 'paused';
    if (this.#offline || wrong?.name === 'offline') return 'offline';
    if (wrong) return hindranceOf(this.#state);
    if (changes > 0) return 'going';
    if (this.coming > 0) return 'coming';
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
      void this.resume();
    }
    this.#turn();
  }

  pause(): Promise<void> {
    return keepHabits(this.#database, { paused: true }).catch(this.#told.fails);
  }

  resume(): Promise<void> {
    return keepHabits(this.#database, { paused: false }).catch(this.#told.fails);
  }

  spareMetered(spared: boolean): Promise<void> {
    return keepHabits(this.#database, { spareMetered: spared }).catch(this.#told.fails);
  }

  /** Whether all of a project is to be on this device. */
  keep(project: ProjectId, kept: boolean): Promise<void> {
    return pin(this.#database, project, kept).catch(this.#told.fails);
  }

  /** Lets go of a project's pictures that the account has. Throws what the server throws. */
  free(project: ProjectId, signal: AbortSignal): Promise<Freed> {
    if (this.#account === undefined) throw new Fault('signed-out', 'Sign in first.');
    return freeProject(this.#database, asOf(ownServer, this.#account), project, signal);
  }

  /** All projects, the largest first, and what each could give back on this device. */
  async kept(): Promise<readonly Kept[]> {
    const [sizes, free] = await Promise.all([sizesOf(this.#database), freeableIn(this.#database)]);
    return sizes.map(size => ({ ...size, free: free.get(size.id)?.bytes ?? 0 }));
  }

  /** Has it go once now, also where it is paused. */
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
    if (elsewhere && elsewhere !== this.#soon) return elsewhere(asset);
    throw new Fault('not-found', 'This picture is on another device. Sign in to get it.');
  }

  /** Stands in until sync itself can get what is asked for. */
  readonly #soon = (asset: Asset): Promise<Blob> => this.bring(asset);

  #turn(): void {
    const account = this.#account;
    // What is told on stopping is of whoever was signed in before.
    this.#state = nothing;
    this.#syncing.stop();
    this.#begun = Promise.withResolvers<undefined>();
    if (account === undefined) this.#begun.resolve(undefined);
    else this.#syncing.start(account);
    this.#database.elsewhere = account === undefined ? undefined : this.#soon;
  }

  #tell(state: SyncState): void {
    const { doing, changes, wrong, paused, signedOut } = state;
    const before = this.#state;
    this.#state = state;
    if (this.#account === undefined) return;
    if (doing === 'elsewhere' || wrong) this.#begun.resolve(undefined);
    // One that a pause cut off has not read to the end.
    if (doing === 'resting' && before.doing === 'asking' && !wrong && paused === before.paused) {
      void this.#count(this.#account);
      this.#read = true;
      if (changes === 0) this.#keepSynced(this.#database.world.now());
    }
    if (signedOut && before.wrong !== wrong) this.#told.signedOut();
    if (wrong && hindranceOf(state) === 'full' && hindranceOf(before) !== 'full') this.#told.full(wrong);
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

/** What the person wishes, as it is kept. */
const habitsOf = (database: Database, fails: (thrown: unknown) => void) =>
  new Live(() => readHabits(database), firstHabits, { fails });

/** Why it does not go on, or not with all of it, while the server answers. */
function hindranceOf({ wrong, refused = [] }: SyncState): Standing {
  // Those of the last round are still known where a later one failed for another reason.
  const isTheirs = refused.some(({ fault }) => fault.name === wrong?.name);
  if (isTheirs) return refused.some(({ fault }) => fault.name === 'no-space') ? 'full' : 'not taken';
  return wrong?.name === 'no-space' ? 'full here' : 'refused';
}
