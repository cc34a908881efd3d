/** Crisper, or softer: the light that a picture has more of than its own blur. */
import { byteOf, light } from './light.ts';
import { blankPlane, gaussian, type Plane } from './plane.ts';
import type { Pixels } from './pixels.ts';

/** In encoded values from 0 to 1: less than this is noise, and sharpening it would show it. */
const threshold = 0.008;

/** Detail is added up to this many times over. */
const strongest = 1.6;

/**
 * In place; `amount` from −1 to 1. Above 0 an unsharp mask on encoded luma, so that colours do not shift; below 0 a
 * slight blur. Either is as wide as the picture's own finest detail: about a 2,500th of its longest side.
 */
export function sharpen(image: Pixels, amount: number, report: (done: number) => void): void {
  const size = Math.min(2, Math.max(0.7, Math.max(image.width, image.height) / 2500));
  if (amount > 0) crisp(image, amount * strongest, size, report);
  else for (let c = 0; c < 3; c++) soften(image, c, -amount * size * 1.5, done => report((c + done) / 3));
}

function crisp(
  { width, height, data }: Pixels,
  gain: number,
  sigma: number,
  report: (done: number) => void,
): void {
  const plane = blankPlane(width, height);
  for (let i = 0, p = 0; i < plane.data.length; i++, p += 4) plane.data[i] = luma(data, p);
  report(0.2);
  gaussian(plane, sigma);
  report(0.8);
  for (let i = 0, p = 0; i < plane.data.length; i++, p += 4) {
    const detail = luma(data, p) - plane.data[i]!;
    const size = Math.abs(detail);
    if (size <= threshold) continue;
    const add = 255 * gain * (detail > 0 ? size - threshold : threshold - size);
    data[p] = data[p]! + add;
    data[p + 1] = data[p + 1]! + add;
    data[p + 2] = data[p + 2]! + add;
  }
  report(1);
}

/** Encoded luma by Rec. 709, from 0 to 1. */
function luma(data: Uint8ClampedArray, p: number): number {
  return (0.2126 * data[p]! + 0.7152 * data[p + 1]! + 0.0722 * data[p + 2]!) / 255;
}

function soften(
  { width, height, data }: Pixels,
  c: number,
  sigma: number,
  report: (done: number) => void,
): void {
  const plane: Plane = blankPlane(width, height);
  for (let i = 0; i < plane.data.length; i++) plane.data[i] = light[data[i * 4 + c]!]!;
  gaussian(plane, sigma);
  report(0.8);
  for (let i = 0; i < plane.data.length; i++) data[i * 4 + c] = byteOf(plane.data[i]!);
  report(1);
}
