import type { api } from '../../core/contract/api.ts';
import { edition } from '../../core/contract/edition.ts';
import type { Answers } from '../answer.ts';
import type { Env } from '../env.ts';

export const health: Answers<typeof api, Env, 'GET /health'> = {
  'GET /health': () => ({ ok: true, edition }),
};
