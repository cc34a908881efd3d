/** The server's own engine, as it said last how it is: kept for whoever asks next, since it has other things to do. */
import { apiRoot } from '../../core/contract/api.ts';
import { EngineHealth } from '../../core/contract/engine.ts';
import type { HostedProvider } from '../../core/contract/hosted.ts';
import type { AccountId } from '../../core/contract/ids.ts';
import { v } from '../../core/contract/schema.ts';
import { asksNear, type Env } from '../env.ts';
import { Outside } from '../http.ts';
import { listProviders } from '../store/providers.ts';

/** For how long its answer holds, and how long it is waited for, in milliseconds. */
const FRESH = 30_000;
const PATIENCE = 3_000;

type Said = EngineHealth | undefined;

/** By the engine's address. */
const answers = new Map<string, { readonly until: number; readonly said: Said }>();

/** Nothing where there is none, or it does not answer. */
export async function engineHealth(env: Env): Promise<Said> {
  const { ENGINE_URL: url } = env;
  if (url === undefined || url === '') return undefined;
  const known = answers.get(url);
  if (known && Date.now() < known.until) return known.said;
  const world = new Outside(AbortSignal.timeout(PATIENCE), asksNear(env), url);
  const said = await ask(world, url);
  answers.set(url, { until: Date.now() + FRESH, said });
  return said;
}

async function ask(world: Outside, url: string): Promise<Said> {
  try {
    const { bytes } = await world.send({ method: 'GET', url: url.replace(/\/+$/, '') + `${apiRoot}/health` });
    const said = v.safeParse(EngineHealth, JSON.parse(new TextDecoder().decode(bytes)));
    return said.success && said.output.ok ? said.output : undefined;
  } catch {
    // Whoever has it do something is told what is wrong.
    return undefined;
  }
}

/** Who does an account's jobs. Of the server's own engine only what that one can do. */
export async function providersOf(env: Env, account: AccountId): Promise<HostedProvider[]> {
  const list = await listProviders(env, account);
  if (!list.some(({ own }) => own)) return list;
  const health = await engineHealth(env);
  if (!health) return list;
  return list.map(one => (one.own ? { ...one, tools: health.tools } : one));
}
