/** How light a picture is, and what colour its light has. */
import type { LabPlane } from '../colour/lab-plane.ts';
import { light } from '../pixels/light.ts';
import type { Pixels } from '../pixels/pixels.ts';
import type { Look } from '../contract/look.ts';

export type Tones = Pick<
  Look,
  'lightness' | 'contrast' | 'clipped' | 'warmth' | 'tint' | 'neutral' | 'chroma'
>;

const levels = 512;

/** Below this lightness, a screen shows nothing; above this light, a channel has come to its end. */
const blackest = 0.1;
const whitest = 0.97;

/** The chroma at which a colour is half neutral: a cast is less, the paint of a thing is more. */
const nearNeutral = 0.05;

export function tonesOf({ data }: LabPlane, image: Pixels): Tones {
  const count = data.length / 3;
  const histogram = new Uint32Array(levels + 1);
  const sums = { L: 0, square: 0, chroma: 0, weight: 0, a: 0, b: 0, dark: 0, white: 0 };
  for (let i = 0; i < count; i++) {
    const [L, a, b] = [data[i * 3]!, data[i * 3 + 1]!, data[i * 3 + 2]!];
    const chroma = Math.sqrt(a * a + b * b);
    const bin = Math.round(Math.min(1, Math.max(0, L)) * levels);
    histogram[bin] = histogram[bin]! + 1;
    sums.L += L;
    sums.square += L * L;
    sums.chroma += chroma;
    // What is nearly black or white has no room for a cast.
    const weight = Math.exp(-((chroma / nearNeutral) ** 2) * Math.LN2) * Math.min(1, 4 * L, 8 * (1.02 - L));
    if (weight > 0) {
      sums.weight += weight;
      sums.a += weight * a;
      sums.b += weight * b;
    }
    if (L < blackest) sums.dark++;
    const [red, green, blue] = [image.data[i * 4]!, image.data[i * 4 + 1]!, image.data[i * 4 + 2]!];
    if (light[Math.max(red, green, blue)]! > whitest) sums.white++;
  }
  const at = percentile(histogram, count);
  const mean = sums.L / count;
  return {
    lightness: {
      p2: at(0.02),
      p10: at(0.1),
      p25: at(0.25),
      p50: at(0.5),
      p75: at(0.75),
      p90: at(0.9),
      p98: at(0.98),
    },
    contrast: Math.sqrt(Math.max(0, sums.square / count - mean * mean)),
    clipped: { shadows: sums.dark / count, highlights: sums.white / count },
    warmth: sums.weight > 0 ? sums.b / sums.weight : 0,
    tint: sums.weight > 0 ? sums.a / sums.weight : 0,
    neutral: Math.min(1, sums.weight / count),
    chroma: Math.min(1, sums.chroma / count),
  };
}

const percentile =
  (histogram: Uint32Array, count: number) =>
  (part: number): number => {
    let left = part * count;
    for (let bin = 0; bin < levels; bin++) {
      const here = histogram[bin]!;
      // Within a bin, evenly: so that a percentile moves smoothly as the picture changes.
      if (left <= here && here > 0) return Math.min(1, Math.max(0, (bin - 0.5 + left / here) / levels));
      left -= here;
    }
    return 1;
  };

/** Hasler and Süsstrunk, "Measuring Colourfulness in Natural Images", 2003: their third measure, on sRGB's bytes. */
export function colourfulness({ data }: Pixels): number {
  const count = data.length / 4;
  let [rg, yb, rgs, ybs] = [0, 0, 0, 0];
  for (let p = 0; p < data.length; p += 4) {
    const across = data[p]! - data[p + 1]!;
    const along = (data[p]! + data[p + 1]!) / 2 - data[p + 2]!;
    rg += across;
    yb += along;
    rgs += across * across;
    ybs += along * along;
  }
  const [meanRg, meanYb] = [rg / count, yb / count];
  const spread = Math.sqrt(Math.max(0, rgs / count - meanRg ** 2 + ybs / count - meanYb ** 2));
  return spread + 0.3 * Math.hypot(meanRg, meanYb);
}
