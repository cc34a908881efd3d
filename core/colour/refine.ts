/**
 * A small mask at full size, with its edge where the full picture has it. Near the edge each pixel is placed on the line
 * between the two colours that meet there, as in matting by Ruzon and Tomasi, 2000: nearer the one it is in, nearer the
 * other out, and between a soft edge.
 */
import { blankMask, type Mask, type Pixels } from '../pixels/pixels.ts';
import { labAt, type LabPlane } from './lab-plane.ts';

/** The colours that meet are sought within this many small pixels. */
const reach = 3;

/** Colours nearer than this in Oklab do not tell the sides apart. */
const alike = 0.025;

/** How much the small mask itself has a say, so that a speck near the edge does not change sides. */
const prior = 0.8;

export function refine(image: Pixels, plane: LabPlane, small: Mask, scale: number): Mask {
  const mask = blankMask(image.width, image.height);
  const sides = { inside: new Float32Array(3), outside: new Float32Array(3) };
  const pixel = new Float32Array(3);
  for (let row = 0; row < small.height; row++) {
    const bottom = Math.min(image.height, (row + 1) * scale);
    for (let column = 0; column < small.width; column++) {
      const left = column * scale;
      const right = Math.min(image.width, left + scale);
      const value = small.data[row * small.width + column]!;
      if (!isEdge(small, column, row)) {
        if (value === 0) continue;
        for (let y = row * scale; y < bottom; y++)
          mask.data.fill(255, y * image.width + left, y * image.width + right);
        continue;
      }
      const differ = meet(plane, small, column, row, sides);
      for (let y = row * scale; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          const i = y * image.width + x;
          const guess = smallAt(small, (x + 0.5) / scale - 0.5, (y + 0.5) / scale - 0.5);
          let share = guess;
          if (differ > alike) {
            labAt(image, i * 4, pixel);
            share = between(pixel, sides.inside, sides.outside, differ) + prior * (guess - 0.5);
          }
          // Nearly in is in, and nearly out is out: only the edge itself is soft.
          mask.data[i] = Math.round(255 * Math.min(1, Math.max(0, 0.5 + 1.4 * (share - 0.5))));
        }
      }
    }
  }
  return mask;
}

function isEdge({ width, height, data }: Mask, x: number, y: number): boolean {
  const value = data[y * width + x]!;
  for (let j = Math.max(0, y - 1); j <= Math.min(height - 1, y + 1); j++) {
    for (let i = Math.max(0, x - 1); i <= Math.min(width - 1, x + 1); i++) {
      if (data[j * width + i] !== value) return true;
    }
  }
  return false;
}

/** Reads the mean colours on both sides of the edge near a small pixel; returns how far apart they are. */
function meet(
  plane: LabPlane,
  small: Mask,
  x: number,
  y: number,
  { inside, outside }: { readonly inside: Float32Array; readonly outside: Float32Array },
): number {
  inside.fill(0);
  outside.fill(0);
  let [within, without] = [0, 0];
  for (let j = Math.max(0, y - reach); j <= Math.min(small.height - 1, y + reach); j++) {
    for (let i = Math.max(0, x - reach); i <= Math.min(small.width - 1, x + reach); i++) {
      const at = j * small.width + i;
      const isIn = small.data[at] !== 0;
      // Small pixels on the edge itself are mixtures; they count little.
      const weight = isEdge(small, i, j) ? 0.05 : 1;
      const side = isIn ? inside : outside;
      for (let c = 0; c < 3; c++) side[c] = side[c]! + weight * plane.data[at * 3 + c]!;
      if (isIn) within += weight;
      else without += weight;
    }
  }
  let square = 0;
  for (let c = 0; c < 3; c++) {
    inside[c] = inside[c]! / within;
    outside[c] = outside[c]! / without;
    square += (inside[c]! - outside[c]!) ** 2;
  }
  return Math.sqrt(square);
}

/** Where a colour lies on the line from `outside` (0) to `inside` (1), which are `apart` from each other. */
function between(colour: Float32Array, inside: Float32Array, outside: Float32Array, apart: number): number {
  let along = 0;
  for (let c = 0; c < 3; c++) along += (colour[c]! - outside[c]!) * (inside[c]! - outside[c]!);
  return Math.min(1, Math.max(0, along / (apart * apart)));
}

/** The small mask between its pixels, from 0 to 1. */
function smallAt({ width, height, data }: Mask, x: number, y: number): number {
  const across = Math.min(width - 1, Math.max(0, x));
  const down = Math.min(height - 1, Math.max(0, y));
  const [left, top] = [across | 0, down | 0];
  const right = Math.min(width - 1, left + 1);
  const below = Math.min(height - 1, top + 1) * width;
  const upper =
    data[top * width + left]! + (data[top * width + right]! - data[top * width + left]!) * (across - left);
  const lower = data[below + left]! + (data[below + right]! - data[below + left]!) * (across - left);
  return (upper + (lower - upper) * (down - top)) / 255;
}
