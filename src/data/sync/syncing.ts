/**
 * Keeps a device and its account's vault together, for as long as somebody is signed in. One tab of a browser does it; the
 * others know how it goes, may ask it to go on, and take over when that one closes.
 */
import { Fault } from '../../../core/contract/fault.ts';
import type { AccountId, AssetHash } from '../../../core/contract/ids.ts';
import { pausedBy, type Paused } from '../../../core/sync/pause.ts';
import { waitAfter } from '../../../core/sync/retry.ts';
import type { Database } from '../database.ts';
import type { Habits } from '../rows.ts';
import { adopt } from './adopt.ts';
import { FetchingAhead } from './ahead.ts';
import { Bell } from '../bell.ts';
import { Fetching } from './fetching.ts';
import { readHabits } from './habits.ts';
import { followLeft, leftIn, type Left } from './left.ts';
import { Neighbours, type Told } from './neighbours.ts';
import { networkNow, watchOccasions } from './occasions.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';
import { tellRefused, wrongOf, type Refused } from './refused.ts';
import { asOf, type Server } from './server.ts';
import { upload, type RefusedBlobs } from './upload.ts';

/** What is changed together is sent together, in milliseconds. */
const TOGETHER = 300;

export interface SyncState {
  /** How many changes the vault has not taken yet. */
  readonly changes: number;
  /** How many bytes of pictures are still to be sent. */
  readonly bytes: number;
  /** `waiting`: something went wrong, and it is tried again later. `elsewhere`: another tab does it. */
  readonly doing: 'resting' | 'sending' | 'asking' | 'waiting' | 'elsewhere';
  /** Why it does not go on, or not with all of it, until it does. */
  readonly wrong: Fault | undefined;
  /** Why nothing goes or comes by itself. `now` has it go and come once all the same. */
  readonly paused?: Paused | undefined;
  /** This browser is signed out, or another account is signed in here. All that is here stays, also what was not sent. */
  readonly signedOut?: true | undefined;
  /** What the account does not take; `wrong` says the same in a sentence. Tried again whenever something changes. */
  readonly refused?: readonly Refused[] | undefined;
  /** How many bytes are still to come by themselves: thumbnails, and the pictures of pinned projects. */
  readonly coming?: number | undefined;
}

const quiet: Told = {
  wrong: undefined,
  paused: undefined,
  signedOut: undefined,
  refused: undefined,
  coming: undefined,
};

export class Syncing {
  readonly #database: Database;
  readonly #server: Server;
  readonly #onState: (state: SyncState) => void;
  readonly #bell = new Bell();
  /** Sent since the tab began; their records are still to follow. */
  readonly #sent = new Set<string>();
  #left: Left = { changes: 0, assets: new Map(), last: 0 };
  #state: SyncState = { changes: 0, bytes: 0, doing: 'resting', wrong: undefined };
  #stopping: AbortController | undefined;
  #neighbours: Neighbours | undefined;
  #habits: Habits | undefined;
  /** Whether this tab is the one that syncs. */
  #leads = false;
  /** Whether somebody asked by hand, since it last went. */
  #asked = false;
  /** Stops what is under way by itself, where it is to pause. */
  #pausing: AbortController | undefined;
  /** Whether it is too early to try again for a change's sake. */
  #early = false;
  #soon: ReturnType<typeof setTimeout> | undefined;

  constructor(database: Database, server: Server, onState: (state: SyncState) => void) {
    this.#database = database;
    this.#server = server;
    this.#onState = onState;
  }

  get state(): SyncState {
    return this.#state;
  }

