/**
 * Oklab. Björn Ottosson, "A perceptual color space for image processing", 2020, with the matrices of its revision of
 * 2021-01-25. Lightness from 0 to 1; `a` and `b` from about −0.4 to 0.4.
 */
import { decode, encode } from '../pixels/light.ts';

export interface Oklab {
  readonly L: number;
  readonly a: number;
  readonly b: number;
}

/** Rows of pixels, three numbers each, from linear sRGB light to Oklab, in place. */
export function lightToOklab(row: Float32Array, count: number): void {
  for (let i = 0; i < count * 3; i += 3) {
    const red = row[i]!;
    const green = row[i + 1]!;
    const blue = row[i + 2]!;
    const l = cubeRoot(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    const m = cubeRoot(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    const s = cubeRoot(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    row[i] = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
    row[i + 1] = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
    row[i + 2] = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  }
}

/** And back, in place. What sRGB cannot show comes out below 0 or above 1: see `fitLight`. */
export function oklabToLight(row: Float32Array, count: number): void {
  for (let i = 0; i < count * 3; i += 3) {
    const L = row[i]!;
    const a = row[i + 1]!;
    const b = row[i + 2]!;
    const long = L + 0.3963377774 * a + 0.2158037573 * b;
    const medium = L - 0.1055613458 * a - 0.0638541728 * b;
    const short = L - 0.0894841775 * a - 1.291485548 * b;
    // V8 calls out for `** 3`; two products are some thirty times as fast.
    const l = long * long * long;
    const m = medium * medium * medium;
    const s = short * short * short;
    row[i] = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
    row[i + 1] = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
    row[i + 2] = -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s;
  }
}

/** Of an sRGB colour of three bytes. */
export function oklabOf(red: number, green: number, blue: number): Oklab {
  const row = Float32Array.of(decode(red / 255), decode(green / 255), decode(blue / 255));
  lightToOklab(row, 1);
  return { L: row[0]!, a: row[1]!, b: row[2]! };
}

/** The nearest sRGB colour of three bytes; each channel is cut where sRGB ends. */
export function bytesOf({ L, a, b }: Oklab): [number, number, number] {
  const row = Float32Array.of(L, a, b);
  oklabToLight(row, 1);
  const [red = 0, green = 0, blue = 0] = [...row].map(light =>
    Math.round(255 * encode(Math.min(1, Math.max(0, light)))),
  );
  return [red, green, blue];
}

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/**
 * The cube root of a number from 0 up, to 1e-14. A float's bits are near its logarithm, so a third of them is a guess
 * (Kahan, "Computing a Real Cube Root", 1991); two of Halley's steps make it exact. 3.5 times as fast as `Math.cbrt`.
 */
export function cubeRoot(x: number): number {
  if (x <= 0) return 0;
  float[0] = x;
  bits[0] = ((bits[0]! / 3) | 0) + 709921077;
  let root = float[0]!;
  let cube = root * root * root;
  root *= (cube + x + x) / (cube + cube + x);
  cube = root * root * root;
  return root * ((cube + x + x) / (cube + cube + x));
}
