/** Openings and closings: what is left of a plane once what is narrower than a square is taken off. */
import type { Plane } from './plane.ts';

/** Without bright things narrower than `2 × radius + 1` pixels. A new plane. */
export const opened = (plane: Plane, radius: number): Plane => extreme(extreme(plane, radius, -1), radius, 1);

/** Without dark ones. A new plane. */
export const closed = (plane: Plane, radius: number): Plane => extreme(extreme(plane, radius, 1), radius, -1);

/** The most (`sign` 1) or the least (−1) of the square about each pixel; beyond the rim there is nothing. */
function extreme({ width, height, data }: Plane, radius: number, sign: 1 | -1): Plane {
  const across = new Float32Array(data.length);
  const row = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) row[x] = sign * data[y * width + x]!;
    const most = running(row, radius);
    across.set(most, y * width);
  }
  const down = new Float32Array(data.length);
  const column = new Float32Array(height);
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) column[y] = across[y * width + x]!;
    const most = running(column, radius);
    for (let y = 0; y < height; y++) down[y * width + x] = sign * most[y]!;
  }
  return { width, height, data: down };
}

/** The most of each run of `2 × radius + 1`, in three comparisons a value: van Herk, 1992; Gil and Werman, 1993. */
function running(values: Float32Array, radius: number): Float32Array {
  const size = 2 * radius + 1;
  const padded = new Float32Array(Math.ceil((values.length + 2 * radius) / size) * size).fill(-Infinity);
  padded.set(values, radius);
  const [before, after] = [padded.slice(), padded.slice()];
  for (let i = 1; i < padded.length; i++)
    if (i % size !== 0) before[i] = Math.max(before[i]!, before[i - 1]!);
  for (let i = padded.length - 2; i >= 0; i--)
    if ((i + 1) % size !== 0) after[i] = Math.max(after[i]!, after[i + 1]!);
  const most = new Float32Array(values.length);
  for (let i = 0; i < most.length; i++) most[i] = Math.max(after[i]!, before[i + size - 1]!);
  return most;
}
