/** Our own network: its weights come with the app. */
import { download } from '../download.ts';
import type { Net, Processor } from '../net.ts';
import type { Network } from './network.ts';
import answerUrl from './own.answer?url&no-inline';
import { ownPainter } from './own.ts';
import weightsUrl from './own.onnx?url&no-inline';

const nets = new Map<Processor, Promise<Net>>();

export const own: Network = {
  name: 'own',
  title: 'Brushword',
  runsOn: ['webgpu', 'wasm'],
  async open(on, others) {
    const net = nets.get(on) ?? load(on, others);
    nets.set(on, net);
    try {
      return ownPainter(await net);
    } catch (thrown) {
      nets.delete(on);
      throw thrown;
    }
  },
  // `tools/train/fill/export.py` wrote it down.
  answer: async () => Float32Array.from(new Uint8Array(await download(answerUrl))),
};

async function load(on: Processor, others?: Processor): Promise<Net> {
  // The runtime is large: only who needs it loads it.
  const [{ openNet }, weights] = await Promise.all([import('../runtime.ts'), download(weightsUrl)]);
  return openNet(new Uint8Array(weights), on, others);
}
