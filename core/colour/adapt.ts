/**
 * The same thing under another light. Von Kries: each kind of cone is scaled by how much more or less of the light it
 * sees. Cones after CAT16: Li, Li, Wang, Xu, Luo, Cui, Melgosa, Brill and Pointer, 2017.
 */
import { after, inverse, times, type Matrix, type Triple } from './xyz.ts';

const cones: Matrix = [
  [0.401288, 0.650173, -0.051461],
  [-0.250268, 1.204414, 0.045854],
  [-0.002079, 0.048952, 0.953127],
];

/** XYZ under the white `from` → XYZ that looks the same under the white `to`. */
export function adaptation(from: Triple, to: Triple): Matrix {
  const [a, b] = [times(cones, from), times(cones, to)];
  const scale: Matrix = [
    [b[0] / a[0], 0, 0],
    [0, b[1] / a[1], 0],
    [0, 0, b[2] / a[2]],
  ];
  return after(inverse(cones), after(scale, cones));
}

/**
 * The white of daylight at a colour temperature from 4,000 to 25,000 K (CIE 15:2004, 3.1), moved by `duv` across the
 * line of daylight in CIE 1960 uv: towards green above 0, towards magenta below.
 */
export function daylight(kelvin: number, duv = 0): Triple {
  const [x, y] = chromaticity(kelvin);
  if (duv === 0) return [x / y, 1, (1 - x - y) / y];
  const [u, v] = toUv(x, y);
  const [nextU, nextV] = toUv(...chromaticity(kelvin * 1.01));
  const long = Math.hypot(nextU - u, nextV - v);
  // A quarter turn from the way to hotter whites, which is towards less u: up in v, which is green.
  const [acrossU, acrossV] = [(nextV - v) / long, -(nextU - u) / long];
  return fromUv(u + acrossU * duv, v + acrossV * duv);
}

function chromaticity(kelvin: number): [x: number, y: number] {
  const t = 1000 / kelvin;
  const x =
    kelvin <= 7000
      ? 0.244063 + t * (0.09911 + t * (2.9678 - t * 4.607))
      : 0.23704 + t * (0.24748 + t * (1.9018 - t * 2.0064));
  return [x, x * (2.87 - 3 * x) - 0.275];
}

function toUv(x: number, y: number): [u: number, v: number] {
  const scale = 12 * y - 2 * x + 3;
  return [(4 * x) / scale, (6 * y) / scale];
}

function fromUv(u: number, v: number): Triple {
  const scale = 2 * u - 8 * v + 4;
  const [x, y] = [(3 * u) / scale, (2 * v) / scale];
  return [x / y, 1, (1 - x - y) / y];
}
