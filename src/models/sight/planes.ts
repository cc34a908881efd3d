/** Pictures in the size that networks want, and what networks give in the size of pictures. */
import type { Pixels } from '../../../core/pixels/pixels.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What one place of the result is made of: places of the source from `start`, each with its weight. Together they are 1. */
interface Taps {
  readonly start: number;
  readonly weights: readonly number[];
}

/** How much a pixel counts by how far it is; nothing from `reach` on. */
interface Kernel {
  readonly reach: number;
  weight(distance: number): number;
}

const bilinear: Kernel = { reach: 1, weight: x => Math.max(0, 1 - x) };

/** Keys, "Cubic Convolution Interpolation for Digital Image Processing", 1981, with a = −1/2. It goes a little beyond 0 and 1. */
export const bicubic: Kernel = {
  reach: 2,
  weight: x => (x < 1 ? (1.5 * x - 2.5) * x * x + 1 : x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0),
};

/**
 * Planes of red, green and blue, 0 to 1, `width` × `height`, stretched to that; over white where light shows through. Bilinear
 * unless said otherwise, over all that a pixel covers where it shrinks: as Pillow does it, by which these networks were trained.
 */
export function planesOf(image: Pixels, width: number, height: number, kernel = bilinear): Float32Array {
  const across = tapsFor(image.width, width, kernel);
  const down = tapsFor(image.height, height, kernel);
  const size = width * height;
  const planes = new Float32Array(3 * size);
  const row = new Float32Array(3 * width);
  // Each source row is made narrow once, and added to all rows that it has a part in.
  for (let y = 0, first = 0; y < image.height; y++) {
    while (down[first]!.start + down[first]!.weights.length <= y) first++;
    squeeze(image, y, across, row);
    for (let to = first; to < height && down[to]!.start <= y; to++) {
      const weight = down[to]!.weights[y - down[to]!.start] ?? 0;
      for (let x = 0, from = 0; x < width; x++) {
        for (let at = to * width + x; at < planes.length; at += size)
          planes[at] = planes[at]! + weight * row[from++]!;
      }
    }
  }
  return planes;
}

/** Row `y` of the picture, made as wide as there are taps: red, green and blue, one pixel after the other. */
function squeeze({ width, data }: Pixels, y: number, across: readonly Taps[], row: Float32Array): void {
  across.forEach(({ start, weights }, x) => {
    let [red, green, blue] = [0, 0, 0];
    for (let k = 0, at = (y * width + start) * 4; k < weights.length; k++, at += 4) {
      const share = weights[k]! / 255;
      const seen = data[at + 3]! / 255;
      const white = 255 * (1 - seen);
      red += share * (white + seen * data[at]!);
      green += share * (white + seen * data[at + 1]!);
      blue += share * (white + seen * data[at + 2]!);
    }
    row[3 * x] = red;
    row[3 * x + 1] = green;
    row[3 * x + 2] = blue;
  });
}

function tapsFor(from: number, to: number, kernel: Kernel): Taps[] {
  const scale = from / to;
  const stretch = Math.max(1, scale);
  const reach = kernel.reach * stretch;
  return Array.from({ length: to }, (_, at) => {
    const centre = (at + 0.5) * scale;
    const start = Math.max(0, Math.floor(centre - reach + 0.5));
    const end = Math.min(from, Math.floor(centre + reach + 0.5));
    const weights = Array.from({ length: end - start }, (_, k) =>
      kernel.weight(Math.abs(start + k + 0.5 - centre) / stretch),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { start, weights: weights.map(weight => weight / sum) };
  });
}

/** A plane of one number a place, of which the part `used` from the top left (fractions too) is the picture. */
export interface Given extends Size {
  readonly values: Float32Array;
  readonly used: Size;
}

/** The used part, stretched to `width` × `height`: between the middles of four places, as PyTorch's `interpolate` does it. */
export function stretched({ values, width, height, used }: Given, to: Size): Float32Array {
  const columns = middles(used.width, to.width, width);
  const rows = middles(used.height, to.height, height);
  const out = new Float32Array(to.width * to.height);
  let at = 0;
  for (const y of rows) {
    for (const x of columns) {
      const [top, bottom] = [y.low * width, y.high * width];
      const above = values[top + x.low]! * (1 - x.share) + values[top + x.high]! * x.share;
      const below = values[bottom + x.low]! * (1 - x.share) + values[bottom + x.high]! * x.share;
      out[at++] = above * (1 - y.share) + below * y.share;
    }
  }
  return out;
}

/** Between which two of `all` places each of `to` lies, if these are stretched over `used` of them. */
function middles(used: number, to: number, all: number): { low: number; high: number; share: number }[] {
  return Array.from({ length: to }, (_, at) => {
    const place = Math.min(all - 1, Math.max(0, ((at + 0.5) * used) / to - 0.5));
    const low = Math.floor(place);
    return { low, high: Math.min(all - 1, low + 1), share: place - low };
  });
}
