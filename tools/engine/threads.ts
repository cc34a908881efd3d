/** Threads that help the fill's kernel in Node, as `kernel.ts` starts them in a browser. */
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { OpenKernel } from '../../src/models/exemplar.ts';
import type { Kernel } from '../../src/models/fill/field.ts';
import { memoryFor, wasmKernel } from '../../src/models/fill/wasm.ts';

/** A kernel whose jobs `count` threads share, the caller's included. `module` is the one compiled for threads. */
export async function threadedKernel(module: WebAssembly.Module, count: number): Promise<Kernel> {
  const asked = { module, memory: memoryFor(true) };
  const workers = Array.from(
    { length: count - 1 },
    () => new Worker(new URL('./thread.worker.ts', import.meta.url), { workerData: asked }),
  );
  const close = (): void => workers.forEach(worker => void worker.terminate());
  try {
    await Promise.all(workers.map(come));
  } catch (thrown) {
    close();
    throw thrown;
  }
  return wasmKernel(asked, { async turn() {}, close });
}

const come = (worker: Worker): Promise<void> =>
  new Promise((here, gone) => {
    worker.once('message', () => here());
    worker.once('error', gone);
  });

/** Holes smaller than this, in pixels, are filled before threads would have come, as in a browser. */
const LARGE = 60_000;

/** More would wait for what is done by one alone. */
const MOST_THREADS = 8;

/** A kernel for each fill, with as many threads as there are and as help. They come to the same, to the last bit. */
export function kernelsFor(threads: number): OpenKernel {
  const count = Math.min(MOST_THREADS, threads);
  const modules = new Map<string, Promise<WebAssembly.Module>>();
  const load = (name: string): Promise<WebAssembly.Module> => {
    const module = modules.get(name) ?? WebAssembly.compile(readFileSync(new URL(name, fill)));
    modules.set(name, module);
    return module;
  };
  return async size =>
    size > LARGE && count > 1
      ? threadedKernel(await load('kernel.threads.wasm'), count)
      : wasmKernel({ module: await load('kernel.wasm'), memory: memoryFor(false) });
}

const fill = new URL('../../src/models/fill/', import.meta.url);
