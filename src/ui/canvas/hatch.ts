/** Draws marks as a hatched wash with a firm edge. */
import type { Box } from '../../../core/pixels/box.ts';
import type { Mask } from '../../../core/pixels/pixels.ts';

/** The house vermilion, which no photo's shadows hide and few photos' lights match; as bytes lie in memory. */
const vermilion = (alpha: number): number => ((alpha << 24) | (40 << 16) | (72 << 8) | 226) >>> 0;

const EDGE = vermilion(240);
const LINE = vermilion(130);
const WASH = vermilion(76);

/** Lines this far apart, this wide. */
const PERIOD = 16;
const WIDTH = 5;

/** Fills `out` with the part of the overlay inside `box`; `step` is how many pixels of the mask one of its pixels covers. */
export function hatch({ width, height, data }: Mask, box: Box, step: number, out: Uint32Array): void {
  // One column and row more on every side, for the edges.
  const columns = Int32Array.from({ length: box.width + 2 }, (_, i) =>
    Math.min(width - 1, Math.max(0, Math.floor((box.x + i - 0.5) * step))),
  );
  const rowAt = (y: number): number =>
    Math.min(height - 1, Math.max(0, Math.floor((y + 0.5) * step))) * width;
  for (let j = 0, to = 0; j < box.height; j++) {
    const y = box.y + j;
    const [above, row, below] = [rowAt(y - 1), rowAt(y), rowAt(y + 1)];
    for (let i = 0; i < box.width; i++, to++) {
      const at = columns[i + 1] ?? 0;
      if (!data[row + at]) continue;
      const edge =
        !data[row + (columns[i] ?? 0)] ||
        !data[row + (columns[i + 2] ?? 0)] ||
        !data[above + at] ||
        !data[below + at];
      out[to] = edge ? EDGE : (box.x + i + y) % PERIOD < WIDTH ? LINE : WASH;
    }
  }
}
