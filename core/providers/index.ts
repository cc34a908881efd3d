/** Every provider there is. One line each. */
import { Fault } from '../contract/fault.ts';
import type { ProviderKind } from '../contract/hosted.ts';
import { automatic1111 } from './automatic1111.ts';
import { comfyui } from './comfyui.ts';
import { engine } from './engine.ts';
import { openai } from './openai.ts';
import type { AnyProvider } from './provider.ts';
import { sdnext } from './sdnext.ts';

export const providers: readonly AnyProvider[] = [engine, comfyui, automatic1111, sdnext, openai];

/** Throws `no-maker` where there is none of this kind. */
export function providerOf(kind: ProviderKind): AnyProvider {
  const found = providers.find(provider => provider.kind === kind);
  if (!found) throw new Fault('no-maker', 'This kind of server is not known here. Reload the page.');
  return found;
}
