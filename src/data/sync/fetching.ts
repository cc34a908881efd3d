/** Bytes that the account has and this device has not: fetched when they are asked for, and kept once they are what they should be. */
import type { Asset } from '../../../core/contract/asset.ts';
import { Fault } from '../../../core/contract/fault.ts';
import type { AssetHash } from '../../../core/contract/ids.ts';
import { hashOf } from '../assets.ts';
import type { Database } from '../database.ts';
import { Cut } from './drain.ts';
import { Keeping } from './keeping.ts';
import type { Server } from './server.ts';

/** How many come at once, where what nobody waits for leaves one place to whoever asks; and how many are under way, with those that came and are hashed and kept meanwhile. */
const AT_ONCE = 4;
const AHEAD_AT_ONCE = 3;
const UNDER_WAY = 16;

/** What is larger, in bytes, is taken so that what came of it is not lost where it breaks off. */
const LEFT_TO_BROWSER = 8 * 1024 * 1024;

/** A try that brought less than this, in bytes, before it broke off is not followed by another at once. */
const PROGRESS = 64 * 1024;

/** Something that nobody waits for: of those the lowest rank comes first. Until the signal says stop, or somebody asks for it. */
export interface Ahead {
  readonly rank: number;
  readonly signal: AbortSignal;
}

interface Wanted {
  readonly asset: Asset;
  readonly blob: PromiseWithResolvers<Blob>;
  readonly stopping: AbortController;
  /** 0 where somebody waits for it. */
  rank: number;
}

export class Fetching {
  readonly #database: Database;
  readonly #server: Pick<Server, 'get'>;
  readonly #signal: AbortSignal;
  readonly #keeping: Keeping;
  readonly #wanted = new Map<AssetHash, Wanted>();
  readonly #underWay = new Map<AssetHash, Wanted>();
  /** How many are coming. */
  #coming = 0;
  /** What has come of those that broke off. */
  readonly #came = new Map<AssetHash, Blob>();
  /** Whether one broke off, and none has come in one go since. */
  #breaks = false;

  /** Until the signal says stop. */
  constructor(database: Database, server: Pick<Server, 'get'>, signal: AbortSignal) {
    this.#database = database;
    this.#server = server;
    this.#signal = signal;
    this.#keeping = new Keeping(database);
  }

  /**
   * The bytes of an asset. Whoever asks for the same meanwhile gets the same. Throws `refused` where other bytes came twice, and what
   * the server throws; then nothing was kept, and they can be asked for again: what broke off goes on where it was.
   */
  bytes(asset: Asset, ahead?: Ahead): Promise<Blob> {
    const known = this.#underWay.get(asset.hash) ?? this.#wanted.get(asset.hash);
    if (known && !known.stopping.signal.aborted) {
      known.rank = Math.min(known.rank, ahead?.rank ?? 0);
      this.#next();
      return known.blob.promise;
    }
    const wanted: Wanted = {
      asset,
      blob: Promise.withResolvers<Blob>(),
      stopping: new AbortController(),
      rank: ahead?.rank ?? 0,
    };
    this.#wanted.set(asset.hash, wanted);
    ahead?.signal.addEventListener('abort', () => this.#drop(wanted), { once: true });
    if (ahead?.signal.aborted === true) this.#drop(wanted);
    this.#next();
    return wanted.blob.promise;
  }

  /** What nobody waits for is let go of. */
  #drop(wanted: Wanted): void {
    if (wanted.rank === 0) return;
    const stopped = new Fault('stopped', 'Nobody waits for it any more.');
    wanted.stopping.abort(stopped);
    const { hash } = wanted.asset;
    if (this.#wanted.get(hash) === wanted) this.#wanted.delete(hash);
    wanted.blob.reject(stopped);
  }

  /** What is waited for first; of those the smallest. */
  #next(): void {
    if (this.#underWay.size >= UNDER_WAY) return;
    const [next] = [...this.#wanted.values()].sort((a, b) => a.rank - b.rank || a.asset.size - b.asset.size);
    if (!next || this.#coming >= (next.rank === 0 ? AT_ONCE : AHEAD_AT_ONCE)) return;
    const { hash } = next.asset;
    this.#wanted.delete(hash);
    this.#underWay.set(hash, next);
    void this.#bring(next)
      .then(next.blob.resolve, next.blob.reject)
      .finally(() => {
        if (this.#underWay.get(hash) === next) this.#underWay.delete(hash);
        this.#next();
      });
    this.#next();
  }

  async #bring({ asset, stopping }: Wanted): Promise<Blob> {
    const { hash, type } = asset;
    const signal = AbortSignal.any([this.#signal, stopping.signal]);
    const right = async (): Promise<Blob | undefined> => {
      const came = await this.#whole(asset, signal);
      return (await hashOf(came)) === hash ? came : undefined;
    };
    // What came may have been changed on its way, and need not be the next time.
    const came = (await right()) ?? (await right());
    if (!came) {
      throw new Fault('refused', 'A picture did not come whole from your account. Try again in a moment.');
    }
    const blob = came.type === type ? came : came.slice(0, came.size, type);
    await this.#keeping.keep({ hash, blob, kept: this.#database.world.now() });
    return blob;
  }

  /** All of it, for as long as each try brings something. While one is hashed and kept the next may come. */
  async #whole({ hash, size }: Asset, signal: AbortSignal): Promise<Blob> {
    this.#coming++;
    try {
      for (;;) {
        if (signal.aborted) throw Fault.from(signal.reason);
        const careful = this.#breaks || size > LEFT_TO_BROWSER;
        const before = this.#came.get(hash) ?? (careful ? new Blob([]) : undefined);
        this.#came.delete(hash);
        try {
          const came = await this.#server.get(hash, signal, undefined, before);
          if (!before?.size) this.#breaks = false;
          return came;
        } catch (thrown) {
          if (!(thrown instanceof Cut)) throw thrown;
          this.#breaks = true;
          if (thrown.came.size > 0 && thrown.came.size < size) this.#came.set(hash, thrown.came);
          if (before && thrown.came.size - before.size < PROGRESS) throw thrown;
        }
      }
    } finally {
      this.#coming--;
      this.#next();
    }
  }
}
