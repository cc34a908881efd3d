import type { api } from '../../core/contract/api.ts';
import { edition } from '../../core/contract/edition.ts';
import type { Answers } from '../answer.ts';
import type { Env } from '../env.ts';
import { ownEngine } from '../objects/own-engine.ts';

export const health: Answers<typeof api, Env, 'GET /health'> = {
  'GET /health': async ({ env }) => {
    const engine = await ownEngine(env);
    return { ok: true, edition, gpu_available: engine?.ok ? (engine.gpu ?? false) : null };
  },
};
