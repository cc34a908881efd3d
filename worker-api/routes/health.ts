import type { api } from '../../core/contract/api.ts';
import { edition } from '../../core/contract/edition.ts';
import type { Answers } from '../answer.ts';
import type { Env } from '../env.ts';
import { engineHealth } from '../objects/own-engine.ts';

export const health: Answers<typeof api, Env, 'GET /health'> = {
  'GET /health': async ({ env }) => ({
    ok: true,
    edition,
    gpu_available: (await engineHealth(env))?.gpu_available ?? null,
  }),
};
