/** What a device asks of its account's server, on one screen; and the real one, over HTTP. */
import { apiRoot } from '../../../core/contract/api.ts';
import type { BlobAnswer, BlobOffer } from '../../../core/contract/blob.ts';
import type { AccountId, AssetHash, DeviceId } from '../../../core/contract/ids.ts';
import type { Pull, Pulled, Push, Pushed } from '../../../core/contract/vault.ts';
import { ask, call } from '../api.ts';
import { listen } from './socket.ts';

/** Each throws a `Fault`: `offline`, `signed-out`, `no-space` and whatever else the server says, and `stopped`. */
export interface Server {
  /** Whose it is that we are signed in as. */
  account(signal: AbortSignal): Promise<AccountId>;
  push(push: Push, signal: AbortSignal): Promise<Pushed>;
  pull(pull: Pull, signal: AbortSignal): Promise<Pulled>;
  /** At most 1,000 at once. Throws `no-space` where those that are missing do not fit. */
  missing(blobs: BlobOffer['blobs'], signal: AbortSignal): Promise<BlobAnswer>;
  /** At most `blobLimits.whole` bytes. */
  put(hash: AssetHash, bytes: Blob, signal: AbortSignal): Promise<void>;
  join(hash: AssetHash, pieces: readonly AssetHash[], signal: AbortSignal): Promise<void>;
  get(hash: AssetHash, signal: AbortSignal): Promise<Blob>;
  /** Calls `heard` whenever there may be something to pull, until the signal says stop. Nothing depends on it. */
  listen(device: DeviceId, heard: () => void, signal: AbortSignal): void;
}

/** Our own site's, as whoever is signed in. */
export const ownServer: Server = {
  account: async signal => (await call('GET /account', {}, signal)).id,
  push: (body, signal) => call('POST /vault/push', { body }, signal),
  pull: (body, signal) => call('POST /vault/pull', { body }, signal),
  missing: (blobs, signal) => call('POST /blobs/missing', { body: { blobs } }, signal),
  put: async (hash, body, signal) => {
    await ask(`${apiRoot}/blobs/${hash}`, { method: 'PUT', body, signal });
  },
  join: async (hash, pieces, signal) => {
    await call('POST /blobs/join', { body: { hash, pieces: [...pieces] } }, signal);
  },
  // They are kept in our own database: the browser need not keep them a second time.
  get: async (hash, signal) => (await ask(`${apiRoot}/blobs/${hash}`, { signal, cache: 'no-store' })).blob(),
  listen,
};
