/** Every listener on this device: our own, and each Whisper whose weights are here. */
import { Fault } from '../../../core/contract/fault.ts';
import { keptEntries, readWeights } from '../weights/kept.ts';
import { listenerIn } from './folder.ts';
import { isWhisper } from './layout.ts';
import type { ListenerModel } from './listener.ts';
import { micro } from './micro.ts';

export async function listeners(): Promise<readonly ListenerModel[]> {
  // Where a browser lets nobody keep files, there is our own.
  const kept = await keptEntries().catch(() => []);
  const whispers = kept
    .map(({ name, title, files }) => ({ name, title, paths: files.map(({ path }) => path) }))
    .filter(({ paths }) => isWhisper(paths));
  return [micro, ...whispers.map(about => listenerIn({ ...about, read: () => readWeights(about.name) }))];
}

/** Throws `Fault('no-maker')` where there is none of that name here. */
export async function listenerNamed(name: string): Promise<ListenerModel> {
  if (name === micro.name) return micro;
  const found = (await listeners()).find(listener => listener.name === name);
  if (found) return found;
  throw new Fault('no-maker', `No model called “${name}” listens here. Download it in Settings, or choose another there.`); // prettier-ignore
}
