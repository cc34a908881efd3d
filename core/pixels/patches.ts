/** Areas of a mask that hang together, corners included, with what tells their shape. */
import type { Mask } from './pixels.ts';

export interface Patch {
  /** Places in the mask. */
  readonly pixels: readonly number[];
  readonly x: number;
  readonly y: number;
  /** Of the box around it. */
  readonly width: number;
  readonly height: number;
  /** Along its own axes, in pixels: four standard deviations, which is the length of a bar and the diameter of a disc. */
  readonly length: number;
  readonly breadth: number;
}

export function patchesOf({ width, height, data }: Mask): Patch[] {
  const seen = new Uint8Array(data.length);
  const patches: Patch[] = [];
  for (let start = 0; start < data.length; start++) {
    if (data[start] === 0 || seen[start] !== 0) continue;
    const pixels = [start];
    seen[start] = 1;
    for (let next = 0; next < pixels.length; next++) {
      const [x, y] = [pixels[next]! % width, Math.floor(pixels[next]! / width)];
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          const i = v * width + u;
          if (data[i] === 0 || seen[i] !== 0) continue;
          seen[i] = 1;
          pixels.push(i);
        }
    }
    patches.push(shapeOf(pixels, width));
  }
  return patches;
}

function shapeOf(pixels: readonly number[], row: number): Patch {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  let [sumX, sumY] = [0, 0];
  for (const i of pixels) {
    const [x, y] = [i % row, Math.floor(i / row)];
    [left, right, top, bottom] = [
      Math.min(left, x),
      Math.max(right, x),
      Math.min(top, y),
      Math.max(bottom, y),
    ];
    sumX += x;
    sumY += y;
  }
  const [meanX, meanY] = [sumX / pixels.length, sumY / pixels.length];
  // A pixel is itself a square, whose variance is a twelfth.
  let [xx, xy, yy] = [1 / 12, 0, 1 / 12];
  for (const i of pixels) {
    const [dx, dy] = [(i % row) - meanX, Math.floor(i / row) - meanY];
    xx += (dx * dx) / pixels.length;
    xy += (dx * dy) / pixels.length;
    yy += (dy * dy) / pixels.length;
  }
  const [middle, apart] = [(xx + yy) / 2, Math.hypot((xx - yy) / 2, xy)];
  return {
    pixels,
    x: left,
    y: top,
    width: right - left + 1,
    height: bottom - top + 1,
    length: Math.sqrt(12 * (middle + apart)),
    breadth: Math.sqrt(12 * Math.max(0, middle - apart)),
  };
}
