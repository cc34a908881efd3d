/** One thread: renders the tiles it is sent. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Frame, Kernel, type Tile } from './kernel.ts';
import type { Packed } from './pack.ts';

export interface Start {
  readonly wasm: Uint8Array<ArrayBuffer>;
  readonly packed: Packed;
  readonly frame: Frame;
}

// Sent by `render.ts`, which starts this file and nothing else does.
const { wasm, packed, frame } = workerData as Start;
const kernel = await Kernel.open(wasm, packed);
parentPort?.on('message', (tile: Tile) => {
  const pixels = kernel.render(tile, frame);
  parentPort?.postMessage({ tile, pixels }, [pixels.buffer]);
});
