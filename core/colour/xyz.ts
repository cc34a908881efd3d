/** CIE 1931 XYZ, with the white of D65 at Y = 1. Matrices: IEC 61966-2-1, to the digits of its own primaries. */

export type Triple = readonly [number, number, number];
export type Matrix = readonly [Triple, Triple, Triple];

/** The white of sRGB: D65 at x = 0.3127, y = 0.3290. */
export const d65: Triple = [0.3127 / 0.329, 1, (1 - 0.3127 - 0.329) / 0.329];

/** Linear sRGB light → XYZ: the primaries and white of IEC 61966-2-1, solved to twelve digits. */
export const fromLight: Matrix = [
  [0.41239079926596, 0.35758433938388, 0.18048078840183],
  [0.21263900587151, 0.71516867876776, 0.07219231536073],
  [0.01933081871559, 0.11919477979463, 0.95053215224966],
];

/** And back. */
export const toLight: Matrix = inverse(fromLight);

export function times(m: Matrix, [x, y, z]: Triple): Triple {
  const row = ([a, b, c]: Triple): number => a * x + b * y + c * z;
  return [row(m[0]), row(m[1]), row(m[2])];
}

/** What comes of `second` after `first`. */
export function after(second: Matrix, first: Matrix): Matrix {
  const column = (i: 0 | 1 | 2): Triple => times(second, [first[0][i], first[1][i], first[2][i]]);
  const [a, b, c] = [column(0), column(1), column(2)];
  return [
    [a[0], b[0], c[0]],
    [a[1], b[1], c[1]],
    [a[2], b[2], c[2]],
  ];
}

export function inverse([[a, b, c], [d, e, f], [g, h, i]]: Matrix): Matrix {
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  const over = (n: number): number => n / determinant;
  return [
    [over(e * i - f * h), over(c * h - b * i), over(b * f - c * e)],
    [over(f * g - d * i), over(a * i - c * g), over(c * d - a * f)],
    [over(d * h - e * g), over(b * g - a * h), over(a * e - b * d)],
  ];
}
