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
