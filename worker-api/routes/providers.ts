/** Who does an account's hosted jobs. Secrets go in, and never come back. */
import type { api } from '../../core/contract/api.ts';
import type { Answers } from '../answer.ts';
import type { Env } from '../env.ts';
import { hire } from '../objects/hire.ts';
import { providersOf } from '../objects/own-engine.ts';
import { addProvider, changeProvider, dropProvider } from '../store/providers.ts';

type Lines =
  | 'GET /providers'
  | 'POST /providers'
  | 'PATCH /providers/:id'
  | 'DELETE /providers/:id'
  | 'POST /providers/:id/health';

/** For how long a provider is asked how it is, in milliseconds. */
const HEALTH = 20_000;

export const providers: Answers<typeof api, Env, Lines> = {
  'GET /providers': ({ env, account }) => providersOf(env, account.id),

  'POST /providers': ({ env, account, body }) => addProvider(env, account.id, body),

  'PATCH /providers/:id': ({ env, account, params, body }) =>
    changeProvider(env, account.id, params.id, body),

  'DELETE /providers/:id': async ({ env, account, params }) => {
    await dropProvider(env, account.id, params.id);
    return { done: true };
  },

  'POST /providers/:id/health': async ({ env, account, params }) => {
    const { maker } = await hire(env, account.id, params.id, AbortSignal.timeout(HEALTH));
    return maker.health();
  },
};
