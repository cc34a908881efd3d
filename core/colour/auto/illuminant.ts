/**
 * The colour of the light a picture was taken in, by four estimates that err in different ways. They are trusted where
 * they agree: on a picture of one colour, they do not.
 */
import { blankPlane, gaussian, type Plane } from '../../pixels/plane.ts';
import { percentile, type Look } from './look.ts';

/** Natural logarithms of red to green and of blue to green; 0 and 0 is neutral. */
export type Cast = readonly [red: number, blue: number];

export interface Illuminant {
  readonly cast: Cast;
  /** How far the estimates lie from `cast`, in the mean. */
  readonly doubt: number;
  /** Pixels that are neutral as the picture is, to those that are once the cast is taken for neutral. */
  readonly neutral: number;
}

/** Less light than this is mostly noise; more, and a channel may have been cut off. */
const dim = 0.002;
const full = 0.98;

/** Undefined where too little of the picture is lit to tell. */
export function illuminantOf(look: Look): Illuminant | undefined {
  const { light, seen } = look;
  const lit = seen.filter(i => {
    const most = Math.max(light[i * 3]!, light[i * 3 + 1]!, light[i * 3 + 2]!);
    return most > dim && most < full;
  });
  if (lit.length < enough) return undefined;
  const casts = [
    castOf(c => minkowski(lit, i => light[i * 3 + c]!)),
    castOf(c => percentile(Float32Array.from(lit, i => light[i * 3 + c]!).sort(), 0.97)),
    greyEdge(look, lit),
    greyPixels(look, lit),
  ].filter(cast => cast !== undefined);
  if (casts.length < 4) return undefined;
  const found = agreed(casts);
  return { ...found, neutral: crowd(look, lit, [0, 0]) / crowd(look, lit, found.cast) };
}

/** Pixels that an estimate needs. */
const enough = 64;

/** Finlayson and Trezzi, "Shades of Gray and Colour Constancy", 2004: a mean between grey-world's and white-patch's. */
const norm = 6;

function minkowski(of: Int32Array, value: (i: number) => number): number {
  let sum = 0;
  for (const i of of) {
    const v = value(i);
    sum += v * v * v * v * v * v;
  }
  return (sum / of.length) ** (1 / norm);
}

function castOf(channel: (c: number) => number): Cast | undefined {
  const [red, green, blue] = [channel(0), channel(1), channel(2)];
  return Math.min(red, green, blue) > 1e-5 ? [Math.log(red / green), Math.log(blue / green)] : undefined;
}

/** Van de Weijer, Gevers and Gijsenij, "Edge-Based Color Constancy", 2007. */
function greyEdge(look: Look, lit: Int32Array): Cast | undefined {
  const slopes = [0, 1, 2].map(c =>
    slope(
      planeOf(look, i => look.light[i * 3 + c]!),
      1,
    ),
  );
  return castOf(c => minkowski(lit, i => slopes[c]![i]!));
}

/**
 * Yang, Gao and Li, "Efficient Illuminant Estimation for Color Constancy Using Grey Pixels", 2015: where the logarithms
 * of all three channels rise alike, what changes is the light on something grey.
 */
function greyPixels(look: Look, lit: Int32Array): Cast | undefined {
  const { light } = look;
  const slopes = [0, 1, 2].map(c =>
    slope(
      planeOf(look, i => Math.log(Math.max(1e-3, light[i * 3 + c]!))),
      0.7,
    ),
  );
  const told = [...lit].flatMap(i => {
    const [a, b, c] = [slopes[0]![i]!, slopes[1]![i]!, slopes[2]![i]!];
    const mean = (a + b + c) / 3;
    if (mean < 0.05 || Math.min(light[i * 3]!, light[i * 3 + 1]!, light[i * 3 + 2]!) < 0.004) return [];
    const unlike = Math.hypot(a - mean, b - mean, c - mean) / mean;
    return [{ i, unlike: unlike / (light[i * 3]! + light[i * 3 + 1]! + light[i * 3 + 2]!) }];
  });
  if (told.length < 20) return undefined;
  told.sort((one, other) => one.unlike - other.unlike);
  const greyest = told.slice(0, Math.max(20, Math.floor(0.01 * look.seen.length)));
  return castOf(c => greyest.reduce((sum, { i }) => sum + light[i * 3 + c]!, 0) / greyest.length);
}

function planeOf({ width, height }: Look, value: (i: number) => number): Plane {
  const plane = blankPlane(width, height);
  for (let i = 0; i < plane.data.length; i++) plane.data[i] = value(i);
  return plane;
}

/** How steeply a plane rises at each pixel, after a Gaussian of `sigma`. The outermost pixels have none. */
function slope(plane: Plane, sigma: number): Float32Array {
  gaussian(plane, sigma);
  const { width, height, data } = plane;
  const steep = new Float32Array(data.length);
  for (let y = 1; y < height - 1; y++)
    for (let x = 1, i = y * width + 1; x < width - 1; x++, i++)
      steep[i] = Math.hypot(data[i + 1]! - data[i - 1]!, data[i + width]! - data[i - width]!) / 2;
  return steep;
}

/** Where most of the estimates lie: their geometric median, by Weiszfeld's steps (1937), kept off its own points. */
function agreed(casts: readonly Cast[]): { cast: Cast; doubt: number } {
  let at: Cast = [0, 0];
  let doubt = 0;
  for (let step = 0; step < 20; step++) {
    const weights = casts.map(([red, blue]) => 1 / (Math.hypot(red - at[0], blue - at[1]) + 0.05));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const mean = (of: (cast: Cast) => number): number =>
      casts.reduce((total, cast, k) => total + weights[k]! * of(cast), 0) / sum;
    const [red, blue] = at;
    doubt = mean(cast => Math.hypot(cast[0] - red, cast[1] - blue));
    at = [mean(cast => cast[0]), mean(cast => cast[1])];
  }
  return { cast: at, doubt };
}

/** How many pixels are near a colour, within about 0.06; bright ones count for more. */
function crowd({ light }: Look, lit: Int32Array, [red, blue]: Cast): number {
  let sum = 1e-9;
  for (const i of lit) {
    const [r, g, b] = [light[i * 3]!, light[i * 3 + 1]!, light[i * 3 + 2]!];
    if (Math.min(r, g, b) < 0.003) continue;
    const away = (Math.log(r / g) - red) ** 2 + (Math.log(b / g) - blue) ** 2;
    sum += Math.cbrt(0.2126 * r + 0.7152 * g + 0.0722 * b) ** 2 * Math.exp(-away / (2 * 0.06 ** 2));
  }
  return sum;
}
