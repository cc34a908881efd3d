/** Every provider there is. One line each. */
import { Fault } from '../contract/fault.ts';
import type { ProviderKind } from '../contract/hosted.ts';
import { comfyui } from './comfyui.ts';
import type { AnyProvider } from './provider.ts';

export const providers: readonly AnyProvider[] = [comfyui];

/** Throws `no-maker` where there is none of this kind. */
export function providerOf(kind: ProviderKind): AnyProvider {
  const found = providers.find(provider => provider.kind === kind);
  if (!found) throw new Fault('no-maker', 'This kind of server is not known here. Reload the page.');
  return found;
}
