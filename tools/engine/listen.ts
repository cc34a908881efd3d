/** Our own listener in Node: the app's, by the app's own files, on ONNX Runtime Web's WebAssembly. */
import { openAsBlob, existsSync } from 'node:fs';
import { join } from 'node:path';
import * as web from 'onnxruntime-web';
import { RATE } from '../../src/models/speech/activity.ts';
import type { Listener } from '../../src/models/speech/listener.ts';
import { manner } from '../../src/models/speech/manner.ts';
import { Resampler } from '../../src/models/speech/resample.ts';
import type { Heard } from '../../src/workers/speech-protocol.ts';
import { writtenDown } from '../../src/workers/writing.ts';
import { soundIn } from './wave.ts';

/** Throws `Fault('bad-request')` or `Fault('too-big')` where the file will not do. */
export type Listen = (file: Uint8Array) => Promise<Heard>;

const micro = join(import.meta.dirname, '../../src/models/speech/micro');

export function listenBy(threads: number): Listen {
  let listener: Promise<Listener> | undefined;
  return async file => {
    const { samples, rate } = soundIn(file);
    const resampler = new Resampler(rate, RATE);
    // The resampler keeps back what its filter still needs: silence pushes it out.
    const parts = [resampler.push(samples), resampler.push(new Float32Array(Math.ceil(rate / 10)))];
    const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
    parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
    const opened = await (listener ??= open(threads));
    return writtenDown(opened, whole, new AbortController().signal);
  };
}

async function open(threads: number): Promise<Listener> {
  // Transformers.js takes the runtime that it finds under this symbol, and asks the network for none.
  web.env.wasm.wasmPaths ??= {};
  Object.assign(globalThis, { [Symbol.for('onnxruntime')]: web });
  const { openWhisper } = await import('../../src/models/transformers/whisper.ts');
  const file = async (path: string): Promise<Blob | undefined> => {
    const whole = join(micro, path);
    return existsSync(whole) ? openAsBlob(whole) : undefined;
  };
  return openWhisper({ file, on: 'wasm', device: 'auto', runtime: { numThreads: threads }, ...manner });
}
