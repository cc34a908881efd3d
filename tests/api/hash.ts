/** What bytes are called in an account. */
import { AssetHash } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';

export async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<AssetHash> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return parse(AssetHash, Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join(''));
}
