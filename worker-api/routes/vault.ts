/** The account's vault: pushed to and pulled from by the table, and its socket, which only says that there is something. */
import type { api } from '../../core/contract/api.ts';
import type { Answers } from '../answer.ts';
import type { Env } from '../env.ts';
import { vaultOf } from '../objects/vault.ts';
import { forAccount } from '../session.ts';

export const vault: Answers<typeof api, Env, 'POST /vault/push' | 'POST /vault/pull'> = {
  'POST /vault/push': async ({ env, account: { id }, body }) => ({
    ...(await vaultOf(env.VAULT, id).push(body)),
    account: id,
  }),
  'POST /vault/pull': async ({ env, account: { id }, body, session }) => ({
    ...(await vaultOf(env.VAULT, id).pull(body, session?.id ?? null)),
    account: id,
  }),
};

/** The upgrade to a socket. */
export const vaultSocket = (request: Request, env: Env): Promise<Response> =>
  forAccount(request, env, 'account: read', account => vaultOf(env.VAULT, account.id).fetch(request));
