/** CIE 1976 L*a*b* (CIE 15:2004, 8.2.1): lightness from 0 to 100. */
import { decode } from '../pixels/light.ts';
import type { Rgb } from './srgb.ts';
import { d65, fromLight, times, type Triple } from './xyz.ts';

/** L*, a* and b*. */
export type Lab = Triple;

/** Of XYZ under `white`. */
export function labOf(xyz: Triple, white: Triple = d65): Lab {
  const [x, y, z] = [f(xyz[0] / white[0]), f(xyz[1] / white[1]), f(xyz[2] / white[2])];
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Of an sRGB colour of three bytes, under sRGB's own white. */
export function labOfRgb([red, green, blue]: Rgb): Lab {
  return labOf(times(fromLight, [decode(red / 255), decode(green / 255), decode(blue / 255)]));
}

/** The cube root, but for the darkest, where it would rise without end: there a line that meets it, at (6/29)³. */
function f(t: number): number {
  return t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29;
}
