/** A picture's colours in Oklab, three numbers a pixel, at full size or smaller. */
import { light, readLight } from '../pixels/light.ts';
import type { Pixels } from '../pixels/pixels.ts';
import { lightToOklab } from './oklab.ts';

export interface LabPlane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** Each `scale` × `scale` pixels become one, of their mean light. */
export function labPlane(image: Pixels, scale: number): LabPlane {
  const [width, height] = [Math.ceil(image.width / scale), Math.ceil(image.height / scale)];
  const data = new Float32Array(width * height * 3);
  const counts = new Float32Array(width);
  for (let row = 0; row < height; row++) {
    const cells = data.subarray(row * width * 3, (row + 1) * width * 3);
    const bottom = Math.min(image.height, (row + 1) * scale);
    counts.fill(0);
    for (let y = row * scale; y < bottom; y++) add(image, y, scale, cells, counts);
    for (let i = 0; i < cells.length; i++) cells[i] = cells[i]! / counts[(i / 3) | 0]!;
    lightToOklab(cells, width);
  }
  return { width, height, data };
}

function add(
  { width, data }: Pixels,
  y: number,
  scale: number,
  cells: Float32Array,
  counts: Float32Array,
): void {
  for (let x = 0, p = y * width * 4, cell = 0, left = scale; x < width; x++, p += 4, left--) {
    if (left === 0) {
      cell++;
      left = scale;
    }
    cells[cell * 3] = cells[cell * 3]! + light[data[p]!]!;
    cells[cell * 3 + 1] = cells[cell * 3 + 1]! + light[data[p + 1]!]!;
    cells[cell * 3 + 2] = cells[cell * 3 + 2]! + light[data[p + 2]!]!;
    counts[cell] = counts[cell]! + 1;
  }
}

/** The colour of the pixel at byte `at` into three numbers of `into`. */
export function labAt(image: Pixels, at: number, into: Float32Array): void {
  readLight(image.data, at, 1, into);
  lightToOklab(into, 1);
}

/** Without the finest grain: each pixel with its neighbours, by Burt and Adelson's binomial weights of 1, 2 and 1. */
export function smoothed({ width, height, data }: LabPlane): LabPlane {
  const rows = new Float32Array(data.length);
  const both = new Float32Array(data.length);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [left, right] = [x > 0 ? -3 : 0, x < width - 1 ? 3 : 0];
      for (let c = 0; c < 3; c++, at++) rows[at] = (data[at + left]! + 2 * data[at]! + data[at + right]!) / 4;
    }
  }
  for (let y = 0, at = 0; y < height; y++) {
    const [up, down] = [y > 0 ? -3 * width : 0, y < height - 1 ? 3 * width : 0];
    for (const end = at + 3 * width; at < end; at++)
      both[at] = (rows[at + up]! + 2 * rows[at]! + rows[at + down]!) / 4;
  }
  return { width, height, data: both };
}
