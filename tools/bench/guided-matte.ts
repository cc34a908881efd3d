/** The plain way to soften a mask by its picture: He, Sun and Tang, "Guided Image Filtering", 2013, with light as the guide. */
import { light } from '../../core/pixels/light.ts';
import type { Mask, Pixels } from '../../core/pixels/pixels.ts';
import { boxMean } from '../../core/pixels/plane.ts';

/** Pairs of channels: the upper half of a covariance. */
const pairs = [
  [0, 0],
  [0, 1],
  [0, 2],
  [1, 1],
  [1, 2],
  [2, 2],
] as const;

/** Shares from 0 to 1; `radius` in pixels. */
export function guidedMatte(image: Pixels, mask: Mask, radius: number, epsilon: number): Float32Array {
  const { width, height } = image;
  const count = width * height;
  const smooth = (data: Float32Array): Float32Array => {
    boxMean({ width, height, data }, radius);
    return data;
  };
  const mean = (of: (i: number) => number): Float32Array =>
    smooth(Float32Array.from({ length: count }, (_, i) => of(i)));
  const lightAt = (i: number, c: number): number => light[image.data[i * 4 + c]!]!;
  const shareAt = (i: number): number => (mask.data[i]! > 127 ? 1 : 0);
  const means = [0, 1, 2].map(c => mean(i => lightAt(i, c)));
  const share = mean(shareAt);
  const together = [0, 1, 2].map(c => mean(i => lightAt(i, c) * shareAt(i)));
  const squares = pairs.map(([a, b]) => mean(i => lightAt(i, a) * lightAt(i, b)));
  const weights = [0, 1, 2].map(() => new Float32Array(count));
  const offset = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const [rr, rg, rb, gg, gb, bb] = pairs.map(
      ([a, b], k) => squares[k]![i]! - means[a]![i]! * means[b]![i]! + (a === b ? epsilon : 0),
    ) as [number, number, number, number, number, number];
    const [r, g, b] = [0, 1, 2].map(c => together[c]![i]! - means[c]![i]! * share[i]!) as [
      number,
      number,
      number,
    ];
    const minors = [gg * bb - gb * gb, rb * gb - rg * bb, rg * gb - rb * gg] as const;
    const size = rr * minors[0] + rg * minors[1] + rb * minors[2];
    weights[0]![i] = (minors[0] * r + minors[1] * g + minors[2] * b) / size;
    weights[1]![i] = (minors[1] * r + (rr * bb - rb * rb) * g + (rg * rb - rr * gb) * b) / size;
    weights[2]![i] = (minors[2] * r + (rg * rb - rr * gb) * g + (rr * gg - rg * rg) * b) / size;
    offset[i] = share[i]! - weights.reduce((sum, weight, c) => sum + weight[i]! * means[c]![i]!, 0);
  }
  for (const coefficients of [...weights, offset]) smooth(coefficients);
  return offset.map((value, i) => {
    const shares = weights.reduce((sum, weight, c) => sum + weight[i]! * lightAt(i, c), value);
    return Math.min(1, Math.max(0, shares));
  });
}
