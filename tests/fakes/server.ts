/** An account's server in memory: the plain vault, blobs beside it, and a network that can be made bad. */
import { blobLimits } from '../../core/contract/blob.ts';
import { Fault } from '../../core/contract/fault.ts';
import { AccountId, AssetHash } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import type { Pull, Push, Sent } from '../../core/contract/vault.ts';
import { hashOf } from '../../src/data/assets.ts';
import { blobsIn } from '../../src/data/sync/upload.ts';
import type { Server } from '../../src/data/sync/server.ts';
import { FakeVault } from './vault.ts';

/** What becomes of one request: its answer comes, it never arrives, its answer is lost, it arrives twice. */
export type Fate = 'well' | 'request lost' | 'reply lost' | 'twice';

export class FakeServer implements Server {
  readonly vault = new FakeVault();
  readonly blobs = new Map<AssetHash, Blob>();
  /** Every change that a device was told is kept. */
  readonly acknowledged: Sent[] = [];
  /** What was asked, in order. */
  readonly asked: string[] = [];
  /** Records that came before the bytes that they name. */
  readonly early: AssetHash[] = [];
  readonly #heard = new Set<() => void>();
  /** Drawn for each request. */
  fate: () => Fate = () => 'well';
  /** Thrown at each request instead. */
  fault: Fault | undefined;
  /** The server's clock, in milliseconds since 1970. */
  time = 1_000_000;
  quota = Infinity;
  whose = parse(AccountId, 'a_1');

  account(signal: AbortSignal): Promise<AccountId> {
    return this.#reach('account', signal, () => Promise.resolve(this.whose));
  }

  async push(push: Push, signal: AbortSignal) {
    const message: unknown = JSON.parse(JSON.stringify(push));
    const reply = await this.#reach('push', signal, () => {
      for (const hash of blobsIn(push.changes)) if (!this.blobs.has(hash)) this.early.push(hash);
      const pushed = this.vault.push(message, this.time);
      if (pushed.accepted > 0) for (const heard of this.#heard) heard();
      return Promise.resolve(pushed);
    });
    push.changes.forEach((one, place) => {
      if (!reply.ahead.includes(place)) this.acknowledged.push(one);
    });
    return reply;
  }

  pull(pull: Pull, signal: AbortSignal) {
    return this.#reach('pull', signal, () => Promise.resolve(this.vault.pull(pull, this.time)));
  }

  missing(blobs: readonly { hash: AssetHash; size: number }[], signal: AbortSignal) {
    return this.#reach('missing', signal, () => {
      expectFew(blobs.length);
      const missing = blobs.filter(({ hash }) => !this.blobs.has(hash));
      const used = [...this.blobs.values()].reduce((sum, { size }) => sum + size, 0);
      const more = missing.reduce((sum, { size }) => sum + size, 0);
      if (used + more > this.quota) throw new Fault('no-space', 'Your account is full.');
      return Promise.resolve({ missing: missing.map(({ hash }) => hash), used, quota: this.quota });
    });
  }

  put(hash: AssetHash, bytes: Blob, signal: AbortSignal): Promise<void> {
    return this.#reach('put', signal, async () => {
      if (bytes.size > blobLimits.whole) throw new Fault('too-big', 'Send it in pieces.');
      if ((await hashOf(bytes)) !== hash) throw new Fault('bad-request', 'These are other bytes.');
      this.blobs.set(hash, new Blob([await bytes.arrayBuffer()]));
    });
  }

  join(hash: AssetHash, pieces: readonly AssetHash[], signal: AbortSignal): Promise<void> {
    return this.#reach('join', signal, async () => {
      const parts = pieces.map(piece => this.blobs.get(piece));
      const whole = new Blob(parts.flatMap(part => part ?? []));
      if ((await hashOf(whole)) !== hash) throw new Fault('bad-request', 'A piece is missing.');
      this.blobs.set(hash, whole);
    });
  }

  get(hash: AssetHash, signal: AbortSignal): Promise<Blob> {
    return this.#reach('get', signal, () => {
      const blob = this.blobs.get(hash);
      if (!blob) throw new Fault('not-found', 'Your account has no such picture.');
      return Promise.resolve(blob);
    });
  }

  listen(_device: string, heard: () => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#heard.add(heard);
    signal.addEventListener('abort', () => this.#heard.delete(heard));
  }

  async #reach<T>(what: string, signal: AbortSignal, answer: () => Promise<T>): Promise<T> {
    if (signal.aborted) throw Fault.from(signal.reason);
    this.asked.push(what);
    if (this.fault) throw this.fault;
    const fate = this.fate();
    await new Promise(resolve => setTimeout(resolve));
    if (fate === 'request lost') throw new Fault('offline', 'The server cannot be reached.');
    const reply = await answer();
    if (fate === 'twice') await answer();
    if (fate === 'reply lost') throw new Fault('offline', 'The server cannot be reached.');
    return reply;
  }
}

function expectFew(blobs: number): void {
  if (blobs > 1000) throw new Fault('bad-request', 'These are too many at once.');
}
