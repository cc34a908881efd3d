/** Light and colour of a picture, in the order a camera and a darkroom change them. */
import type { Property } from '../contract/plan.ts';
import type { Box } from '../pixels/box.ts';
import { crop } from '../pixels/crop.ts';
import { readLight, writeLight } from '../pixels/light.ts';
import type { Pixels } from '../pixels/pixels.ts';
import { sharpen } from '../pixels/sharpen.ts';
import { adaptation, daylight } from './adapt.ts';
import { fitLight } from './gamut.ts';
import { headroom, localTone } from './local-tone.ts';
import { applyTone, tone } from './tone.ts';
import { vivid } from './vivid.ts';
import { after, d65, fromLight, times, toLight, type Matrix } from './xyz.ts';

/** Each from −1 to 1; 0 changes nothing. */
export type Adjustment = Readonly<Record<Property, number>>;

/** What ±1 of exposure means, in stops. */
const stops = 2;

/**
 * What ±1 of temperature means, in mired (a million divided by kelvin), in which equal steps look equal. +1 takes white
 * from D65 to 4,100 K, the light of a late afternoon; −1 to 15,700 K, that of a blue sky.
 */
const mired = 90;
const neutral = 1e6 / 6504;

/** What ±1 of tint means, across the line of daylight in CIE 1960 uv. */
const duv = 0.02;

/** The part of `image` inside `box`, adjusted. */
export function adjust(image: Pixels, box: Box, how: Adjustment, report: (done: number) => void): Pixels {
  const changed = crop(image, box);
  const balance = whiteBalance(how.temperature, how.tint, 2 ** (stops * how.exposure));
  const white = Math.max(...times(balance, [1, 1, 1])) * headroom(how.highlights);
  const balanced = how.exposure !== 0 || how.temperature !== 0 || how.tint !== 0;
  const local =
    how.highlights !== 0 || how.shadows !== 0
      ? localTone(image, box, how.highlights, how.shadows)
      : undefined;
  const curve = balanced || how.contrast !== 0 || how.highlights > 0 ? tone(white, how.contrast) : undefined;
  const colours = how.saturation !== 0 || how.vibrance !== 0;
  const row = new Float32Array(box.width * 3);
  if (local || curve || colours) {
    for (let y = 0; y < box.height; y++) {
      if (y % 64 === 0) report((y / box.height) * (how.sharpness === 0 ? 1 : 0.6));
      const at = y * box.width * 4;
      readLight(changed.data, at, box.width, row);
      local?.(row, box.width, y);
      if (balanced) multiply(balance, row, box.width);
      if (curve) applyTone(curve, row, box.width);
      else fitLight(row, box.width);
      if (colours) vivid(row, box.width, how.saturation, how.vibrance);
      writeLight(row, box.width, changed.data, at);
    }
  }
  if (how.sharpness !== 0) sharpen(changed, how.sharpness, done => report(0.6 + 0.4 * done));
  report(1);
  return changed;
}

/** Linear light → linear light `gain` times as strong, its white moved from D65. */
function whiteBalance(temperature: number, tint: number, gain: number): Matrix {
  const from = daylight(1e6 / neutral);
  const to = daylight(1e6 / (neutral + mired * temperature), -duv * tint);
  // Daylight at 6,504 K is D65 to four digits only; what is missing would tint greys.
  const white: [number, number, number] = [(d65[0] * to[0]) / from[0], 1, (d65[2] * to[2]) / from[2]];
  const matrix = after(toLight, after(adaptation(d65, white), fromLight));
  const scale = (n: number): number => n * gain;
  const [a, b, c] = matrix;
  return [
    [scale(a[0]), scale(a[1]), scale(a[2])],
    [scale(b[0]), scale(b[1]), scale(b[2])],
    [scale(c[0]), scale(c[1]), scale(c[2])],
  ];
}

function multiply([[a, b, c], [d, e, f], [g, h, i]]: Matrix, row: Float32Array, count: number): void {
  for (let at = 0; at < count * 3; at += 3) {
    const red = row[at]!;
    const green = row[at + 1]!;
    const blue = row[at + 2]!;
    row[at] = a * red + b * green + c * blue;
    row[at + 1] = d * red + e * green + f * blue;
    row[at + 2] = g * red + h * green + i * blue;
  }
}
