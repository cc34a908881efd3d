/** Which files a Whisper is made of, as the hub has them, and how far its words are to be trusted: the same in a browser and in Node. */
import type { Processor } from '../net.ts';

/** What the names of weights end in, by how they are written down; the smallest first. */
const dtypes = { _q4: 'q4', _quantized: 'q8', _int8: 'int8', _fp16: 'fp16', '': 'fp32' } as const;
type Dtype = (typeof dtypes)[keyof typeof dtypes];

const dtypeOf = (paths: readonly string[], part: string): Dtype | undefined =>
  Object.entries(dtypes).find(([ending]) => paths.includes(`onnx/${part}${ending}.onnx`))?.[1];

/** Of each half the smallest; but on a graphics processor, which is no quicker with fewer bits, the encoder in 32. */
export function dtypesOf(
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
export const trust = { sure: 0.3, lost: 0.1 };

/** Whether these are a Whisper's files. */
export const isWhisper = (paths: readonly string[]): boolean =>
  paths.includes('config.json') && paths.includes('tokenizer.json') && dtypesOf(paths, 'wasm') !== undefined;
