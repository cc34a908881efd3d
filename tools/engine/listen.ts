/** Who listens in Node: the app's own listener or a Whisper in a folder, by the app's own files, on ONNX Runtime Web's WebAssembly. */
import { openAsBlob, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as web from 'onnxruntime-web';
import { Fault } from '../../core/contract/fault.ts';
import { v, type Infer } from '../../core/contract/schema.ts';
import { RATE } from '../../src/models/speech/activity.ts';
import { dtypesOf, isWhisper, trust } from '../../src/models/speech/layout.ts';
import type { Listener } from '../../src/models/speech/listener.ts';
import { manner } from '../../src/models/speech/manner.ts';
import { Resampler } from '../../src/models/speech/resample.ts';
import type { Heard } from '../../src/workers/speech-protocol.ts';
import { writtenDown } from '../../src/workers/writing.ts';
import { soundIn } from './wave.ts';

/** Throws `Fault('bad-request')` or `Fault('too-big')` where the file will not do. */
export type Listen = (file: Uint8Array) => Promise<Heard>;

/** A Whisper in a folder as the hub lays it out, and the languages that may be spoken to it, as ISO 639-1 has them. */
export const Whisper = v.object({ folder: v.string(), languages: v.array(v.string()) });
export type Whisper = Infer<typeof Whisper>;

const micro = join(import.meta.dirname, '../../src/models/speech/micro');

/** Without a Whisper our own listens. */
export function listenBy(threads: number, whisper?: Whisper): Listen {
  let listener: Promise<Listener> | undefined;
  return async file => {
    const { samples, rate } = soundIn(file);
    const resampler = new Resampler(rate, RATE);
    // The resampler keeps back what its filter still needs: silence pushes it out.
    const parts = [resampler.push(samples), resampler.push(new Float32Array(Math.ceil(rate / 10)))];
    const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
    parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
    const opened = await (listener ??= open(threads, whisper));
    return writtenDown(opened, whole, new AbortController().signal);
  };
}

/** Throws `Fault('bad-request')` where there is none in that folder. */
export function checkWhisper({ folder }: Whisper): void {
  if (existsSync(folder) && isWhisper(pathsIn(folder))) return;
  throw new Fault('bad-request', `${folder} holds no Whisper: it lacks config.json, tokenizer.json, or onnx/encoder_model.onnx and onnx/decoder_model_merged.onnx.`); // prettier-ignore
}

const pathsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(path => path.replaceAll('\\', '/'));

async function open(threads: number, whisper: Whisper | undefined): Promise<Listener> {
  // Transformers.js takes the runtime that it finds under this symbol, and asks the network for none.
  web.env.wasm.wasmPaths ??= {};
  Object.assign(globalThis, { [Symbol.for('onnxruntime')]: web });
  const { openWhisper } = await import('../../src/models/transformers/whisper.ts');
  const folder = whisper?.folder ?? micro;
  const file = async (path: string): Promise<Blob | undefined> => {
    const whole = join(folder, path);
    return existsSync(whole) ? openAsBlob(whole) : undefined;
  };
  const where = { file, on: 'wasm', device: 'auto', runtime: { numThreads: threads } } as const;
  if (!whisper) return openWhisper({ ...where, ...manner });
  const dtype = dtypesOf(pathsIn(folder), 'wasm');
  if (!dtype) throw new Fault('no-maker', 'The Whisper that was to listen has lost its networks.');
  return openWhisper({ ...where, dtype, trust, languages: whisper.languages });
}
