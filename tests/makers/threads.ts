/** Threads that help a kernel in Node, as `thread.worker.ts` does in a browser. */
import { Worker } from 'node:worker_threads';
import type { Kernel } from '../../src/models/fill/field.ts';
import { memoryFor, wasmKernel } from '../../src/models/fill/wasm.ts';

const code = `
  const { parentPort, workerData } = require('node:worker_threads');
  import(workerData.from).then(({ help }) => {
    parentPort.postMessage('here');
    help(workerData);
  });
`;

const from = new URL('../../src/models/fill/wasm.ts', import.meta.url).href;

/** A kernel whose jobs `count` threads share, the caller's included. `module` is the one compiled for threads. */
export async function threadedKernel(module: WebAssembly.Module, count: number): Promise<Kernel> {
  const asked = { module, memory: memoryFor(true) };
  const workers = Array.from(
    { length: count - 1 },
    () => new Worker(code, { eval: true, workerData: { ...asked, from } }),
  );
  await Promise.all(workers.map(worker => new Promise(here => void worker.once('message', here))));
  const close = (): void => workers.forEach(worker => void worker.terminate());
  return wasmKernel(asked, { async turn() {}, close });
}
