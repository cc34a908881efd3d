/** A picture from a room: tiles shared out among threads. Each pixel's numbers are its own, so the sharing is free. */
import { Worker } from 'node:worker_threads';
import { type Frame, pixelWords, type Tile } from './kernel.ts';
import type { Packed } from './pack.ts';
import type { Start } from './worker.ts';

const tileSize = 48;
const threads = 2;

/** A rectangle of what pixels saw, `pixelWords` floats each. */
export interface Seen {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array<ArrayBuffer>;
}

function tilesOf(area: Tile): Tile[] {
  const tiles: Tile[] = [];
  for (let top = area.top; top < area.top + area.rows; top += tileSize) {
    for (let left = area.left; left < area.left + area.columns; left += tileSize) {
      const columns = Math.min(tileSize, area.left + area.columns - left);
      const rows = Math.min(tileSize, area.top + area.rows - top);
      tiles.push({ left, top, columns, rows });
    }
  }
  return tiles;
}

/** Renders the pixels of `area` of a frame. */
export async function render(
  wasm: Uint8Array<ArrayBuffer>,
  packed: Packed,
  frame: Frame,
  area: Tile,
): Promise<Seen> {
  const tiles = tilesOf(area);
  const seen: Seen = {
    width: area.columns,
    height: area.rows,
    data: new Float32Array(area.columns * area.rows * pixelWords),
  };
  const start: Start = { wasm, packed, frame };
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: start });
    try {
      for (let tile = tiles.shift(); tile; tile = tiles.shift()) {
        worker.postMessage(tile);
        const { pixels } = await new Promise<{ pixels: Float32Array }>((resolve, reject) => {
          worker.once('message', resolve);
          worker.once('error', reject);
        });
        worker.removeAllListeners('error');
        for (let row = 0; row < tile.rows; row++) {
          const from = row * tile.columns * pixelWords;
          const to = ((tile.top - area.top + row) * area.columns + tile.left - area.left) * pixelWords;
          seen.data.set(pixels.subarray(from, from + tile.columns * pixelWords), to);
        }
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: threads }, work));
  return seen;
}
