/** Bytes that the account has and this device has not: fetched when they are asked for, and kept once they are what they should be. */
import type { Asset } from '../../../core/contract/asset.ts';
import { Fault } from '../../../core/contract/fault.ts';
import type { AssetHash } from '../../../core/contract/ids.ts';
import { hashOf } from '../assets.ts';
import type { Database } from '../database.ts';
import type { Server } from './server.ts';

/** How many come at once; and how many are under way, with those that came and are hashed and kept meanwhile. */
const AT_ONCE = 4;
const UNDER_WAY = 8;

interface Wanted {
  readonly asset: Asset;
  readonly blob: PromiseWithResolvers<Blob>;
}

export class Fetching {
  readonly #database: Database;
  readonly #server: Pick<Server, 'get'>;
  readonly #signal: AbortSignal;
  readonly #wanted = new Map<AssetHash, Wanted>();
  readonly #underWay = new Map<AssetHash, Wanted>();
  #coming = 0;

  /** Until the signal says stop. */
  constructor(database: Database, server: Pick<Server, 'get'>, signal: AbortSignal) {
    this.#database = database;
    this.#server = server;
    this.#signal = signal;
  }

  /**
   * The bytes of an asset. Whoever asks for the same meanwhile gets the same. Throws `refused` where other bytes came, and what
   * the server throws; then nothing was kept, and they can be asked for again.
   */
  bytes(asset: Asset): Promise<Blob> {
    const known = this.#underWay.get(asset.hash) ?? this.#wanted.get(asset.hash);
    if (known) return known.blob.promise;
    const wanted = { asset, blob: Promise.withResolvers<Blob>() };
    this.#wanted.set(asset.hash, wanted);
    this.#next();
    return wanted.blob.promise;
  }

  /** The smallest first: thumbnails are waited for by whole pages. */
  #next(): void {
    if (this.#coming >= AT_ONCE || this.#underWay.size >= UNDER_WAY) return;
    const [next] = [...this.#wanted.values()].sort((a, b) => a.asset.size - b.asset.size);
    if (!next) return;
    const { hash } = next.asset;
    this.#wanted.delete(hash);
    this.#underWay.set(hash, next);
    void this.#bring(next.asset)
      .then(next.blob.resolve, next.blob.reject)
      .finally(() => {
        this.#underWay.delete(hash);
        this.#next();
      });
  }

  async #bring({ hash, type }: Asset): Promise<Blob> {
    if (this.#signal.aborted) throw Fault.from(this.#signal.reason);
    const came = await this.#get(hash);
    if ((await hashOf(came)) !== hash) {
      throw new Fault('refused', 'A picture did not come whole from your account. Try again in a moment.');
    }
    const blob = came.slice(0, came.size, type);
    const kept = this.#database.world.now();
    await this.#database.guard(() => this.#database.bytes.put({ hash, blob, kept }));
    return blob;
  }

  /** While one is hashed and kept the next may come. */
  async #get(hash: AssetHash): Promise<Blob> {
    this.#coming++;
    try {
      return await this.#server.get(hash, this.#signal);
    } finally {
      this.#coming--;
      this.#next();
    }
  }
}
