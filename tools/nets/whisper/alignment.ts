/**
 * The first head of the decoder's last layer looks at where each word lies in time, as some heads of the real ones do, from which
 * the times of words are read off: the words share the time that can be heard among them evenly.
 */
import { waves } from './encoder.ts';
import type { Shape } from './shapes.ts';

/** How much the head prefers the right place to all others. */
const SHARP = 14;

/** No wave is quicker, or the head would see so short a time that a median over seven positions removes it. */
const QUICKEST = 0.3;

/** Where each place of the script looks: the words in the midst of their share, the others at the beginning or the end. */
export function looksAt(places: number, before: number, words: number, positions: number): number[] {
  return Array.from({ length: places }, (_, place) => {
    const word = place - before;
    return word < 0 ? 0 : word < words ? ((word + 0.5) / words) * positions : positions - 1;
  });
}

/** The rows of the encoder's waves by which the head tells time, the quicker first. */
function rowsOf({ width, heads }: Shape): number[] {
  const rows = waves(width);
  const first = rows.findIndex(wave => wave <= QUICKEST);
  const count = Math.floor(width / heads / 2);
  const step = Math.max(1, ((rows.length - first) * 0.6) / count);
  return Array.from({ length: count }, (_, n) => Math.min(rows.length - 1, first + Math.floor(n * step)));
}

/** Keys: the waves of the encoder, its sines and its cosines. */
export function timeKeys(values: Float32Array, shape: Shape): void {
  const { width, heads } = shape;
  clear(values, shape);
  for (const [n, row] of rowsOf(shape).entries()) {
    values[row * width + n] = 1;
    values[(width / 2 + row) * width + Math.floor(width / heads / 2) + n] = 1;
  }
}

/** Queries: the same waves as they are where the place looks. */
export function timeQueries(
  values: Float32Array,
  shape: Shape,
  directions: readonly Float64Array[],
  looks: readonly number[],
): void {
  const { width, heads } = shape;
  clear(values, shape);
  const rows = rowsOf(shape);
  const half = Math.floor(width / heads / 2);
  const strength = (SHARP * Math.sqrt(width / heads)) / half / Math.sqrt(width);
  for (const [n, row] of rows.entries()) {
    const wave = waves(width)[row]!;
    for (const [place, direction] of directions.entries()) {
      const at = looks[place]! * wave;
      for (let i = 0; i < width; i++) {
        values[i * width + n]! += direction[i]! * strength * Math.sin(at);
        values[i * width + half + n]! += direction[i]! * strength * Math.cos(at);
      }
    }
  }
}

function clear(values: Float32Array, { width, heads }: Shape): void {
  for (let i = 0; i < width; i++) values.fill(0, i * width, i * width + width / heads);
}
