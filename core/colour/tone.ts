/** Exposure and contrast: one curve for light. */
import { cubeRoot } from './oklab.ts';

/** Middle grey reflects 18 % of the light; its cube root is its lightness. */
const middle = Math.cbrt(0.18);

/** The curve is kept at this many places, evenly in the root of light, which is near how the eye spaces it. */
const places = 4096;

export interface Tone {
  /** Light above this is given as this. */
  readonly white: number;
  readonly curve: Float32Array;
}

/**
 * Light from 0 to `white` → light from 0 to 1. Where `white` is above 1 (a picture made lighter) the curve leaves 0
 * with a slope of 1, as a longer exposure does, and bends over, as film does, to reach 1 at `white`: nothing clips.
 * `contrast` from −1 to 1 bends it about middle grey, which stays.
 */
export function tone(white: number, contrast: number): Tone {
  const reach = Math.max(1, white);
  const bend = reach ** 3 - 1;
  const curve = Float32Array.from({ length: places + 2 }, (_, i) => {
    const share = Math.min(1, i / places) ** 2;
    const light = (share * reach) / Math.cbrt(1 + bend * share ** 3);
    return sigmoid(cubeRoot(light), contrast) ** 3;
  });
  return { white: reach, curve };
}

/** Steeper about the middle and flatter at the ends, or the other way round. The ends and the middle stay. */
function sigmoid(L: number, contrast: number): number {
  const dark = L < middle;
  const part = dark ? L / middle : (1 - L) / (1 - middle);
  const bent = contrast >= 0 ? part ** (1 + contrast) : part - contrast * (0.5 * part - 0.5 * part * part);
  return dark ? middle * bent : 1 - (1 - middle) * bent;
}

/**
 * Rows of linear light, in place. The largest and the smallest of a pixel's channels follow the curve; the one between
 * keeps its place between them, so that hue stays (as in the Adobe DNG specification's reference tone curve).
 */
export function applyTone({ white, curve }: Tone, row: Float32Array, count: number): void {
  const scale = 1 / white;
  const at = (light: number): number => {
    const place = Math.sqrt(light * scale) * places;
    const low = place | 0;
    return curve[low]! + (curve[low + 1]! - curve[low]!) * (place - low);
  };
  for (let i = 0; i < count * 3; i += 3) {
    const red = Math.min(white, Math.max(0, row[i]!));
    const green = Math.min(white, Math.max(0, row[i + 1]!));
    const blue = Math.min(white, Math.max(0, row[i + 2]!));
    const most = red > green ? (red > blue ? red : blue) : green > blue ? green : blue;
    const least = red < green ? (red < blue ? red : blue) : green < blue ? green : blue;
    const top = at(most);
    if (most === least) {
      row[i] = row[i + 1] = row[i + 2] = top;
      continue;
    }
    const foot = at(least);
    const spread = (top - foot) / (most - least);
    row[i] = foot + (red - least) * spread;
    row[i + 1] = foot + (green - least) * spread;
    row[i + 2] = foot + (blue - least) * spread;
  }
}
