/**
 * What a mask was before a step, kept in tiles as the step comes to them: what it leaves alone costs nothing, and a tile
 * that is all marked, or not at all, next to nothing.
 */
import { around, type Box, pad, type Size } from '../../core/pixels/box.ts';
import type { Mask } from '../../core/pixels/pixels.ts';
import { isAll } from './four-at-once.ts';

/** A tile's side, in pixels. */
const SIDE = 256;

interface Tile {
  readonly box: Box;
  /** One number where all of the tile is that. */
  readonly data: Uint8Array<ArrayBuffer> | number;
}

export class Before {
  readonly #tiles = new Map<number, Tile>();

  get isEmpty(): boolean {
    return this.#tiles.size === 0;
  }

  /** Must hear of every part of the mask before it is changed. `known` is what all of it is, where that is known. */
  keep(mask: Mask, part: Box, known?: number): void {
    const { x, y, width, height } = pad(part, 0, mask);
    if (width <= 0 || height <= 0) return;
    const across = Math.ceil(mask.width / SIDE);
    for (let row = Math.floor(y / SIDE); row * SIDE < y + height; row++) {
      for (let column = Math.floor(x / SIDE); column * SIDE < x + width; column++) {
        const at = row * across + column;
        if (this.#tiles.has(at)) continue;
        const box = boxAt(column, row, mask);
        this.#tiles.set(at, known === undefined ? tileOf(mask, box) : { box, data: known });
      }
    }
  }

  /** Puts all of it back; returns where. */
  restore({ width, data }: Mask): Box {
    let whole: Box = { x: 0, y: 0, width: 0, height: 0 };
    for (const { box, data: kept } of this.#tiles.values()) {
      for (let row = 0; row < box.height; row++) {
        const to = (box.y + row) * width + box.x;
        if (typeof kept === 'number') data.fill(kept, to, to + box.width);
        else data.set(kept.subarray(row * box.width, (row + 1) * box.width), to);
      }
      whole = around(whole, box);
    }
    return whole;
  }
}

function boxAt(column: number, row: number, { width, height }: Size): Box {
  const [x, y] = [column * SIDE, row * SIDE];
  return { x, y, width: Math.min(SIDE, width - x), height: Math.min(SIDE, height - y) };
}

function tileOf(mask: Mask, box: Box): Tile {
  const { width, data } = mask;
  const first = data[box.y * width + box.x] ?? 0;
  if (isAll(first, mask, box)) return { box, data: first };
  const part = new Uint8Array(box.width * box.height);
  for (let row = 0; row < box.height; row++) {
    const from = (box.y + row) * width + box.x;
    part.set(data.subarray(from, from + box.width), row * box.width);
  }
  return { box, data: part };
}
