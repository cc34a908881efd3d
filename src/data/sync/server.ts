/** What a device asks of its account's server, on one screen; and the real one, over HTTP. */
import { apiRoot } from '../../../core/contract/api.ts';
import type { BlobAnswer, BlobOffer } from '../../../core/contract/blob.ts';
import { Fault } from '../../../core/contract/fault.ts';
import type { AccountId, AssetHash, DeviceId } from '../../../core/contract/ids.ts';
import type { Pull, Pulled, Push, Pushed } from '../../../core/contract/vault.ts';
import { ask, asAccount, call } from '../api.ts';
import { Cut, drain, whole } from './drain.ts';
import { listen } from './socket.ts';

/**
 * Each throws a `Fault`: `offline`, `signed-out`, `no-space` and whatever else the server says, and `stopped`. What names an
 * account is for that one alone: where another is signed in by then, it is `signed-out`, and nothing was sent or came.
 */
export interface Server {
  /** Whose it is that we are signed in as. */
  account(signal: AbortSignal): Promise<AccountId>;
  push(push: Push, signal: AbortSignal, account?: AccountId): Promise<Pushed>;
  pull(pull: Pull, signal: AbortSignal, account?: AccountId): Promise<Pulled>;
  /** At most 1,000 at once. */
  missing(blobs: BlobOffer['blobs'], signal: AbortSignal, account?: AccountId): Promise<BlobAnswer>;
  /** At most `blobLimits.whole` bytes. */
  put(hash: AssetHash, bytes: Blob, signal: AbortSignal, account?: AccountId): Promise<void>;
  join(
    hash: AssetHash,
    pieces: readonly AssetHash[],
    signal: AbortSignal,
    account?: AccountId,
  ): Promise<void>;
  /**
   * Throws `Cut` where the connection breaks off; given what had come by then as `came`, it goes on from there. Without `came` the
   * browser takes it by itself, and what came until it broke off is lost.
   */
  get(hash: AssetHash, signal: AbortSignal, account?: AccountId, came?: Blob): Promise<Blob>;
  /** Calls `heard` whenever there may be something to pull, until the signal says stop. Nothing depends on it. */
  listen(device: DeviceId, heard: () => void, signal: AbortSignal): void;
}

/** The same server, as this account and no other. */
export const asOf = (server: Server, account: AccountId): Server => ({
  account: signal => server.account(signal),
  push: (push, signal) => server.push(push, signal, account),
  pull: (pull, signal) => server.pull(pull, signal, account),
  missing: (blobs, signal) => server.missing(blobs, signal, account),
  put: (hash, bytes, signal) => server.put(hash, bytes, signal, account),
  join: (hash, pieces, signal) => server.join(hash, pieces, signal, account),
  get: (hash, signal, _, came) => server.get(hash, signal, account, came),
  listen: (device, heard, signal) => server.listen(device, heard, signal),
});

/** Our own site's, as whoever is signed in. */
export const ownServer: Server = {
  account: async signal => (await call('GET /account', {}, signal)).id,
  push: async (body, signal, account) =>
    ofAccount(await call('POST /vault/push', { body }, signal, account), account),
  pull: async (body, signal, account) =>
    ofAccount(await call('POST /vault/pull', { body }, signal, account), account),
  missing: (blobs, signal, account) => call('POST /blobs/missing', { body: { blobs } }, signal, account),
  put: async (hash, body, signal, account) => {
    await ask(`${apiRoot}/blobs/${hash}`, { method: 'PUT', body, signal, headers: asAccount(account) });
  },
  join: async (hash, pieces, signal, account) => {
    await call('POST /blobs/join', { body: { hash, pieces: [...pieces] } }, signal, account);
  },
  get: async (hash, signal, account, came) => {
    const rest = came?.size ? { range: `bytes=${came.size}-`, 'if-range': `"${hash}"` } : {};
    const reply = await ask(`${apiRoot}/blobs/${hash}`, {
      signal,
      // It is kept beside its record; the browser need not keep it a second time.
      cache: 'no-store',
      headers: { ...asAccount(account), ...rest },
    }).catch((thrown: unknown) => {
      const fault = Fault.from(thrown);
      throw fault.name === 'offline' && came ? new Cut(came, fault) : fault;
    });
    if (!came) return whole(reply, signal);
    const goesOn =
      reply.status === 206 && reply.headers.get('content-range')?.startsWith(`bytes ${came.size}-`);
    return drain(reply, goesOn === true ? came : new Blob([]), signal);
  },
  listen,
};

/** An answer, where it is about whom it was asked. */
function ofAccount<T extends { readonly account: AccountId }>(reply: T, account: AccountId | undefined): T {
  if (account === undefined || reply.account === account) return reply;
  throw new Fault('signed-out', 'Another account is signed in in this browser by now. Reload this page.');
}
