/**
 * A smooth version of a picture that keeps its edges. He, Sun and Tang, "Guided Image Filtering", 2013, with the plane
 * as its own guide, made on a small copy as in He and Sun, "Fast Guided Filter", 2015: within each window the result
 * is `a` times the plane plus `b`, and only `a` and `b` are small.
 */
import { boxMean, blankPlane, type Plane } from './plane.ts';

export interface Guided {
  readonly a: Plane;
  readonly b: Plane;
}

/** `radius` in pixels of `plane`; what varies by less than the root of `epsilon` is smoothed away. */
export function guided(plane: Plane, radius: number, epsilon: number): Guided {
  const { width, height } = plane;
  const mean = { ...plane, data: plane.data.slice() };
  const square = { ...plane, data: plane.data.map(value => value * value) };
  boxMean(mean, radius);
  boxMean(square, radius);
  const [a, b] = [blankPlane(width, height), blankPlane(width, height)];
  for (let i = 0; i < mean.data.length; i++) {
    const middle = mean.data[i]!;
    const variance = Math.max(0, square.data[i]! - middle * middle);
    a.data[i] = variance / (variance + epsilon);
    b.data[i] = middle * (1 - a.data[i]!);
  }
  boxMean(a, radius);
  boxMean(b, radius);
  return { a, b };
}

/**
 * One row of a plane made `scale` times as large as it is, between its pixels by straight lines: `out[x]` is the value
 * at pixel (x, y) of the large one.
 */
export function enlargedRow(plane: Plane, scale: number, y: number, out: Float32Array): void {
  const { width, height, data } = plane;
  const down = Math.min(height - 1, Math.max(0, (y + 0.5) / scale - 0.5));
  const top = Math.floor(down) * width;
  const below = Math.min(height - 1, Math.floor(down) + 1) * width;
  const fy = down - Math.floor(down);
  for (let x = 0; x < out.length; x++) {
    const across = Math.min(width - 1, Math.max(0, (x + 0.5) / scale - 0.5));
    const left = across | 0;
    const right = left + 1 < width ? left + 1 : left;
    const fx = across - left;
    const upper = data[top + left]! + (data[top + right]! - data[top + left]!) * fx;
    const lower = data[below + left]! + (data[below + right]! - data[below + left]!) * fx;
    out[x] = upper + (lower - upper) * fy;
  }
}
