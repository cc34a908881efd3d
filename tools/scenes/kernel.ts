/** The compiled renderer: fed a room, asked for tiles. */
import type { Packed } from './pack.ts';

/** Twenty words a pixel, as `assembly/index.ts` writes them. */
export const pixelWords = 20;

export interface Tile {
  readonly left: number;
  readonly top: number;
  readonly columns: number;
  readonly rows: number;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Paths a pixel. */
  readonly samples: number;
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  reserve(bytes: number): number;
  place(...addresses: number[]): void;
  render(...numbers: number[]): void;
}

/** A renderer that holds one room. */
export class Kernel {
  readonly #exports: Exports;
  readonly #spread: number;
  #buffer = { at: 0, bytes: 0 };

  private constructor(exports: Exports, packed: Packed) {
    this.#exports = exports;
    this.#spread = packed.spread;
    const put = (bytes: Uint8Array): number => {
      const at = exports.reserve(bytes.length);
      new Uint8Array(exports.memory.buffer).set(bytes, at);
      return at;
    };
    const { nodes, quads, triangles, materials, camera, sky, portals, portalCount } = packed;
    exports.place(...[nodes, quads, triangles, materials, camera, sky, portals].map(put), portalCount);
  }

  static async open(wasm: Uint8Array<ArrayBuffer>, packed: Packed): Promise<Kernel> {
    const { instance } = await WebAssembly.instantiate(wasm, {});
    // The exports of `assembly/index.ts`, which this repository builds.
    return new Kernel(instance.exports as unknown as Exports, packed);
  }

  /** What each pixel of a tile saw, `pixelWords` floats a pixel. */
  render(tile: Tile, { width, height, samples }: Frame): Float32Array<ArrayBuffer> {
    const bytes = tile.columns * tile.rows * pixelWords * 4;
    if (bytes > this.#buffer.bytes) this.#buffer = { at: this.#exports.reserve(bytes), bytes };
    const { left, top, columns, rows } = tile;
    const pixel = (2 * this.#spread) / width;
    this.#exports.render(this.#buffer.at, left, top, columns, rows, width, height, samples, pixel);
    return new Float32Array(this.#exports.memory.buffer, this.#buffer.at, bytes / 4).slice();
  }
}
