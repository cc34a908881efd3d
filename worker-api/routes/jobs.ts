/** The account's desk: hosted jobs by the table, and its socket, which only says that something has changed. */
import type { api } from '../../core/contract/api.ts';
import { Fault } from '../../core/contract/fault.ts';
import type { Answers } from '../answer.ts';
import type { Env } from '../env.ts';
import { deskOf } from '../objects/desk-door.ts';
import { forAccount } from '../session.ts';
import { TooOften } from '../store/limits.ts';

type Lines = 'GET /jobs' | 'POST /jobs' | 'GET /jobs/:id' | 'DELETE /jobs/:id' | 'GET /activity';

export const jobs: Answers<typeof api, Env, Lines> = {
  'GET /jobs': ({ env, account }) => deskOf(env.DESK, account.id).list(),

  'POST /jobs': async ({ env, account, body, request }) => {
    const opened = await deskOf(env.DESK, account.id).open(account.id, keyIn(request), body);
    if ('job' in opened) return opened.job;
    throw new TooOften(opened.wait, 'There is no more room in line.');
  },

  'GET /jobs/:id': ({ env, account, params }) => deskOf(env.DESK, account.id).get(params.id),

  'DELETE /jobs/:id': ({ env, account, params }) => deskOf(env.DESK, account.id).stop(params.id),

  'GET /activity': ({ env, account }) => deskOf(env.DESK, account.id).activity(),
};

function keyIn({ headers }: Request): string {
  const key = headers.get('idempotency-key') ?? '';
  if (/^[\x21-\x7e]{1,64}$/.test(key)) return key;
  throw new Fault(
    'bad-request',
    'Send the header Idempotency-Key: 1 to 64 visible characters, drawn anew for each job.',
  );
}

/** The upgrade to a socket. */
export const jobsSocket = (request: Request, env: Env): Promise<Response> =>
  forAccount(request, env, 'account: read', account => deskOf(env.DESK, account.id).fetch(request));
