import type { api } from '../../core/contract/api.ts';
import type { Answers } from '../answer.ts';
import type { Env } from '../env.ts';
import { dropKey, listKeys, makeKey } from '../store/keys.ts';

type Lines = 'GET /account/keys' | 'POST /account/keys' | 'DELETE /account/keys/:id';

export const keys: Answers<typeof api, Env, Lines> = {
  'GET /account/keys': ({ env, account }) => listKeys(env, account.person),

  'POST /account/keys': ({ env, account, body }) => makeKey(env, account.person, body.name, body.scope),

  'DELETE /account/keys/:id': async ({ env, account, params }) => {
    await dropKey(env, account.person, params.id);
    return { done: true };
  },
};