  /** This account is signed in: what is here goes to it, and what it has comes here. What was begun for another is stopped. */
  start(account: AccountId): void {
    this.stop();
    const stopping = new AbortController();
    this.#stopping = stopping;
    this.#tell({ doing: 'asking' });
    this.#run(account, stopping.signal).catch((thrown: unknown) => {
      if (!stopping.signal.aborted) this.#tell({ doing: 'resting', wrong: Fault.from(thrown) });
    });
  }

  /** Nobody is signed in any more. What is here stays. */
  stop(): void {
    // What is stopped may still say how far it was: to nobody any more.
    this.#neighbours = undefined;
    [this.#leads, this.#asked] = [false, false];
    this.#stopping?.abort();
    this.#stopping = undefined;
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#sent.clear();
    this.#database.elsewhere = undefined;
    this.#tell({ doing: 'resting', ...quiet });
  }

  /** Tries again now, also where it is paused; in whichever tab it is done. */
  now(): void {
    if (!this.#leads) return this.#neighbours?.askForNow();
    this.#asked = true;
    this.#bell.ring();
  }

  async #run(account: AccountId, signal: AbortSignal): Promise<void> {
    const database = this.#database;
    const server = asOf(this.#server, account);
    await adopt(database, account);
    this.#left = await leftIn(database);
    this.#habits = await readHabits(database);
    if (signal.aborted) return;
    const fetching = new Fetching(database, server, signal);
    database.elsewhere = asset => fetching.bytes(asset);
    followLeft(
      database,
      left => this.#count(left),
      fault => this.#tell({ wrong: fault }),
      signal,
    );
    const neighbours = new Neighbours(
      database.name,
      {
        now: () => this.#leads && this.now(),
        asked: () => this.#leads && neighbours.tell({ ...quiet, ...this.#state }, true),
        told: news => !this.#leads && this.#tell({ doing: 'elsewhere', ...news }),
      },
      signal,
    );
    this.#neighbours = neighbours;
    this.#tell({ doing: 'elsewhere' });
    neighbours.ask();
    await navigator.locks.request(`brushword/sync/${database.name}`, { signal }, () =>
      this.#lead(server, account, fetching, signal),
    );
  }

  /** This tab is the one that does it, from now on. */
  async #lead(server: Server, account: AccountId, fetching: Fetching, signal: AbortSignal): Promise<void> {
    const database = this.#database;
    this.#leads = true;
    // Nobody knows yet whether all is together: that is asked first.
    this.#tell({ ...quiet, doing: 'asking' });
    const ahead = new FetchingAhead(database, fetching, () => {
      const { wrong } = ahead;
      this.#tell({ coming: ahead.coming || undefined, ...(wrong ? { wrong } : {}) });
    });
    signal.addEventListener('abort', () => ahead.stop());
    const network = (): void => {
      if (this.#paused() === this.#state.paused) return;
      if (this.#paused()) this.#pausing?.abort();
      this.#bell.ring();
    };
    watchOccasions({ back: () => this.#bell.ring(), network }, () => database.world.now(), signal);
    database.follow(
      () => readHabits(database),
      habits => {
        const pinned = habits.pinned.join() !== this.#habits?.pinned.join();
        this.#habits = habits;
        network();
        if (pinned) this.#bell.ring();
      },
      fault => this.#tell({ wrong: fault }),
      signal,
    );
    await this.#work(server, account, ahead, signal);
  }

  async #work(server: Server, account: AccountId, ahead: FetchingAhead, signal: AbortSignal): Promise<void> {
    const { device, world } = this.#database;
    let listening: AbortController | undefined;
    const listen = (): void => {
      if (listening) return;
      listening = new AbortController();
      const until = AbortSignal.any([signal, listening.signal]);
      // What fails is tried again in its own time, however often another device pushes.
      server.listen(device, () => this.#early || this.#bell.ring(), until);
    };
    // The projects for which what is missing was looked up; undefined where it was for none since it rested.
    let pinned: string | undefined;
    const rest = (): void => {
      listening?.abort();
      [listening, pinned] = [undefined, undefined];
      ahead.stop();
    };
    for (let failed = 0; !signal.aborted;) {
      const paused = this.#paused();
      this.#tell(paused ? { paused, doing: 'resting' } : { paused });
      if (paused) rest();
      if ((paused || this.#state.signedOut) && !this.#asked) {
        await this.#bell.heard(signal);
        continue;
      }
      this.#asked = false;
      // Before anything is asked, so that no push between the two is missed.
      if (!paused) listen();
      let wait: number | undefined;
      const pausing = new AbortController();
      // What is asked for by hand goes on where it is paused.
      this.#pausing = paused ? undefined : pausing;
      try {
        const until = AbortSignal.any([signal, pausing.signal]);
        const { news, refused } = await this.#round(server, account, until);
        this.#count(await leftIn(this.#database));
        failed = 0;
        const wrong = wrongOf(refused) ?? ahead.wrong;
        this.#tell({
          doing: wrong ? 'waiting' : 'resting',
          wrong,
          refused: refused.length > 0 ? refused : undefined,
          signedOut: undefined,
        });
        const wanted = this.#habits?.pinned.join() ?? '';
        if (!paused) {
          if (news > 0 || wanted !== pinned) void ahead.start();
          pinned = wanted;
        }
      } catch (thrown) {
        if (signal.aborted) return;
        if (pausing.signal.aborted) continue;
        const wrong = Fault.from(thrown);
        if (wrong.name === 'signed-out') {
          rest();
          this.#tell({ signedOut: true });
        } else if (!paused) {
          wait = waitAfter(wrong.name, ++failed, world.seed() / 2 ** 32);
        }
        this.#tell({ doing: 'waiting', wrong });
      }
      this.#early = wait !== undefined;
      await this.#bell.heard(signal, wait);
      this.#early = false;
    }
  }

  #paused(): Paused | undefined {
    return this.#habits && pausedBy(this.#habits, networkNow());
  }

  /** It pushes before it pulls: see `nextPush`. */
  async #round(
    server: Server,
    account: AccountId,
    signal: AbortSignal,
  ): Promise<{ readonly news: number; readonly refused: readonly Refused[] }> {
    const database = this.#database;
    if ((await server.account(signal)) !== account) {
      throw new Fault('signed-out', 'Another account is signed in in this browser by now. Reload this page.');
    }
    const sent = (hash: string): void => {
      this.#sent.add(hash);
      this.#tell({});
    };
    this.#tell({ doing: 'sending' });
    const refused = new Map<AssetHash, Fault>();
    const send = async (hashes: readonly AssetHash[]): Promise<RefusedBlobs> => {
      const some = await upload(database, server, hashes, sent, signal);
      for (const [hash, fault] of some) refused.set(hash, fault);
      return some;
    };
    await push(database, server, account, send, signal);
    this.#tell({ doing: 'asking' });
    const news = await pull(database, server, account, signal);
    return { news, refused: await tellRefused(database, refused) };
  }

  #count(left: Left): void {
    const news = left.changes > 0 && left.last > this.#left.last;
    this.#left = left;
    for (const hash of this.#sent) if (!left.assets.has(hash)) this.#sent.delete(hash);
    this.#tell({});
    if (!news || this.#soon !== undefined) return;
    this.#soon = setTimeout(() => {
      this.#soon = undefined;
      if (!this.#early) this.#bell.ring();
    }, TOGETHER);
  }

  #tell(news: Partial<Omit<SyncState, 'changes' | 'bytes'>>): void {
    const { changes, assets } = this.#left;
    let bytes = 0;
    for (const [hash, size] of assets) if (!this.#sent.has(hash)) bytes += size;
    this.#state = { ...this.#state, ...news, changes, bytes };
    if (this.#leads) this.#neighbours?.tell({ ...quiet, ...this.#state });
    this.#onState(this.#state);
  }
}
