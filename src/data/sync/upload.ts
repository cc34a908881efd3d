/** Bytes on their way to the account: before the records that name them, only what is missing there, large ones in pieces. */
import { blobLimits } from '../../../core/contract/blob.ts';
import { AssetHash } from '../../../core/contract/ids.ts';
import { v } from '../../../core/contract/schema.ts';
import type { Sent } from '../../../core/contract/vault.ts';
import { hashOf } from '../assets.ts';
import type { Database } from '../database.ts';
import type { Server } from './server.ts';

/** How many blobs the server is offered at once. */
const AT_ONCE = 1000;

type Store = Pick<Server, 'missing' | 'put' | 'join'>;

/** Fields that name bytes, in whatever table. */
const named: Readonly<Record<string, (value: unknown) => unknown>> = {
  picture: value => value,
  thumb: value => value,
  base: value => value,
  recipe: value => (typeof value === 'object' && value !== null && 'mask' in value ? value.mask : undefined),
};

/** The blobs that these changes name, each once. */
export function blobsIn(changes: readonly Sent[]): readonly AssetHash[] {
  const found = new Set<AssetHash>();
  for (const { table, id, field, value } of changes) {
    for (const name of [named[field]?.(value), table === 'assets' ? id : undefined]) {
      const result = v.safeParse(AssetHash, name);
      if (result.success) found.add(result.output);
    }
  }
  return [...found];
}

/**
 * Sends what of these the account has not, as far as it is here; `sent` is told each blob that is there now. After a cut the same again
 * goes on where it was.
 */
export async function upload(
  database: Database,
  server: Store,
  hashes: readonly AssetHash[],
  sent: (hash: AssetHash) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let from = 0; from < hashes.length; from += AT_ONCE) {
    const rows = await database.guard(() => database.bytes.bulkGet(hashes.slice(from, from + AT_ONCE)));
    const here = new Map(rows.flatMap(row => (row ? [[row.hash, row.blob] as const] : [])));
    await putBytes(server, here, signal, sent);
  }
}

/** Sends what of these the account has not; `sent` is told each that is there now. At most 1,000. */
export async function putBytes(
  server: Store,
  blobs: ReadonlyMap<AssetHash, Blob>,
  signal: AbortSignal,
  sent: (hash: AssetHash) => void = () => {},
): Promise<void> {
  const missing = await missingOf(server, blobs, signal);
  for (const [hash, blob] of blobs) {
    if (missing.has(hash)) await send(server, hash, blob, signal);
    sent(hash);
  }
}

async function send(server: Store, hash: AssetHash, blob: Blob, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (blob.size <= blobLimits.whole) return server.put(hash, blob, signal);
  const order: AssetHash[] = [];
  const pieces = new Map<AssetHash, Blob>();
  for (let at = 0; at < blob.size; at += blobLimits.piece) {
    const piece = blob.slice(at, at + blobLimits.piece);
    const name = await hashOf(piece);
    signal.throwIfAborted();
    order.push(name);
    pieces.set(name, piece);
  }
  for (const name of await missingOf(server, pieces, signal)) {
    const piece = pieces.get(name);
    if (piece) await server.put(name, piece, signal);
  }
  await server.join(hash, order, signal);
}

async function missingOf(
  server: Store,
  blobs: ReadonlyMap<AssetHash, Blob>,
  signal: AbortSignal,
): Promise<ReadonlySet<AssetHash>> {
  if (blobs.size === 0) return new Set();
  const offer = [...blobs].map(([hash, { size }]) => ({ hash, size }));
  return new Set((await server.missing(offer, signal)).missing);
}
