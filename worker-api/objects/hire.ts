/** Who does a job: the one that was named, or the first that can; and a provider with the world in its hands. */
import type { HostedTool } from '../../core/contract/ask.ts';
import { Fault } from '../../core/contract/fault.ts';
import type { HostedAsk, HostedProvider } from '../../core/contract/hosted.ts';
import type { AccountId } from '../../core/contract/ids.ts';
import { providerOf } from '../../core/providers/index.ts';
import type { AnyProvider, Maker } from '../../core/providers/provider.ts';
import { asksNear, type Env } from '../env.ts';
import { Outside } from '../http.ts';
import { holdProvider } from '../store/providers.ts';
import { providersOf } from './own-engine.ts';

export interface Hired {
  readonly provider: AnyProvider;
  readonly maker: Maker;
  readonly world: Outside;
}

/** Throws as `holdProvider` does. What it sends breaks off at `signal`. */
export async function hire(env: Env, account: AccountId, id: string, signal: AbortSignal): Promise<Hired> {
  const { provider, settings, trusted } = await holdProvider(env, account, id);
  const world = new Outside(signal, asksNear(env), trusted);
  return { provider, world, maker: provider.make(world, settings) };
}

const doing: Readonly<Record<HostedTool, string>> = {
  repaint: 'paints into a picture',
  generate: 'makes pictures from words',
  operate: 'works on pictures as Brushword does',
  transcribe: 'writes down what is said',
  analyse: 'tells what is in a picture',
};

/** Throws `not-found` and `no-maker`. One that may charge comes last. */
export async function choose(env: Env, account: AccountId, asked: HostedAsk): Promise<HostedProvider> {
  const { ask, provider: id } = asked;
  const all = await providersOf(env, account);
  const charges = ({ kind }: HostedProvider): boolean => providerOf(kind).again === 'charged';
  const able = all.filter(({ tools }) => tools.includes(ask.tool));
  const chosen =
    id === undefined
      ? (able.find(one => !charges(one)) ?? able[0])
      : all.find(provider => provider.id === id);
  if (!chosen && id !== undefined)
    throw new Fault('not-found', 'There is no such provider. Look at the list again.');
  if (!chosen)
    throw new Fault('no-maker', `Nothing is set up that ${doing[ask.tool]}. Add a provider in Settings.`);
  if (!chosen.tools.includes(ask.tool))
    throw new Fault('no-maker', `“${chosen.name}” is none that ${doing[ask.tool]}. Choose another provider.`);
  return chosen;
}
