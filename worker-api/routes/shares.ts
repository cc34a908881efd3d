/** Links: made, listed and revoked by whose they are; opened, and their bytes given, to whoever has one. */
import type { api } from '../../core/contract/api.ts';
import { Fault } from '../../core/contract/fault.ts';
import { AssetHash } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import { Opened, type Lent } from '../../core/contract/share.ts';
import type { Answers } from '../answer.ts';
import type { Env } from '../env.ts';
import { settled } from '../session.ts';
import { Blobs } from '../store/blobs.ts';
import { grant, readGrant } from '../store/grants.ts';
import { dropShare, listShares, makeShare, openShare, pieceOf, typesIn } from '../store/shares.ts';
import { giveBytes } from './blob-bytes.ts';

type Lines = 'GET /shares' | 'POST /shares' | 'DELETE /shares/:id' | 'POST /shared';

export const shares: Answers<typeof api, Env, Lines> = {
  'GET /shares': ({ env, account }) => listShares(env, account.id),

  'POST /shares': ({ env, account, body }) => makeShare(env, account.id, body),

  'DELETE /shares/:id': async ({ env, account, params }) => {
    await dropShare(env, account.id, params.id);
    return { done: true };
  },

  'POST /shared': async ({ env, body: { token, password } }) => {
    const share = await openShare(env, token, password);
    if (share === undefined) return { kind: 'locked' };
    const [types, granted] = [await typesIn(env, share.id), await grant(env, share.id)];
    const piece = (hash: AssetHash) => ({ hash, type: types.get(hash) });
    const size = share.what.kind === 'file' ? await new Blobs(env, share.account).size(share.what.hash) : 0;
    return parse(Opened, { ...shown(share.what, piece, size), ...granted }, 'bug');
  },
};

/** What is lent, with the kind of each of its bytes. */
function shown(what: Lent, piece: (hash: AssetHash) => object, size: number): object {
  const { kind, title } = what;
  if (kind === 'file') return { kind, title, ...piece(what.hash), size };
  if (kind === 'project')
    return { kind, title, versions: what.versions.map(one => ({ ...one, ...piece(one.hash) })) };
  const before = what.before === undefined ? {} : { before: piece(what.before) };
  return { kind, title, ...before, after: piece(what.after) };
}

/**
 * Bytes to whoever has a grant, whole or in part: a picture as a picture, anything else as a file to keep. Every request
 * asks again whether the share is still there, and nothing is kept on the way, so that what is revoked is gone at once.
 */
export function sharedBytes(
  request: Request,
  named: { readonly grant: string; readonly hash: string },
  env: Env,
): Promise<Response> {
  return settled(request, async () => {
    const hash = parse(AssetHash, named.hash);
    const share = await readGrant(env, named.grant);
    if (share === undefined)
      throw new Fault('forbidden', 'This address is no longer good. Open the link again.');
    const { account, type } = await pieceOf(env, share, hash);
    const headers = {
      'cache-control': 'private, no-store',
      'content-type': type,
      'content-disposition': type.startsWith('image/') ? 'inline' : 'attachment',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    };
    return giveBytes(request, hash, new Blobs(env, account), headers);
  });
}
