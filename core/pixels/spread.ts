/**
 * The light of some pixels carried to where it is not known, smoothly: push–pull. Gortler, Grzeszczuk, Szeliski and
 * Cohen, "The Lumigraph", 1996. Averages of what is known go up a pyramid; gaps are filled from above on the way down.
 */
import type { Box } from './box.ts';
import { light } from './light.ts';
import type { Mask, Pixels } from './pixels.ts';

/** Light at half of a box's size: what is spread is smooth, and the edge it comes from is two pixels away at most. */
export interface Field {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue light times how well they are known, and then how well: four numbers a pixel. */
  readonly data: Float32Array;
}

/**
 * Spreads the light of the pixels of `box` whose mask value lies from `low` to `high` over the whole box. `undefined`
 * where there is no such pixel.
 */
export function spread(image: Pixels, mask: Mask, box: Box, low: number, high: number): Field | undefined {
  const base = gather(image, mask, box, low, high);
  const levels = [base];
  for (let level = base; level.width > 1 || level.height > 1;) {
    level = halve(level);
    levels.push(level);
  }
  if (levels.at(-1)?.data[3] === 0) return undefined;
  for (let i = levels.length - 2; i >= 0; i--) fillFrom(levels[i]!, levels[i + 1]!);
  return base;
}

/** Reads a field at a pixel of its box into three numbers of `into`. */
export function readField(field: Field, x: number, y: number, into: Float32Array, at: number): void {
  const { width, height, data } = field;
  const across = Math.min(width - 1, Math.max(0, x / 2 - 0.25));
  const down = Math.min(height - 1, Math.max(0, y / 2 - 0.25));
  const [left, top] = [across | 0, down | 0];
  const right = left + 1 < width ? 4 : 0;
  const below = top + 1 < height ? width * 4 : 0;
  const [fx, fy] = [across - left, down - top];
  const i = (top * width + left) * 4;
  for (let c = 0; c < 3; c++) {
    const upper = data[i + c]! + (data[i + right + c]! - data[i + c]!) * fx;
    const lower = data[i + below + c]! + (data[i + below + right + c]! - data[i + below + c]!) * fx;
    into[at + c] = upper + (lower - upper) * fy;
  }
}

function blank(width: number, height: number): Field {
  return { width, height, data: new Float32Array(width * height * 4) };
}

function gather(image: Pixels, mask: Mask, box: Box, low: number, high: number): Field {
  const field = blank((box.width + 1) >> 1, (box.height + 1) >> 1);
  for (let y = 0; y < box.height; y++) {
    const row = (box.y + y) * image.width + box.x;
    for (let x = 0; x < box.width; x++) {
      const value = mask.data[row + x]!;
      if (value < low || value > high) continue;
      const to = ((y >> 1) * field.width + (x >> 1)) * 4;
      const from = (row + x) * 4;
      field.data[to] = field.data[to]! + light[image.data[from]!]!;
      field.data[to + 1] = field.data[to + 1]! + light[image.data[from + 1]!]!;
      field.data[to + 2] = field.data[to + 2]! + light[image.data[from + 2]!]!;
      field.data[to + 3] = field.data[to + 3]! + 1;
    }
  }
  return saturate(field);
}

/** A pixel cannot be known better than once. */
function saturate(field: Field): Field {
  const { data } = field;
  for (let i = 0; i < data.length; i += 4) {
    const known = data[i + 3]!;
    if (known > 1) for (let c = 0; c < 4; c++) data[i + c] = data[i + c]! / known;
  }
  return field;
}

function halve(field: Field): Field {
  const half = blank((field.width + 1) >> 1, (field.height + 1) >> 1);
  for (let y = 0, from = 0; y < field.height; y++) {
    for (let x = 0; x < field.width; x++) {
      const to = ((y >> 1) * half.width + (x >> 1)) * 4;
      for (let c = 0; c < 4; c++, from++) half.data[to + c] = half.data[to + c]! + field.data[from]!;
    }
  }
  return saturate(half);
}

/** What `field` knows too little of, it takes from the level above, so that every pixel is known once. */
function fillFrom(field: Field, above: Field): void {
  const sampled = new Float32Array(4);
  for (let y = 0, i = 0; y < field.height; y++) {
    for (let x = 0; x < field.width; x++, i += 4) {
      const missing = 1 - field.data[i + 3]!;
      if (missing <= 0) continue;
      readField(above, x, y, sampled, 0);
      for (let c = 0; c < 3; c++) field.data[i + c] = field.data[i + c]! + missing * sampled[c]!;
      field.data[i + 3] = 1;
    }
  }
}
