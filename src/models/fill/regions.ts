/** Where the holes are: boxes that can be filled one by one, each with the context it needs. */
import { pad, around, type Box, type Size } from '../../../core/pixels/box.ts';
import type { Mask } from '../../../core/pixels/pixels.ts';

/** Holes nearer than this share a region: their patches would look at each other. */
const CELL = 16;

/** The least context, in pixels on every side, however small the hole. */
const LEAST_CONTEXT = 64;

/** Holes of `mask`, as boxes in raster order; those whose contexts would cost more apart than together are joined. */
export function regions(mask: Mask): Box[] {
  const boxes = clusters(mask);
  for (let joined = true; joined;) {
    joined = false;
    for (let i = 0; i < boxes.length; i++) {
      for (let j = boxes.length - 1; j > i; j--) {
        const both = around(boxes[i]!, boxes[j]!);
        if (cost(both, mask) > cost(boxes[i]!, mask) + cost(boxes[j]!, mask)) continue;
        boxes[i] = both;
        boxes.splice(j, 1);
        joined = true;
      }
    }
  }
  return boxes;
}

/** What a region's fill may look at: as much again on every side as the hole is large. */
export const context = (box: Box, size: Size): Box =>
  pad(box, Math.max(LEAST_CONTEXT, box.width, box.height), size);

const cost = (box: Box, size: Size): number => {
  const { width, height } = context(box, size);
  return width * height;
};

/** The boxes of groups of touching cells that hold a hole pixel. */
function clusters(mask: Mask): Box[] {
  const columns = Math.ceil(mask.width / CELL);
  const rows = Math.ceil(mask.height / CELL);
  const cells = new Map<number, Box>();
  for (let y = 0, at = 0; y < mask.height; y++) {
    for (let x = 0; x < mask.width; x++, at++) {
      if (mask.data[at] === 0) continue;
      let end = x + 1;
      const stop = Math.min(mask.width, (Math.floor(x / CELL) + 1) * CELL);
      while (end < stop && mask.data[at + end - x] !== 0) end++;
      const cell = Math.floor(y / CELL) * columns + Math.floor(x / CELL);
      const run = { x, y, width: end - x, height: 1 };
      const had = cells.get(cell);
      cells.set(cell, had ? around(had, run) : run);
      at += end - x - 1;
      x = end - 1;
    }
  }
  const boxes: Box[] = [];
  for (const [start, box] of cells) {
    cells.delete(start);
    let group = box;
    const open = [start];
    for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
      for (const next of touching(cell, columns, rows)) {
        const found = cells.get(next);
        if (!found) continue;
        cells.delete(next);
        group = around(group, found);
        open.push(next);
      }
    }
    boxes.push(group);
  }
  return boxes;
}

function touching(cell: number, columns: number, rows: number): number[] {
  const [x, y] = [cell % columns, Math.floor(cell / columns)];
  const found: number[] = [];
  for (let row = Math.max(0, y - 1); row <= Math.min(rows - 1, y + 1); row++) {
    for (let column = Math.max(0, x - 1); column <= Math.min(columns - 1, x + 1); column++) {
      found.push(row * columns + column);
    }
  }
  return found;
}
