/** Noise and sharpness at full size, which a small copy averages away: looked at in a few places. */
import type { Box } from '../pixels/box.ts';
import type { Pixels } from '../pixels/pixels.ts';
import { boxMean, blankPlane, type Plane } from '../pixels/plane.ts';

/** So many places each way, each this wide in pixels. */
const places = 5;
const side = 64;

export interface Grain {
  /** From 0 to 1. */
  readonly sharpness: number;
  /** In levels of 255. */
  readonly noise: number;
}

export function grainOf(image: Pixels): Grain {
  const patches = boxes(image).map(box => brightness(image, box));
  if (patches.length === 0) return { sharpness: 0, noise: 0 };
  const [noises, clear] = [patches.map(noiseOf).sort((a, b) => a - b), patches.map(clearness)];
  const busiest = clear
    .sort((one, other) => other.busy - one.busy)
    .slice(0, Math.max(1, Math.ceil(patches.length / 4)));
  return {
    // Noise is in the flattest places, where texture is not taken for it; sharpness in the busiest.
    noise: noises[Math.floor(noises.length / 5)]!,
    sharpness: busiest.reduce((sum, { sharp }) => sum + sharp, 0) / busiest.length,
  };
}

function boxes({ width, height }: Pixels): Box[] {
  const [w, h] = [Math.min(side, width), Math.min(side, height)];
  if (w < 8 || h < 8) return [];
  const starts = (length: number, part: number): number[] => {
    const count = Math.min(places, Math.max(1, Math.floor(length / part)));
    return Array.from({ length: count }, (_, k) => Math.floor(((length - part) * (k + 0.5)) / count));
  };
  return starts(height, h).flatMap(y => starts(width, w).map(x => ({ x, y, width: w, height: h })));
}

function brightness({ width, data }: Pixels, box: Box): Plane {
  const plane = blankPlane(box.width, box.height);
  for (let y = 0, i = 0; y < box.height; y++) {
    for (let x = 0, p = ((box.y + y) * width + box.x) * 4; x < box.width; x++, i++, p += 4) {
      plane.data[i] = 0.2126 * data[p]! + 0.7152 * data[p + 1]! + 0.0722 * data[p + 2]!;
    }
  }
  return plane;
}

/** Immerkær, "Fast Noise Variance Estimation", 1996. */
function noiseOf({ width, height, data }: Plane): number {
  let sum = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const corners =
        data[i - width - 1]! + data[i - width + 1]! + data[i + width - 1]! + data[i + width + 1]!;
      const sides = data[i - width]! + data[i - 1]! + data[i + 1]! + data[i + width]!;
      sum += Math.abs(corners - 2 * sides + 4 * data[i]!);
    }
  }
  return (Math.sqrt(Math.PI / 2) * sum) / (6 * (width - 2) * (height - 2));
}

/**
 * How much of the steps between neighbours a blur takes away: what is blurred has little to lose. Crété, Dolmière,
 * Ladret and Nicolas, "The Blur Effect", 2007, with their blur of nine pixels.
 */
function clearness(plane: Plane): { readonly sharp: number; readonly busy: number } {
  const { width, height, data } = plane;
  const soft: Plane = { width, height, data: data.slice() };
  boxMean(soft, 4);
  let [steps, lost] = [0, 0];
  for (let y = 1; y < height; y++) {
    for (let x = 1; x < width; x++) {
      const i = y * width + x;
      for (const back of [1, width]) {
        const step = Math.abs(data[i]! - data[i - back]!);
        steps += step;
        lost += Math.max(0, step - Math.abs(soft.data[i]! - soft.data[i - back]!));
      }
    }
  }
  return { sharp: steps < 1e-6 ? 0 : lost / steps, busy: steps / (width * height) };
}
