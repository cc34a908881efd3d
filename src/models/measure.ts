/** What this device is, and how well it runs our network: asked once, to choose where networks run. */
import { Fault } from '../../core/contract/fault.ts';
import { download } from './download.ts';
import { errorOf, isRight } from './guide/answer.ts';
import weightsUrl from './guide/own.onnx?url&no-inline';
import type { Processor } from './net.ts';

export interface Measured {
  readonly processor: Processor;
  /** Milliseconds for a picture of 256 × 256 pixels; absent where it could not be run. */
  readonly ms?: number;
  /** The largest difference from the known answer, of 255. */
  readonly error?: number;
  /** Why it is not to be used. */
  readonly why?: string;
}

const SIDE = 256;
const RUNS = 3;

/** Never throws: what goes wrong is what there is to tell. A worker can run WebGPU only if it was asked for that first. */
export async function measure(processor: Processor): Promise<Measured> {
  try {
    const [{ openNet }, weights] = await Promise.all([import('./runtime.ts'), download(weightsUrl)]);
    const net = await openNet(new Uint8Array(weights), processor);
    const error = await errorOf(net);
    if (!isRight(error)) return { processor, error, why: 'It computes wrongly.' };
    const image = { data: new Float32Array(3 * SIDE * SIDE).fill(0.5), dims: [1, 3, SIDE, SIDE] };
    const mask = { data: new Float32Array(SIDE * SIDE).fill(1), dims: [1, 1, SIDE, SIDE] };
    const times: number[] = [];
    // The first run compiles what the others use.
    for (let n = 0; n <= RUNS; n++) {
      const start = performance.now();
      await net.run({ image, mask });
      if (n > 0) times.push(performance.now() - start);
    }
    await net.close();
    return { processor, error, ms: times.sort((a, b) => a - b)[RUNS >> 1]! };
  } catch (thrown) {
    return { processor, why: Fault.from(thrown).message };
  }
}

export interface Machine {
  readonly isolated: boolean;
  readonly threads: number;
  /** In GiB, rounded by the browser; absent where it does not tell. */
  readonly memory?: number;
  readonly gpu?: {
    readonly name: string;
    /** Computed by the processor: right, but slow. */
    readonly isSoftware: boolean;
    readonly hasHalf: boolean;
    /** In bytes and counts, by WebGPU's names. */
    readonly limits: Readonly<Record<string, number>>;
  };
}

const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
] as const;

export async function describeMachine(): Promise<Machine> {
  const { deviceMemory } = navigator as { deviceMemory?: number }; // only Chromium tells
  const adapter = 'gpu' in navigator ? await navigator.gpu.requestAdapter() : null;
  return {
    isolated: crossOriginIsolated,
    threads: navigator.hardwareConcurrency,
    ...(deviceMemory !== undefined && { memory: deviceMemory }),
    ...(adapter && { gpu: describe(adapter) }),
  };
}

function describe({ info, features, limits }: GPUAdapter): NonNullable<Machine['gpu']> {
  const words = [info.vendor, info.architecture, info.description].filter(word => word !== '');
  return {
    name: [...new Set(words)].join(' ') || 'unnamed',
    isSoftware: info.isFallbackAdapter || /swiftshader|llvmpipe|basic render/i.test(words.join(' ')),
    hasHalf: features.has('shader-f16'),
    limits: Object.fromEntries(LIMITS.map(name => [name, limits[name]])),
  };
}
