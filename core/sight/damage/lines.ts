/** Means along short straight lines of every direction. */
import type { Plane } from '../../pixels/plane.ts';

/** Directions in half a turn: at 40 pixels, neighbours lie less than three apart at their ends. */
const directions = 24;

export interface LineMeans {
  /** The largest of them through each pixel. */
  readonly along: Float32Array;
  /** The middle one: what there is in no direction. */
  readonly typical: Float32Array;
}

/**
 * Of lines `length` pixels long, the most of three pixels across at each step, for a line may waver by one. `report` is told
 * from 0 to 1.
 */
export function lineMeans(plane: Plane, length: number, report: (done: number) => void): LineMeans {
  const { width, height, data } = plane;
  const along = new Float32Array(data.length);
  const sums = new Float32Array(data.length);
  const turned = turnedOver(plane);
  for (let k = 0; k < directions; k++) {
    report(k / directions);
    // From −45° to 45° of upright on the plane, the other half on the plane turned over.
    const lean = Math.tan((((k % (directions / 2)) + 0.5) / directions) * Math.PI - Math.PI / 4);
    const upright = k < directions / 2;
    const means = sheared(upright ? plane : turned, lean, length);
    for (let y = 0, i = 0; y < height; y++)
      for (let x = 0; x < width; x++, i++) {
        const mean = means[upright ? i : x * height + y]!;
        sums[i] = sums[i]! + mean;
        if (mean > along[i]!) along[i] = mean;
      }
  }
  // The mean of all the others stands for the middle one: it needs no sorting at each pixel.
  const typical = sums.map((sum, i) => (sum - along[i]!) / (directions - 1));
  return { along, typical };
}

function turnedOver({ width, height, data }: Plane): Plane {
  const turned = new Float32Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) turned[x * height + y] = data[y * width + x]!;
  return { width: height, height: width, data: turned };
}

/** The mean along the line through each pixel that goes `lean` pixels sideways for each one down. */
function sheared({ width, height, data }: Plane, lean: number, length: number): Float32Array {
  const means = new Float32Array(data.length);
  const steps = Math.max(1, Math.round(length / Math.hypot(1, lean)));
  const half = steps >> 1;
  const first = Math.floor(Math.min(0, -lean * height));
  const last = Math.ceil(width + Math.max(0, -lean * height));
  const column = new Float32Array(height + 1);
  for (let start = first; start < last; start++) {
    for (let y = 0; y < height; y++) {
      const x = Math.round(start + lean * y);
      let value = 0;
      if (x >= 0 && x < width) {
        const i = y * width + x;
        value = data[i]!;
        if (x > 0 && data[i - 1]! > value) value = data[i - 1]!;
        if (x + 1 < width && data[i + 1]! > value) value = data[i + 1]!;
      }
      column[y + 1] = column[y]! + value;
    }
    for (let y = 0; y < height; y++) {
      const x = Math.round(start + lean * y);
      if (x < 0 || x >= width) continue;
      const [from, to] = [Math.max(0, y - half), Math.min(height, y - half + steps)];
      means[y * width + x] = (column[to]! - column[from]!) / steps;
    }
  }
  return means;
}
