/** What every part of Auto judges a picture by: a small copy of it, as light. */
import { light } from '../../pixels/light.ts';
import type { Pixels } from '../../pixels/pixels.ts';
import { resize } from '../../pixels/resize.ts';

export interface Look {
  readonly image: Pixels;
  readonly width: number;
  readonly height: number;
  /** Linear light from 0 to 1, three numbers a pixel. */
  readonly light: Float32Array;
  /** The pixels that are seen: what is more than half see-through has no say. */
  readonly seen: Int32Array;
}

/** The copy's longest side: large enough for a hundredth of the picture to be hundreds of pixels. */
const side = 160;

export function lookAt(image: Pixels): Look {
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  return lookOn(resize(image, width, height));
}

/** At a picture that is small already. */
export function lookOn(image: Pixels): Look {
  const { width, height, data } = image;
  const lights = new Float32Array(width * height * 3);
  const seen: number[] = [];
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) lights[i * 3 + c] = light[data[i * 4 + c]!]!;
    if (data[i * 4 + 3]! >= 128) seen.push(i);
  }
  return { image, width, height, light: lights, seen: Int32Array.from(seen) };
}

/** What `of` gives for each pixel that is seen, from the least up. */
export function sorted(
  { light: lights, seen }: Look,
  of: (r: number, g: number, b: number) => number,
): Float32Array {
  const values = new Float32Array(seen.length);
  for (let k = 0; k < seen.length; k++) {
    const i = seen[k]! * 3;
    values[k] = of(lights[i]!, lights[i + 1]!, lights[i + 2]!);
  }
  return values.sort();
}

/** The value below which `share` of sorted values lie. At least one. */
export const percentile = (values: Float32Array, share: number): number =>
  values[Math.min(values.length - 1, Math.floor(share * values.length))]!;

/** Amounts are whole hundredths, as a slider's are. */
export const hundredths = (amount: number): number => Math.round(amount * 100) / 100;
