/** Blobs: which are missing, and large ones put together, by the table; and their bytes, which are no JSON. */
import type { api } from '../../core/contract/api.ts';
import type { Answers } from '../answer.ts';
import type { Env } from '../env.ts';
import { forAccount } from '../session.ts';
import { Blobs } from '../store/blobs.ts';
import { answerBytes } from './blob-bytes.ts';

export const blobs: Answers<typeof api, Env, 'POST /blobs/missing' | 'POST /blobs/join'> = {
  'POST /blobs/missing': ({ env, account, body }) => new Blobs(env, account.id).missing(body),

  'POST /blobs/join': async ({ env, account, body: { hash, pieces } }) => {
    await new Blobs(env, account.id).join(hash, pieces);
    return { done: true };
  },
};

/** PUT, GET and HEAD of one blob, `name` as it stands in the path. Who may write keeps, and who may read is given. */
export function blobBytes(request: Request, name: string, env: Env): Promise<Response> {
  const who = request.method === 'PUT' ? 'account: write' : 'account: read';
  return forAccount(request, env, who, account => answerBytes(request, name, new Blobs(env, account.id)));
}
