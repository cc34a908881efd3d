/** Opens our own network: its weights come with the app. */
import { download } from '../download.ts';
import type { Net, Processor } from '../net.ts';
import { ownPainter } from './own.ts';
import type { Painter } from './painter.ts';
import weightsUrl from './own.onnx?url&no-inline';

const open = new Map<Processor, Promise<Net>>();

/** Throws `Fault('offline')` where it was never loaded and there is no network, and `Fault('no-maker')` as `openNet` does. */
export async function openOwnPainter(on: Processor): Promise<Painter> {
  const net = open.get(on) ?? load(on);
  open.set(on, net);
  try {
    return ownPainter(await net);
  } catch (thrown) {
    open.delete(on);
    throw thrown;
  }
}

async function load(on: Processor): Promise<Net> {
  // The runtime is large: only who needs it loads it.
  const [{ openNet }, weights] = await Promise.all([import('../runtime.ts'), download(weightsUrl)]);
  return openNet(new Uint8Array(weights), on);
}
