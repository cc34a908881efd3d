/** What to do with a colour that sRGB cannot show: give up chroma, keep lightness and hue. */
import { oklabToLight, type Oklab } from './oklab.ts';

/** Half a step of the darkest byte: nothing that a byte could tell from 0 or 1. */
const slack = 1.5e-4;

const pixel = new Float32Array(3);

function shows(L: number, a: number, b: number): boolean {
  pixel[0] = L;
  pixel[1] = a;
  pixel[2] = b;
  oklabToLight(pixel, 1);
  return pixel.every(light => light >= -slack && light <= 1 + slack);
}

/** The largest factor from 0 to 1 by which `a` and `b` can be multiplied and still be shown. */
export function chromaThatFits({ L, a, b }: Oklab): number {
  if (shows(L, a, b)) return 1;
  let [fits, fails] = [0, 1];
  // Sixteen halvings: finer than a byte can tell.
  for (let i = 0; i < 16; i++) {
    const middle = (fits + fails) / 2;
    if (shows(L, a * middle, b * middle)) fits = middle;
    else fails = middle;
  }
  return fits;
}

/** The largest chroma that sRGB shows at each lightness from 0 to 1, in 256 steps, for the hue of `a` and `b`. */
export function largestChroma(a: number, b: number): Float32Array {
  const long = Math.hypot(a, b);
  const table = new Float32Array(257);
  if (long === 0) return table.fill(0.5);
  // No sRGB colour has a chroma above 0.323.
  const [far, across] = [(a / long) * 0.4, (b / long) * 0.4];
  for (let i = 0; i <= 256; i++) table[i] = 0.4 * chromaThatFits({ L: i / 256, a: far, b: across });
  return table;
}

/**
 * Rows of linear light, in place: a pixel that sRGB cannot show moves towards the grey of its own luminance until it
 * can. Straight and quick, for what is only just outside.
 */
export function fitLight(row: Float32Array, count: number): void {
  for (let i = 0; i < count * 3; i += 3) {
    const red = row[i]!;
    const green = row[i + 1]!;
    const blue = row[i + 2]!;
    const most = red > green ? (red > blue ? red : blue) : green > blue ? green : blue;
    const least = red < green ? (red < blue ? red : blue) : green < blue ? green : blue;
    if (most <= 1 && least >= 0) continue;
    // Rec. 709's luminance, of which sRGB takes its primaries.
    const grey = Math.min(1, Math.max(0, 0.2126 * red + 0.7152 * green + 0.0722 * blue));
    let keep = 1;
    if (most > 1) keep = (1 - grey) / (most - grey);
    if (least < 0) keep = Math.min(keep, grey / (grey - least));
    row[i] = grey + (red - grey) * keep;
    row[i + 1] = grey + (green - grey) * keep;
    row[i + 2] = grey + (blue - grey) * keep;
  }
}
