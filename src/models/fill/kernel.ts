/** Which kernel a browser takes. The only file here that needs a bundler: Node hands the module in itself. */
import { Fault } from '../../../core/contract/fault.ts';
import { download } from '../download.ts';
import type { Kernel } from './field.ts';
import threadsUrl from './kernel.threads.wasm?url&no-inline';
import wasmUrl from './kernel.wasm?url&no-inline';
import { plainKernel } from './plain.ts';
import { memoryFor, wasmKernel } from './wasm.ts';
import { failed, openCard, withCard, type Card } from './webgpu.ts';
import code from './webgpu.wgsl?raw';

export type KernelName = 'webgpu' | 'threads' | 'wasm' | 'plain';

export interface Opened {
  readonly kernel: Kernel;
  readonly name: KernelName;
  /** Those before it in the order, and why each was not taken. */
  readonly passed: readonly { readonly name: KernelName; readonly why: Fault }[];
}

export interface Wishes {
  /** The first that opens is taken; a graphics card works beside the first after it. */
  readonly order: readonly KernelName[];
  /** Fields with fewer targets than this are not worth the way to a graphics card. */
  readonly leastForCard: number;
  /** Whether a graphics card that is none, but a program, will do: it is slower than every other kernel. */
  readonly softwareCard: boolean;
}

/** Holes smaller than this, in pixels, are filled before threads would have come. */
const LARGE = 60_000;

/**
 * What is quickest for holes of so many pixels in all. A graphics card is not asked: a fill of 12 megapixels takes a
 * second or so, search and voting are half of it, and a card takes long to get ready.
 */
export const wishesFor = (size: number): Wishes => ({
  order: size > LARGE ? ['threads', 'wasm', 'plain'] : ['wasm', 'plain'],
  leastForCard: 4096,
  softwareCard: false,
});

/** A kernel for one run. Throws a `Fault` where none of the order can be had. */
export async function openKernel({ order, ...wishes }: Wishes): Promise<Opened> {
  const [name, ...rest] = order;
  if (name === undefined) throw new Fault('no-maker', 'This browser cannot run the fill. Update it.');
  try {
    if (name !== 'webgpu') return { kernel: await openers[name](), name, passed: [] };
    const card = await openers.webgpu(wishes);
    const host = await openKernel({ ...wishes, order: rest });
    return { kernel: withCard(host.kernel, card, wishes.leastForCard), name, passed: [] };
  } catch (thrown) {
    const why = Fault.from(thrown);
    if (rest.length === 0) throw why;
    const next = await openKernel({ ...wishes, order: rest });
    return { ...next, passed: [{ name, why }, ...next.passed] };
  }
}

const openers = {
  plain: async () => plainKernel(),
  wasm: async () => wasmKernel({ module: await load(wasmUrl), memory: memoryFor(false) }),
  threads,
  webgpu,
} satisfies Record<KernelName, (wishes: Omit<Wishes, 'order'>) => Promise<Kernel | Card>>;

const modules = new Map<string, WebAssembly.Module>();

async function load(url: string): Promise<WebAssembly.Module> {
  const had = modules.get(url);
  if (had) return had;
  const bytes = await download(url);
  if (!WebAssembly.validate(bytes)) throw new Fault('no-maker', 'This browser lacks WebAssembly SIMD.');
  const module = await WebAssembly.compile(bytes);
  modules.set(url, module);
  return module;
}

/** More would wait for what is done by one alone. */
const MOST_THREADS = 4;

async function threads(): Promise<Kernel> {
  const count = Math.min(MOST_THREADS, navigator.hardwareConcurrency);
  if (!crossOriginIsolated || count < 2) throw new Fault('no-maker', 'Threads have no memory to share here.');
  if ('document' in globalThis) throw new Fault('no-maker', 'A page must not wait for threads.');
  const asked = { module: await load(threadsUrl), memory: memoryFor(true) };
  const workers = Array.from(
    { length: count - 1 },
    () => new Worker(new URL('./thread.worker.ts', import.meta.url), { type: 'module' }),
  );
  let coming = workers.length;
  for (const worker of workers) {
    // Whether it is there or cannot come.
    worker.onmessage = worker.onerror = () => coming--;
    worker.postMessage(asked);
  }
  return wasmKernel(asked, {
    turn: () => (coming === 0 ? Promise.resolve() : nextTask()),
    close: () => workers.forEach(worker => worker.terminate()),
  });
}

/** Once this thread has seen to what waits for it. A timer would wait some milliseconds more. */
const nextTask = (): Promise<void> =>
  new Promise(done => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(0);
  });

interface Found {
  readonly device: GPUDevice;
  readonly isSoftware: boolean;
}

/** Found once, and looked for again when it is lost: to make one ready takes as long as a small fill. */
let found: Promise<Found> | undefined;

async function webgpu({ softwareCard }: Omit<Wishes, 'order'>): Promise<Card> {
  const { device, isSoftware } = await (found ??= findDevice());
  if (isSoftware && !softwareCard) throw failed('it is a program');
  return openCard(device, code);
}

async function findDevice(): Promise<Found> {
  const forget = (): void => void (found = undefined);
  try {
    const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) throw failed('there is none');
    const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
    const requiredLimits = { maxBufferSize, maxStorageBufferBindingSize };
    const device = await adapter.requestDevice({ requiredLimits });
    void device.lost.then(forget);
    return { device, isSoftware: adapter.info.isFallbackAdapter };
  } catch (thrown) {
    forget();
    throw thrown;
  }
}
