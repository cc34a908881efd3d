import type { api } from '../../core/contract/api.ts';
import { edition } from '../../core/contract/edition.ts';
import type { Answers } from '../answer.ts';
import { asksNear, type Env } from '../env.ts';
import { Outside } from '../http.ts';
import { holdOwn } from '../store/providers.ts';

/** For how long an engine's answer holds, and how long it is waited for, in milliseconds. */
const FRESH = 30_000;
const PATIENCE = 3_000;

export const health: Answers<typeof api, Env, 'GET /health'> = {
  'GET /health': async ({ env }) => ({ ok: true, edition, gpu_available: await gpuAt(env) }),
};

/** Kept for whoever asks next: anybody may ask, and the engine has other things to do. By the engine's address. */
const answers = new Map<string, { readonly until: number; readonly gpu: boolean | null }>();

async function gpuAt(env: Env): Promise<boolean | null> {
  const own = holdOwn(env);
  if (!own) return null;
  const { provider, settings, trusted = '' } = own;
  const known = answers.get(trusted);
  if (known && Date.now() < known.until) return known.gpu;
  const world = new Outside(AbortSignal.timeout(PATIENCE), asksNear(env), trusted);
  const { ok, gpu = false } = await provider.make(world, settings).health();
  const answer = ok ? gpu : null;
  answers.set(trusted, { until: Date.now() + FRESH, gpu: answer });
  return answer;
}
