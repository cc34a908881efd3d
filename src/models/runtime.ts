/** The door to ONNX Runtime Web: networks in this worker, one run at a time. */
import * as ort from 'onnxruntime-web/webgpu';
import { Fault } from '../../core/contract/fault.ts';
import type { Feed, Net, Port, Processor, Tensor } from './net.ts';
import { hasWebGpu, runtimeFor } from './runtime-files.ts';

/** What the runtime was started for: it is started once in a worker. */
let started: Processor | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Opens a network. Throws `Fault('no-maker')` where this browser cannot run it on that processor (a worker that was
 * started without WebGPU never can), or where the weights are not a network. `others` is where networks that are opened
 * later are to run: what is started for WebGPU runs both.
 */
export async function openNet(weights: Uint8Array, on: Processor, others: Processor = on): Promise<Net> {
  start(started === undefined && others === 'webgpu' && hasWebGpu() ? others : on);
  const session = await ort.InferenceSession.create(weights, {
    executionProviders: [on],
    // What a run leaves behind is what the next one needs: they are mostly of one size.
    enableMemPattern: true,
  }).catch((thrown: unknown) => {
    throw new Fault('no-maker', `The network could not be started on ${names[on]}.`, { cause: thrown });
  });
  return {
    on,
    inputs: session.inputMetadata.map(port),
    outputs: session.outputMetadata.map(port),
    run: feeds => inTurn(() => run(session, on, feeds)),
    close: () => inTurn(() => session.release()),
  };
}

const names: Record<Processor, string> = { webgpu: 'this graphics processor', wasm: 'this processor' };

function start(on: Processor): void {
  if (started === on || started === 'webgpu') return;
  if (on === 'webgpu' && (started !== undefined || !hasWebGpu())) {
    throw new Fault('no-maker', 'This browser cannot run networks on the graphics processor.');
  }
  started = on;
  Object.assign(ort.env.wasm, runtimeFor(on));
  ort.env.logLevel = 'error';
}

const port = (about: ort.InferenceSession.ValueMetadata): Port =>
  about.isTensor
    ? { name: about.name, type: about.type, dims: about.shape }
    : { name: about.name, type: '', dims: [] };

async function run(
  session: ort.InferenceSession,
  on: Processor,
  feeds: Readonly<Record<string, Feed>>,
): Promise<Readonly<Record<string, Tensor>>> {
  const given = Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, tensorOf(feed)]));
  const results = await session.run(given).catch((thrown: unknown) => {
    // A device that is lost, or a shader that will not compile: someone else has to do it.
    throw new Fault('no-maker', `The network broke off on ${names[on]}.`, { cause: thrown });
  });
  return Object.fromEntries(
    Object.entries(results).flatMap(([name, { data, dims }]) =>
      // A network may give more than is asked of it, of kinds that nobody here reads.
      data instanceof Float32Array || data instanceof Uint8Array ? [[name, { data, dims }]] : [],
    ),
  );
}

function tensorOf({ data, dims }: Feed): ort.Tensor {
  if (data instanceof Uint8Array) return new ort.Tensor('uint8', data, dims);
  return data instanceof BigInt64Array
    ? new ort.Tensor('int64', data, dims)
    : new ort.Tensor('float32', data, dims);
}

/** ONNX Runtime takes one run at a time: https://github.com/huggingface/transformers.js/issues/909 */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work);
  last = turn.catch(() => {});
  return turn;
}
