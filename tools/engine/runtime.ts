/**
 * The door to ONNX Runtime in Node. `wasm` is ONNX Runtime Web's own WebAssembly, the very file that browsers run, so that a network
 * gives the same numbers there and here. `cpu` and `cuda` are ONNX Runtime's, which `npm run engine:install` brings.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as web from 'onnxruntime-web';
import { Fault } from '../../core/contract/fault.ts';
import type { Feed, Net, Port, Tensor } from '../../src/models/net.ts';

export const processors = ['wasm', 'cpu', 'cuda'] as const;
export type Processor = (typeof processors)[number];

/** A package of its own: who never asks for it has none of its 290 MB. */
export const nativeFolder = join(import.meta.dirname, 'native');

/** A network's file may say that its weights are whole numbers; the makers here are given numbers alone. */
export type OpenNet = (weights: Uint8Array) => Promise<Omit<Net, 'on'>>;

/** Throws `Fault('no-maker')` where that is not installed, or does not run here. */
export function runtimeFor(on: Processor, threads: number): OpenNet {
  const ort = on === 'wasm' ? web : native();
  ort.env.logLevel = 'error';
  if (on === 'wasm') ort.env.wasm.numThreads = Math.min(MOST_THREADS, threads);
  return async weights => {
    const session = await ort.InferenceSession.create(weights, {
      executionProviders: [on],
      ...(on !== 'wasm' && { intraOpNumThreads: threads, logSeverityLevel: 3 }),
    }).catch((thrown: unknown) => {
      throw new Fault('no-maker', `The network could not be started on ${names[on]}.`, { cause: thrown });
    });
    return {
      inputs: session.inputMetadata.map(port),
      outputs: session.outputMetadata.map(port),
      run: feeds => run(ort, session, on, feeds),
      close: () => session.release(),
    };
  };
}

/** More threads than this share too little work each, as in a browser. */
const MOST_THREADS = 8;

const names: Record<Processor, string> = {
  wasm: 'this processor',
  cpu: 'this processor',
  cuda: 'the graphics processor',
};

const port = (about: web.InferenceSession.ValueMetadata): Port =>
  about.isTensor
    ? { name: about.name, type: about.type, dims: about.shape }
    : { name: about.name, type: '', dims: [] };

/** What speaks like ONNX Runtime Web: both come from `onnxruntime-common`. */
type Ort = Pick<typeof web, 'InferenceSession' | 'Tensor' | 'env'>;

function native(): Ort {
  try {
    // Its typings are those of `onnxruntime-common`, as the other's are.
    return createRequire(join(nativeFolder, 'package.json'))('onnxruntime-node') as Ort;
  } catch (cause) {
    throw new Fault('no-maker', 'ONNX Runtime for Node is not installed. Run: npm run engine:install', {
      cause,
    });
  }
}

/** Whether the half of it was installed that drives graphics processors of NVIDIA. */
export function hasCuda(): boolean {
  try {
    const entry = createRequire(join(nativeFolder, 'package.json')).resolve('onnxruntime-node');
    const place = join(dirname(entry), '../bin/napi-v6', process.platform, process.arch);
    return existsSync(join(place, 'libonnxruntime_providers_cuda.so'));
  } catch {
    // Not installed at all.
    return false;
  }
}

async function run(
  ort: Ort,
  session: web.InferenceSession,
  on: Processor,
  feeds: Readonly<Record<string, Feed>>,
): Promise<Readonly<Record<string, Tensor>>> {
  const given = Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, tensorOf(ort, feed)]));
  const results = await session.run(given).catch((thrown: unknown) => {
    throw new Fault('no-maker', `The network broke off on ${names[on]}.`, { cause: thrown });
  });
  return Object.fromEntries(
    Object.entries(results).flatMap(([name, { data, dims }]) =>
      data instanceof Float32Array || data instanceof Uint8Array ? [[name, { data, dims }]] : [],
    ),
  );
}

function tensorOf({ Tensor }: Ort, { data, dims }: Feed): web.Tensor {
  if (data instanceof Uint8Array) return new Tensor('uint8', data, dims);
  return data instanceof BigInt64Array ? new Tensor('int64', data, dims) : new Tensor('float32', data, dims);
}
