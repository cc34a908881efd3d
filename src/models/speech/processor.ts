/** Where the larger half of a listener runs. */
import { describeMachine } from '../machine.ts';
import type { Processor } from '../net.ts';
import { hasWebGpu } from '../runtime-files.ts';

let chosen: Promise<Processor> | undefined;

/** On a graphics processor, where there is one: decided once in a worker, as the runtime is started once. `wanted` decides otherwise. */
export const processor = (wanted?: Processor): Promise<Processor> =>
  (chosen ??= wanted ? Promise.resolve(wanted) : found());

async function found(): Promise<Processor> {
  if (!hasWebGpu()) return 'wasm';
  // What a processor computes in a graphics processor's place is slower than without.
  const { gpu } = await describeMachine().catch(() => ({ gpu: undefined }));
  return gpu && !gpu.isSoftware ? 'webgpu' : 'wasm';
}
