/** Blobs: which are missing, and large ones put together, by the table; and their bytes, which are no JSON. */
import type { api } from '../../core/contract/api.ts';
import { Fault } from '../../core/contract/fault.ts';
import { refuse, type Answers } from '../answer.ts';
import type { Env } from '../env.ts';
import { requestId } from '../headers.ts';
import { logBug } from '../log.ts';
import { guard } from '../session.ts';
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
export async function blobBytes(request: Request, name: string, env: Env): Promise<Response> {
  try {
    const cookies = new Headers();
    guard.checkOrigin(request, env);
    const who = request.method === 'PUT' ? 'account: write' : 'account: read';
    const { account } = await guard.admit(request, env, who, cookies);
    const reply = await answerBytes(request, name, new Blobs(env, account.id));
    for (const cookie of cookies.getSetCookie()) reply.headers.append('set-cookie', cookie);
    return reply;
  } catch (thrown) {
    const fault = Fault.from(thrown);
    if (fault.name === 'bug')
      logBug(fault.cause ?? fault, { request: request.headers.get(requestId) ?? '', where: 'blob' });
    return refuse(fault);
  }
}
