/**
 * Keeps a device and its account's vault together, for as long as somebody is signed in. One tab of a browser does it; the
 * others know how much is left, and take over when that one closes.
 */
import { Fault } from '../../../core/contract/fault.ts';
import type { AccountId } from '../../../core/contract/ids.ts';
import { waitAfter } from '../../../core/sync/retry.ts';
import type { Database } from '../database.ts';
import { adopt } from './adopt.ts';
import { Bell } from './bell.ts';
import { Fetching } from './fetching.ts';
import { leftIn, type Left } from './left.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';
import type { Server } from './server.ts';
import { upload } from './upload.ts';

/** What is changed together is sent together, in milliseconds. */
const TOGETHER = 300;

export interface SyncState {
  /** How many changes the vault has not taken yet. */
  readonly changes: number;
  /** How many bytes of pictures are still to be sent. */
  readonly bytes: number;
  /** `waiting`: something went wrong, and it is tried again later. `elsewhere`: another tab does it. */
  readonly doing: 'resting' | 'sending' | 'asking' | 'waiting' | 'elsewhere';
  /** Why it does not go on, until it does. */
  readonly wrong: Fault | undefined;
}

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
    this.#stopping?.abort();
    this.#stopping = undefined;
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#sent.clear();
    this.#database.elsewhere = undefined;
    this.#tell({ doing: 'resting', wrong: undefined });
  }

  /** Tries again now. */
  now(): void {
    this.#bell.ring();
  }

  async #run(account: AccountId, signal: AbortSignal): Promise<void> {
    const database = this.#database;
    await adopt(database, account);
    this.#left = await leftIn(database);
    if (signal.aborted) return;
    const fetching = new Fetching(database, this.#server, signal);
    database.elsewhere = asset => fetching.bytes(asset);
    database.follow(
      () => leftIn(database),
      left => this.#count(left),
      fault => this.#tell({ wrong: fault }),
      signal,
    );
    addEventListener('online', () => this.now(), { signal });
    this.#tell({ doing: 'elsewhere' });
    await navigator.locks.request(`brushword/sync/${database.name}`, { signal }, () =>
      this.#work(account, signal),
    );
  }

  async #work(account: AccountId, signal: AbortSignal): Promise<void> {
    const { device, world } = this.#database;
    this.#server.listen(device, () => this.now(), signal);
    for (let failed = 0; !signal.aborted;) {
      let wait: number | undefined;
      try {
        await this.#round(account, signal);
        this.#count(await leftIn(this.#database));
        failed = 0;
        this.#tell({ doing: 'resting', wrong: undefined });
      } catch (thrown) {
        if (signal.aborted) return;
        const wrong = Fault.from(thrown);
        wait = waitAfter(wrong.name, ++failed, world.seed() / 2 ** 32);
        this.#tell({ doing: 'waiting', wrong });
      }
      this.#early = wait !== undefined;
      await this.#bell.heard(signal, wait);
      this.#early = false;
    }
  }

  /** It pushes before it pulls: see `nextPush`. */
  async #round(account: AccountId, signal: AbortSignal): Promise<void> {
    const [database, server] = [this.#database, this.#server];
    if ((await server.account(signal)) !== account) {
      throw new Fault('signed-out', 'Another account is signed in in this browser by now. Reload this page.');
    }
    const sent = (hash: string): void => {
      this.#sent.add(hash);
      this.#tell({});
    };
    this.#tell({ doing: 'sending' });
    await push(database, server, account, hashes => upload(database, server, hashes, sent, signal), signal);
    this.#tell({ doing: 'asking' });
    await pull(database, server, account, signal);
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

  #tell(news: Partial<Pick<SyncState, 'doing' | 'wrong'>>): void {
    const { changes, assets } = this.#left;
    let bytes = 0;
    for (const [hash, size] of assets) if (!this.#sent.has(hash)) bytes += size;
    this.#state = { ...this.#state, ...news, changes, bytes };
    this.#onState(this.#state);
  }
}
