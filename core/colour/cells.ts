/**
 * A picture cut into small cells whose borders lie on its edges: a watershed (Meyer, "Un algorithme optimal pour la
 * ligne de partage des eaux", 1991) that rises from the flattest pixel of every square of a grid, as the waterpixels of
 * Machairas et al., 2015.
 */
import type { LabPlane } from './lab-plane.ts';

/** The grid's squares, in pixels of the plane, where nothing else is asked for. */
const usualGrid = 6;

/** Slopes of 0 to 0.25 in Oklab per two pixels are told apart in this many steps. */
const levels = 256;
const steepest = 0.25;

export interface Cells {
  readonly count: number;
  /** The cell of each pixel. */
  readonly labels: Int32Array;
}

/** `smooth` is a plane without its finest grain: see `smoothed`. `grid`: the side of its squares, in pixels. */
export function cellsOf(smooth: LabPlane, grid = usualGrid): Cells {
  const { width, height } = smooth;
  const slope = slopes(smooth);
  const labels = new Int32Array(width * height).fill(-1);
  const queues = Array.from({ length: levels }, () => [] as number[]);
  const count = plant(smooth, slope, grid, labels, queues);
  const flow = (to: number, from: number, level: number): void => {
    if (labels[to]! >= 0) return;
    labels[to] = labels[from]!;
    queues[Math.max(level, slope[to]!)]!.push(to);
  };
  for (let level = 0; level < levels; level++) {
    const queue = queues[level]!;
    // First come, first served: cells that meet on flat ground meet half-way.
    for (let next = 0; next < queue.length; next++) {
      const i = queue[next]!;
      const x = i % width;
      if (x > 0) flow(i - 1, i, level);
      if (x < width - 1) flow(i + 1, i, level);
      if (i >= width) flow(i - width, i, level);
      if (i < (height - 1) * width) flow(i + width, i, level);
    }
  }
  return { count, labels };
}

/** Mean L, a and b of each cell. */
export function coloursOf({ data }: LabPlane, { count, labels }: Cells): Float64Array {
  const colours = new Float64Array(count * 3);
  const sizes = new Uint32Array(count);
  for (let i = 0; i < labels.length; i++) {
    const cell = labels[i]!;
    sizes[cell] = sizes[cell]! + 1;
    for (let c = 0; c < 3; c++) colours[cell * 3 + c] = colours[cell * 3 + c]! + data[i * 3 + c]!;
  }
  return colours.map((sum, at) => sum / sizes[(at / 3) | 0]!);
}

/** Labels the flattest pixel of each square, the nearest to its middle where several are; returns how many there are. */
function plant(
  { width, height }: LabPlane,
  slope: Uint8Array,
  grid: number,
  labels: Int32Array,
  queues: readonly number[][],
): number {
  let count = 0;
  for (let top = 0; top < height; top += grid) {
    for (let left = 0; left < width; left += grid) {
      let [best, least] = [0, Infinity];
      for (let y = top; y < Math.min(height, top + grid); y++) {
        for (let x = left; x < Math.min(width, left + grid); x++) {
          const off = Math.abs(x - left - grid / 2) + Math.abs(y - top - grid / 2);
          const here = slope[y * width + x]! + off / (4 * grid);
          if (here < least) [best, least] = [y * width + x, here];
        }
      }
      labels[best] = count++;
      queues[slope[best]!]!.push(best);
    }
  }
  return count;
}

/** How steep the picture is at each pixel, as a level. Lightness weighs half. */
function slopes({ width, height, data }: LabPlane): Uint8Array {
  const slope = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    const up = y > 0 ? -3 * width : 0;
    const down = y < height - 1 ? 3 * width : 0;
    for (let x = 0; x < width; x++, i++) {
      const at = i * 3;
      const [left, right] = [x > 0 ? at - 3 : at, x < width - 1 ? at + 3 : at];
      let square = 0;
      for (let c = 0; c < 3; c++) {
        const across = data[right + c]! - data[left + c]!;
        const along = data[at + down + c]! - data[at + up + c]!;
        square += (c === 0 ? 0.25 : 1) * (across * across + along * along);
      }
      slope[i] = Math.min(levels - 1, (Math.sqrt(square) * levels) / steepest);
    }
  }
  return slope;
}
