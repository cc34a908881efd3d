/** One number a pixel, smoothed. Beyond the border the nearest pixel goes on. */

export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

export function blankPlane(width: number, height: number): Plane {
  return { width, height, data: new Float32Array(width * height) };
}

/** The mean over the square from `radius` pixels before each pixel to `radius` after, in place. */
export function boxMean(plane: Plane, radius: number): void {
  if (radius < 1) return;
  meanOfRows(plane, radius);
  meanOfColumns(plane, radius);
}

/**
 * A Gaussian of `sigma` pixels, in place. Wide ones are three boxes, whose sizes are Kovesi's ("Fast Almost-Gaussian
 * Filtering", 2010); narrow ones, where boxes of whole pixels are too coarse, are summed as they are.
 */
export function gaussian(plane: Plane, sigma: number): void {
  if (sigma <= 0) return;
  if (sigma < 2.5) return convolve(plane, kernel(sigma));
  for (const size of boxSizes(sigma)) boxMean(plane, (size - 1) / 2);
}

export function boxSizes(sigma: number): [number, number, number] {
  const ideal = Math.sqrt(4 * sigma * sigma + 1);
  const small = 2 * Math.floor((ideal - 1) / 2) + 1;
  const large = small + 2;
  const smalls = Math.round((12 * sigma * sigma - 3 * small * small - 12 * small - 9) / (-4 * small - 4));
  return [smalls > 0 ? small : large, smalls > 1 ? small : large, smalls > 2 ? small : large];
}

/**
 * One row of a plane made `scale` times as large as it is, between its pixels by straight lines: `out[x]` is the value
 * at pixel (x, y) of the large one.
 */
export function enlargedRow(plane: Plane, scale: number, y: number, out: Float32Array): void {
  const { width, height, data } = plane;
  const down = Math.min(height - 1, Math.max(0, (y + 0.5) / scale - 0.5));
  const top = Math.floor(down) * width;
  const below = Math.min(height - 1, Math.floor(down) + 1) * width;
  const fy = down - Math.floor(down);
  for (let x = 0; x < out.length; x++) {
    const across = Math.min(width - 1, Math.max(0, (x + 0.5) / scale - 0.5));
    const left = across | 0;
    const right = left + 1 < width ? left + 1 : left;
    const fx = across - left;
    const upper = data[top + left]! + (data[top + right]! - data[top + left]!) * fx;
    const lower = data[below + left]! + (data[below + right]! - data[below + left]!) * fx;
    out[x] = upper + (lower - upper) * fy;
  }
}

function kernel(sigma: number): Float32Array {
  const radius = Math.ceil(3 * sigma);
  const weights = Float32Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map(weight => weight / sum);
}

function meanOfRows({ width, height, data }: Plane, radius: number): void {
  const line = new Float32Array(width + 2 * radius + 1);
  const share = 1 / (2 * radius + 1);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    line.fill(data[row]!, 0, radius);
    line.set(data.subarray(row, row + width), radius);
    line.fill(data[row + width - 1]!, radius + width);
    let sum = 0;
    for (let i = 0; i < 2 * radius; i++) sum += line[i]!;
    for (let x = 0; x < width; x++) {
      sum += line[x + 2 * radius]!;
      data[row + x] = sum * share;
      sum -= line[x]!;
    }
  }
}

/** Row by row, with a running sum for every column, for columns are far apart in memory. */
function meanOfColumns({ width, height, data }: Plane, radius: number): void {
  const kept = Math.min(height, radius + 1);
  const before = new Float32Array(kept * width);
  const sums = new Float64Array(width);
  const share = 1 / (2 * radius + 1);
  const rowAt = (y: number): number => Math.min(height - 1, Math.max(0, y)) * width;
  for (let y = -radius; y <= radius; y++) {
    const from = rowAt(y);
    for (let x = 0; x < width; x++) sums[x] = sums[x]! + data[from + x]!;
  }
  const first = data.slice(0, width);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    before.set(data.subarray(row, row + width), (y % kept) * width);
    for (let x = 0; x < width; x++) data[row + x] = sums[x]! * share;
    if (y === height - 1) break;
    const comes = rowAt(y + radius + 1);
    // The last row may have been written already: its own values are in `before`.
    const last = comes <= row ? (((comes / width) | 0) % kept) * width : -1;
    const goes = y - radius <= 0 ? -1 : ((y - radius) % kept) * width;
    for (let x = 0; x < width; x++) {
      const entering = last < 0 ? data[comes + x]! : before[last + x]!;
      const leaving = goes < 0 ? first[x]! : before[goes + x]!;
      sums[x] = sums[x]! + entering - leaving;
    }
  }
}

function convolve(plane: Plane, weights: Float32Array): void {
  const { width, height, data } = plane;
  const radius = (weights.length - 1) / 2;
  const line = new Float32Array(width + 2 * radius);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    line.fill(data[row]!, 0, radius);
    line.set(data.subarray(row, row + width), radius);
    line.fill(data[row + width - 1]!, radius + width);
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += weights[k]! * line[x + k]!;
      data[row + x] = sum;
    }
  }
  // The rows above have been written by the time they are needed, so as many as are needed are kept.
  const kept = new Float32Array(weights.length * width);
  const keep = (y: number): void => {
    const from = Math.min(height - 1, y) * width;
    kept.set(data.subarray(from, from + width), (y % weights.length) * width);
  };
  for (let y = 0; y < radius; y++) keep(y);
  const sums = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    keep(y + radius);
    sums.fill(0);
    for (let k = 0; k < weights.length; k++) {
      const from = (Math.max(0, y + k - radius) % weights.length) * width;
      const weight = weights[k]!;
      for (let x = 0; x < width; x++) sums[x] = sums[x]! + weight * kept[from + x]!;
    }
    data.set(sums, y * width);
  }
}
