/** Bytes on their way to the account: before the records that name them, only what is missing there, large ones in pieces. */
import { blobLimits, type BlobAnswer } from '../../../core/contract/blob.ts';
import { Fault } from '../../../core/contract/fault.ts';
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

/** Blobs that the account does not take, and why. Their records wait, and nothing else does. */
export type RefusedBlobs = ReadonlyMap<AssetHash, Fault>;

/**
 * Sends what of these the account has not, as far as it is here; `sent` is told each blob that is there now. After a cut the same again
 * goes on where it was. Gives those that are not taken: too large, without room, or damaged here. Throws what would refuse the others too.
 */
export async function upload(
  database: Database,
  server: Store,
  hashes: readonly AssetHash[],
  sent: (hash: AssetHash) => void,
  signal: AbortSignal,
): Promise<RefusedBlobs> {
  const refused = new Map<AssetHash, Fault>();
  for (let from = 0; from < hashes.length; from += AT_ONCE) {
    const rows = await database.guard(() => database.bytes.bulkGet(hashes.slice(from, from + AT_ONCE)));
    const here = new Map<AssetHash, Blob>();
    for (const row of rows) {
      if (row && row.blob.size > blobLimits.largest) refused.set(row.hash, tooLarge());
      else if (row) here.set(row.hash, row.blob);
    }
    const answer = await missingOf(server, here, signal);
    const missing = new Set(answer.missing);
    let room = answer.quota - answer.used;
    for (const [hash, blob] of here) {
      if (missing.has(hash)) {
        // What fits goes, also where something before it did not.
        const fault =
          blob.size > room ? noRoom(answer, blob.size) : await tried(send(server, hash, blob, signal));
        if (fault) {
          refused.set(hash, fault);
          continue;
        }
        room -= blob.size;
      }
      sent(hash);
    }
  }
  return refused;
}

/** What is wrong with these very bytes; what else went wrong is thrown. */
async function tried(sending: Promise<void>): Promise<Fault | undefined> {
  try {
    await sending;
    return undefined;
  } catch (thrown) {
    const fault = Fault.from(thrown);
    if (fault.name === 'too-big' || fault.name === 'no-space' || fault.name === 'bad-request') return fault;
    throw fault;
  }
}

async function send(server: Store, hash: AssetHash, blob: Blob, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (blob.size <= blobLimits.whole) {
    // So that what is damaged here does not travel, again and again.
    if ((await hashOf(blob)) !== hash) throw damaged();
    return server.put(hash, blob, signal);
  }
  const order: AssetHash[] = [];
  const pieces = new Map<AssetHash, Blob>();
  for (let at = 0; at < blob.size; at += blobLimits.piece) {
    const piece = blob.slice(at, at + blobLimits.piece);
    const name = await hashOf(piece);
    signal.throwIfAborted();
    order.push(name);
    pieces.set(name, piece);
  }
  for (const name of (await missingOf(server, pieces, signal)).missing) {
    const piece = pieces.get(name);
    if (piece) await server.put(name, piece, signal);
  }
  // Each piece was what it is called, so together they are only something else where they are here, too.
  await server.join(hash, order, signal).catch((thrown: unknown) => {
    const fault = Fault.from(thrown);
    throw fault.name === 'bad-request' ? damaged(fault) : fault;
  });
}

async function missingOf(
  server: Store,
  blobs: ReadonlyMap<AssetHash, Blob>,
  signal: AbortSignal,
): Promise<BlobAnswer> {
  if (blobs.size === 0) return { missing: [], used: 0, quota: 0 };
  return server.missing(
    [...blobs].map(([hash, { size }]) => ({ hash, size })),
    signal,
  );
}

/**
 * Sends what of these the account has not, of bytes that are at hand and in no record; `sent` is told each that is there now. At most
 * 1,000 at once. Throws `no-space` before anything is sent where they do not fit.
 */
export async function putBytes(
  server: Store,
  blobs: ReadonlyMap<AssetHash, Blob>,
  signal: AbortSignal,
  sent: (hash: AssetHash) => void = () => {},
): Promise<void> {
  const answer = await missingOf(server, blobs, signal);
  const missing = new Set(answer.missing);
  const more = [...blobs].reduce((sum, [hash, { size }]) => sum + (missing.has(hash) ? size : 0), 0);
  if (more > answer.quota - answer.used) throw noRoom(answer, more);
  for (const [hash, blob] of blobs) {
    if (missing.has(hash)) await send(server, hash, blob, signal);
    sent(hash);
  }
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6).toLocaleString('en')} MB`;

const tooLarge = (): Fault =>
  new Fault(
    'too-big',
    `It is larger than ${megabytes(blobLimits.largest)}, the most that an account takes. Make it smaller.`,
  );

const noRoom = ({ used, quota }: BlobAnswer, size: number): Fault =>
  new Fault(
    'no-space',
    `Your account holds ${megabytes(used)} of ${megabytes(quota)}, and ${megabytes(size)} more do not fit. Delete what you no longer need.`,
  );

const damaged = (cause?: unknown): Fault =>
  new Fault('bad-request', 'It is damaged on this device. Go to another version, or open the photo again.', {
    cause,
  });
