/** Where in the picture something is. */
import { smoothed, type LabPlane } from '../colour/lab-plane.ts';
import type { Look } from '../contract/look.ts';

export type Layout = Pick<Look, 'weight' | 'standing' | 'space' | 'skew'>;

/** A pixel stands out where it differs so many times more than the mean from the mean colour (Achanta et al.). */
const outstanding = 2;

/** Of a cell of the grid: of less spread than this in lightness and colour, it is empty. */
const across = 12;
const flat = 0.03;

/**
 * What stands out is far from the mean colour: Achanta, Hemami, Estrada and Süsstrunk, "Frequency-tuned Salient Region
 * Detection", 2009.
 */
export function layoutOf(plane: LabPlane): Layout {
  const { width, height, data } = smoothed(plane);
  const count = width * height;
  const mean = [0, 1, 2].map(c => sumOf(data, c) / count);
  const away = new Float32Array(count);
  let total = 0;
  for (let i = 0; i < count; i++) {
    away[i] = Math.hypot(data[i * 3]! - mean[0]!, data[i * 3 + 1]! - mean[1]!, data[i * 3 + 2]! - mean[2]!);
    total += away[i]!;
  }
  let [weight, x, y, standing] = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    if (away[i]! <= (outstanding * total) / count) continue;
    standing++;
    weight += away[i]!;
    x += away[i]! * ((i % width) + 0.5);
    y += away[i]! * (Math.floor(i / width) + 0.5);
  }
  return {
    weight: weight > 0 ? { x: x / weight / width, y: y / weight / height } : { x: 0.5, y: 0.5 },
    standing: standing / count,
    space: spaceOf({ width, height, data }),
    skew: skewOf({ width, height, data }),
  };
}

function sumOf(data: Float32Array, c: number): number {
  let sum = 0;
  for (let i = c; i < data.length; i += 3) sum += data[i]!;
  return sum;
}

/** The share of cells in which there is nothing to see. */
function spaceOf({ width, height, data }: LabPlane): number {
  const cell = Math.max(1, Math.max(width, height) / across);
  let [empty, cells] = [0, 0];
  for (let top = 0; top < height; top += cell) {
    for (let left = 0; left < width; left += cell) {
      const [bottom, right] = [Math.min(height, top + cell), Math.min(width, left + cell)];
      const [sums, squares] = [[0, 0, 0], [0, 0, 0]]; // prettier-ignore
      let count = 0;
      for (let y = Math.floor(top); y < bottom; y++) {
        for (let x = Math.floor(left); x < right; x++, count++) {
          for (let c = 0; c < 3; c++) {
            const value = data[(y * width + x) * 3 + c]!;
            sums[c] = sums[c]! + value;
            squares[c] = squares[c]! + value * value;
          }
        }
      }
      const variance = sums.reduce((sum, of, c) => sum + squares[c]! / count - (of / count) ** 2, 0);
      cells++;
      if (variance < flat * flat) empty++;
    }
  }
  return empty / cells;
}

/** 0 where the left half mirrors the right one, 1 where nothing of one is found in the other: of lightness, by its spread. */
function skewOf({ width, height, data }: LabPlane): number {
  const count = width * height;
  const mean = sumOf(data, 0) / count;
  let [difference, spread] = [0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const here = data[(y * width + x) * 3]!;
      const there = data[(y * width + width - 1 - x) * 3]!;
      difference += (here - there) ** 2;
      spread += (here - mean) ** 2;
    }
  }
  // Two unrelated halves differ by twice their variance.
  return spread < 1e-6 * count ? 0 : Math.min(1, difference / (2 * spread));
}
