/** Bytes by their SHA-256. */
import type { Asset } from '../../core/contract/asset.ts';
import { Fault } from '../../core/contract/fault.ts';
import { AssetHash } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import type { Database } from './database.ts';

interface Named {
  readonly hash: AssetHash;
  readonly blob: Blob;
}

/** A picture as it is kept, with the whole picture it lies on where it is a patch. */
export interface KeptPicture extends Named {
  readonly base?: Named;
}

/** The name of these bytes: their SHA-256. */
export async function hashOf(blob: Blob): Promise<AssetHash> {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return parse(
    AssetHash,
    Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join(''),
  );
}

/** The bytes kept under `hash`. Throws `Fault('not-found')` where they are missing or not whole. */
export async function readBytes(database: Database, hash: AssetHash): Promise<Blob> {
  return (await readAsset(database, hash)).blob;
}

/** The picture kept under `hash`, ready for the engine. Throws `Fault('not-found')` where a part of it is missing. */
export async function readPicture(database: Database, hash: AssetHash): Promise<KeptPicture> {
  const { asset, blob } = await readAsset(database, hash);
  if (asset.base === undefined) return { hash, blob };
  return { hash, blob, base: { hash: asset.base, blob: await readBytes(database, asset.base) } };
}

/** Reads all the bytes and hashes them again. False where they are missing or are not what they were. */
export async function verify(database: Database, hash: AssetHash): Promise<boolean> {
  const row = await database.guard(() => database.bytes.get(hash));
  return row !== undefined && (await database.guard(() => hashOf(row.blob))) === hash;
}

async function readAsset(database: Database, hash: AssetHash): Promise<{ asset: Asset; blob: Blob }> {
  const [asset, bytes] = await database.guard(() =>
    database.transaction('r', database.assets, database.bytes, () =>
      Promise.all([database.assets.get(hash), database.bytes.get(hash)]),
    ),
  );
  if (asset && bytes?.blob.size !== asset.size && database.elsewhere) {
    return { asset, blob: await database.elsewhere(asset) };
  }
  if (!asset || !bytes || bytes.blob.size !== asset.size) {
    throw new Fault(
      'not-found',
      'A picture of this project is no longer on this device. Go to another version, or open the photo again.',
    );
  }
  return { asset, blob: bytes.blob };
}
