/** Light and colour of a picture, in the order a camera and a darkroom change them. */
import type { Property } from '../contract/plan.ts';
import type { Box } from '../pixels/box.ts';
import { crop } from '../pixels/crop.ts';
import { readLight, writeLight } from '../pixels/light.ts';
import type { Pixels } from '../pixels/pixels.ts';
import { sharpen } from '../pixels/sharpen.ts';
import { fitLight } from './gamut.ts';
import { headroom, localTone } from './local-tone.ts';
import { applyTone, tone } from './tone.ts';
import { vivid } from './vivid.ts';
import { whiteBalance } from './white-balance.ts';
import { times, type Matrix } from './xyz.ts';

/** Each from −1 to 1; 0 changes nothing. */
export type Adjustment = Readonly<Record<Property, number>>;

/** Changes nothing. */
export const unadjusted: Adjustment = {
  exposure: 0,
  contrast: 0,
  highlights: 0,
  shadows: 0,
  temperature: 0,
  tint: 0,
  saturation: 0,
  vibrance: 0,
  sharpness: 0,
};

/** What ±1 of exposure means, in stops. */
const stops = 2;

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
