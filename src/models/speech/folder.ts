/** A Whisper that lies in a folder as on the hub: `config.json`, `tokenizer.json`, `onnx/encoder_model.onnx`, … */
import { Fault } from '../../../core/contract/fault.ts';
import type { Processor } from '../net.ts';
import { runtimeFor } from '../runtime-files.ts';
import type { ListenerModel } from './listener.ts';
import { processor } from './processor.ts';

/** What the names of weights end in, by how they are written down; the smallest first. */
const dtypes = { _q4: 'q4', _quantized: 'q8', _int8: 'int8', _fp16: 'fp16', '': 'fp32' } as const;
type Dtype = (typeof dtypes)[keyof typeof dtypes];

const dtypeOf = (paths: readonly string[], part: string): Dtype | undefined =>
  Object.entries(dtypes).find(([ending]) => paths.includes(`onnx/${part}${ending}.onnx`))?.[1];

/** Of each half the smallest; but on a graphics processor, which is no quicker with fewer bits, the encoder in 32. */
function dtypesOf(
  paths: readonly string[],
  on: Processor,
): { readonly encoder: Dtype; readonly decoder: Dtype } | undefined {
  const [smallest, decoder] = [dtypeOf(paths, ENCODER), dtypeOf(paths, 'decoder_model_merged')];
  const isWhole = on === 'webgpu' && paths.includes(`onnx/${ENCODER}.onnx`);
  const encoder = isWhole ? 'fp32' : smallest;
  return encoder && decoder && { encoder, decoder };
}

const ENCODER = 'encoder_model';

/** Guessed: nobody has measured it on the real weights. Of rare words in several pieces they are less sure than of others. */
const trust = { sure: 0.3, lost: 0.1 };

/** Whether these are a Whisper's files. */
export const isWhisper = (paths: readonly string[]): boolean =>
  paths.includes('config.json') && paths.includes('tokenizer.json') && dtypesOf(paths, 'wasm') !== undefined;

interface About {
  readonly name: string;
  readonly title: string;
  readonly paths: readonly string[];
  /** All of them, when it is opened. */
  read(): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer> | Blob>>;
}

/** Throws `Fault('bad-request')` where its paths are no Whisper's. */
export function listenerIn({ name, title, paths, read }: About): ListenerModel {
  if (!isWhisper(paths)) {
    throw new Fault('bad-request', 'That folder holds no Whisper: it lacks config.json, tokenizer.json, or onnx/encoder_model.onnx and onnx/decoder_model_merged.onnx.'); // prettier-ignore
  }
  return {
    name,
    title,
    isMultilingual: true,
    async open(languages, wanted) {
      const [files, { openWhisper }, on] = await Promise.all([
        read(),
        import('../transformers/whisper.ts'),
        processor(wanted),
      ]);
      const dtype = dtypesOf(paths, on);
      if (!dtype) throw new Fault('bug', 'A Whisper has lost its networks.');
      const file = (path: string): Promise<Blob | undefined> => {
        const found = files.get(path);
        return Promise.resolve(found === undefined || found instanceof Blob ? found : new Blob([found]));
      };
      return openWhisper({
        file,
        dtype,
        on,
        runtime: runtimeFor(on),
        trust,
        ...(languages && { languages }),
      });
    },
  };
}
