/** An account's server in memory: the plain vault, blobs beside it, and a network that can be made bad. */
import { blobLimits } from '../../core/contract/blob.ts';
import { Fault } from '../../core/contract/fault.ts';
import { AccountId, AssetHash } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import type { Pull, Push, Sent } from '../../core/contract/vault.ts';
import { hashOf } from '../../src/data/assets.ts';
import { Cut } from '../../src/data/sync/drain.ts';
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
  /** Blobs that are refused when they come, and why. */
  readonly refusing = new Map<AssetHash, Fault>();
  /** After so many bytes of each download the connection breaks off. */
  cutAfter = Infinity;
  /** How many bytes of downloads were sent, and from where each began. */
  sent = 0;
  readonly begun: number[] = [];

  account(signal: AbortSignal): Promise<AccountId> {
    return this.#reach('account', signal, () => Promise.resolve(this.whose));
  }

  async push(push: Push, signal: AbortSignal, account?: AccountId) {
    const message: unknown = JSON.parse(JSON.stringify(push));
    const reply = await this.#reach('push', signal, () => {
      this.#mustBe(account);
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

  pull(pull: Pull, signal: AbortSignal, account?: AccountId) {
    return this.#reach('pull', signal, () => {
      this.#mustBe(account);
      return Promise.resolve(this.vault.pull(pull, this.time));
    });
  }

  missing(blobs: readonly { hash: AssetHash; size: number }[], signal: AbortSignal, account?: AccountId) {
    return this.#reach('missing', signal, () => {
      this.#mustBe(account);
      expectFew(blobs.length);
      const missing = blobs.filter(({ hash }) => !this.blobs.has(hash)).map(({ hash }) => hash);
      return Promise.resolve({ missing, used: this.#used(), quota: this.quota });
    });
  }

  put(hash: AssetHash, bytes: Blob, signal: AbortSignal, account?: AccountId): Promise<void> {
    return this.#reach('put', signal, async () => {
      this.#mustBe(account);
      const fault = this.refusing.get(hash);
      if (fault) throw fault;
      if (bytes.size > blobLimits.whole) throw new Fault('bug', 'That was to come in pieces.');
      if ((await hashOf(bytes)) !== hash) throw new Fault('bad-request', 'That is not what it is called.');
      if (this.#used() + bytes.size > this.quota) throw new Fault('no-space', 'Your account is full.');
      this.blobs.set(hash, new Blob([await bytes.arrayBuffer()]));
    });
  }

  join(
    hash: AssetHash,
    pieces: readonly AssetHash[],
    signal: AbortSignal,
    account?: AccountId,
  ): Promise<void> {
    return this.#reach('join', signal, async () => {
      this.#mustBe(account);
      const parts = pieces.map(piece => this.blobs.get(piece));
      const whole = new Blob(parts.flatMap(part => part ?? []));
      if ((await hashOf(whole)) !== hash) throw new Fault('bad-request', 'A piece is missing.');
      this.blobs.set(hash, whole);
    });
  }

  get(hash: AssetHash, signal: AbortSignal, account?: AccountId, came?: Blob): Promise<Blob> {
    return this.#reach('get', signal, () => {
      this.#mustBe(account);
      const blob = this.blobs.get(hash);
      if (!blob) throw new Fault('not-found', 'Your account has no such picture.');
      const from = came?.size ?? 0;
      const rest = blob.slice(from, from + this.cutAfter);
      this.begun.push(from);
      this.sent += rest.size;
      const whole = new Blob([...(came ? [came] : []), rest]);
      if (whole.size < blob.size)
        throw new Cut(came ? whole : new Blob([]), new Fault('offline', 'The server cannot be reached.'));
      return Promise.resolve(whole);
    });
  }

  listen(_device: string, heard: () => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#heard.add(heard);
    signal.addEventListener('abort', () => this.#heard.delete(heard));
  }

  #used(): number {
    return [...this.blobs.values()].reduce((sum, { size }) => sum + size, 0);
  }

  #mustBe(account: AccountId | undefined): void {
    if (account !== undefined && account !== this.whose) {
      throw new Fault('signed-out', 'Another account is signed in by now.');
    }
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
