import { AssetHash } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';

/** The SHA-256 of the bytes, in lower-case hexadecimal: an asset's name. */
export async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<AssetHash> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return parse(AssetHash, Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join(''));
}

/** Bytes with their name, ready to be kept. */
export async function named(
  bytes: Uint8Array<ArrayBuffer>,
  type: string,
): Promise<{ hash: AssetHash; blob: Blob }> {
  return { hash: await hashOf(bytes), blob: new Blob([bytes], { type }) };
}
