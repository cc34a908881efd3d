/** Bytes that the server has whole in its memory: read from a request, and kept under their name. */
import { blobLimits } from '../../core/contract/blob.ts';
import { Fault } from '../../core/contract/fault.ts';
import { AssetHash } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import type { Blobs } from './blobs.ts';
import { hex } from './chance.ts';

/** Throws `too-big` as soon as there are more than `most`, whatever `Content-Length` says. */
export async function readAtMost(
  { body }: Pick<Request, 'body'>,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? new Blob([]).stream()) {
    size += part.length;
    if (size > most)
      throw new Fault('too-big', `That is more than ${most / 1024 / 1024} MiB. Send less at once.`);
    parts.push(part);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Keeps them, in pieces where they are large. Throws as `Blobs` does. */
export async function keepBytes(blobs: Blobs, bytes: Uint8Array<ArrayBuffer>): Promise<AssetHash> {
  const hash = await hashOf(bytes);
  const { missing } = await blobs.missing({ blobs: [{ hash, size: bytes.length }] });
  if (missing.length === 0) return hash;
  if (bytes.length <= blobLimits.whole) {
    await blobs.put(hash, bytes.length, new Blob([bytes]).stream());
    return hash;
  }
  const pieces: AssetHash[] = [];
  for (let at = 0; at < bytes.length; at += blobLimits.piece) {
    const piece = bytes.subarray(at, at + blobLimits.piece);
    const name = await hashOf(piece);
    await blobs.put(name, piece.length, new Blob([piece]).stream());
    pieces.push(name);
  }
  await blobs.join(hash, pieces);
  return hash;
}

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<AssetHash> {
  return parse(AssetHash, hex(await crypto.subtle.digest('SHA-256', bytes)), 'bug');
}
