import { expect, test } from 'vitest';
import { openEngine } from '../../../src/workers/host.ts';
import { packMask } from '../../../src/workers/mask.ts';
import type { KernelName } from '../../../src/models/fill/kernel.ts';
import { faultOf, kept, marked, textured } from '../workers/pictures.ts';

interface Filled {
  readonly name: KernelName;
  readonly filled: Uint8ClampedArray;
}

const by = (order: KernelName): Promise<Filled> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./filling.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<Filled>) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = reject;
    worker.postMessage(order);
  });

test('threads in a worker fill as one does, to the last bit', async () => {
  const [threads, one] = [await by('threads'), await by('wasm')];
  expect(threads.name).toBe(navigator.hardwareConcurrency > 1 ? 'threads' : 'plain');
  expect(one.name).toBe('wasm');
  expect(threads.filled).toEqual(one.filled);
});

test('a fill by threads ends within half a second when it is stopped', async () => {
  const engine = openEngine();
  const box = { x: 500, y: 400, width: 700, height: 500 };
  const mask = new Blob([packMask(marked(1600, 1200, box))]);
  const order = { operation: 'remove', params: {}, seed: 1, image: await kept(textured(1600, 1200)), mask };
  const control = new AbortController();
  const underWay = Promise.withResolvers<undefined>();
  const result = engine.run(order, control.signal, ({ done }) => {
    if (done > 0.05) underWay.resolve(undefined);
  });
  result.catch(() => {}); // looked at below
  await underWay.promise;
  const asked = performance.now();
  control.abort();
  expect((await faultOf(result)).name).toBe('stopped');
  expect(performance.now() - asked).toBeLessThan(500);
  engine.close();
});
