/** A network, as the makers see it: who runs it, and how, is `runtime.ts`'s. */

export type Processor = 'webgpu' | 'wasm';

export interface Tensor {
  readonly data: Float32Array | Uint8Array;
  readonly dims: readonly number[];
}

export interface Net {
  readonly on: Processor;
  /** By the names of the network's inputs; gives its outputs by theirs. */
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  close(): Promise<void>;
}
