/** How the server's own engine is. Asked at most twice a minute, whoever wants to know: it has other things to do. */
import type { ProviderHealth } from '../../core/contract/hosted.ts';
import { asksNear, type Env } from '../env.ts';
import { Outside } from '../http.ts';
import { holdOwn } from '../store/providers.ts';

/** For how long an answer holds, and how long it is waited for, in milliseconds. */
const FRESH = 30_000;
const PATIENCE = 3_000;

/** By the engine's address. */
const answers = new Map<string, { readonly until: number; readonly health: ProviderHealth }>();

/** Undefined where the server has none. */
export async function ownEngine(env: Env): Promise<ProviderHealth | undefined> {
  const own = holdOwn(env);
  if (!own) return undefined;
  const { provider, settings, trusted = '' } = own;
  const known = answers.get(trusted);
  if (known && Date.now() < known.until) return known.health;
  const world = new Outside(AbortSignal.timeout(PATIENCE), asksNear(env), trusted);
  const health = await provider.make(world, settings).health();
  answers.set(trusted, { until: Date.now() + FRESH, health });
  return health;
}
