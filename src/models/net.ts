/** A network, as the makers see it: who runs it, and how, is `runtime.ts`'s. */

export type Processor = 'webgpu' | 'wasm';

export interface Tensor {
  readonly data: Float32Array | Uint8Array;
  readonly dims: readonly number[];
}

/** What it is given may also be whole numbers; what is read of what it gives never is. */
export interface Feed {
  readonly data: Tensor['data'] | BigInt64Array;
  readonly dims: readonly number[];
}

/** One of a network's inputs or outputs, as its file says. */
export interface Port {
  readonly name: string;
  /** As ONNX Runtime calls it: uint8, float32, int64, …; or, where it is no tensor, nothing. */
  readonly type: string;
  /** A word stands for a side of any length. */
  readonly dims: readonly (number | string)[];
}

export interface Net {
  readonly on: Processor;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** By the names of the network's inputs; gives its outputs by theirs. */
  run(feeds: Readonly<Record<string, Feed>>): Promise<Readonly<Record<string, Tensor>>>;
  close(): Promise<void>;
}
