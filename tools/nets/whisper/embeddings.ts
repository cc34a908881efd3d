/**
 * The words and the places of the decoder, made so that each place leads to the token that is next there. The places stand at
 * right angles and are much longer than all that attention adds to them, so what was heard sways the answer but never turns it.
 */
import { dice } from '../../scenes/chance.ts';
import { dot, leastChange } from './fit.ts';
import type { Step } from './script.ts';
import type { Shape } from './shapes.ts';

export interface Embeddings {
  /** A row for each token; also what is likely next is read off by these, as in the real ones. */
  readonly words: Float32Array;
  readonly places: Float32Array;
  /** The directions of the first places, one long each. */
  readonly directions: readonly Float64Array[];
}

/** How long a place is, as a multiple of what attention and the rest are from. */
const LENGTH = 12;

/** How far the words that nobody says are from 0: as in training anew. */
const SPREAD = 0.02;

/** Words are part of what they are read off from, so they are fitted again with what came out. */
const ROUNDS = 4;

export function embeddings(script: readonly Step[], tokens: number, shape: Shape, seed: number): Embeddings {
  const { width, longest } = shape;
  // One direction is lost as each layer takes the mean away.
  if (script.length > Math.min(width - 1, longest)) {
    throw new RangeError(
      `The text takes ${script.length} places, of which a width of ${width} has ${width - 1}.`,
    );
  }
  const throwDie = dice(seed);
  const directions = rightAngles(script.length, width, throwDie);
  const random = Float32Array.from({ length: tokens * width }, () => spread(throwDie) * SPREAD);
  const words = random.slice();
  const fitted = [...new Set(script.flatMap(step => [...step.wants.keys()]))];
  for (let round = 0; round < ROUNDS; round++) {
    const points = script.map(({ reads }, at) =>
      normal(directions[at]!.map((one, i) => one * LENGTH * Math.sqrt(width) + words[reads * width + i]!)),
    );
    const missing = script.map(({ wants }, at) =>
      Float64Array.from(
        fitted,
        token => (wants.get(token) ?? 0) - dot(points[at]!, row(random, token, width)),
      ),
    );
    const change = leastChange(points, missing);
    for (const [column, token] of fitted.entries()) {
      for (let i = 0; i < width; i++) {
        let sum = random[token * width + i]!;
        for (const [at, point] of points.entries()) sum += point[i]! * change[at]![column]!;
        words[token * width + i] = sum;
      }
    }
  }
  const places = new Float32Array(longest * width);
  for (let at = 0; at < longest; at++) {
    // Whoever makes it go on after the end is told that it has ended.
    const direction = directions[Math.min(at, script.length - 1)]!;
    places.set(
      direction.map(one => one * LENGTH * Math.sqrt(width)),
      at * width,
    );
  }
  return { words, places, directions };
}

const row = (matrix: Float32Array, at: number, width: number): Float64Array =>
  Float64Array.from(matrix.subarray(at * width, (at + 1) * width));

/** Even chance around 0, of variance 1. */
export const spread = (throwDie: () => number): number => (throwDie() * 2 - 1) * Math.sqrt(3);

/** Directions at right angles to each other and to all ones. */
function rightAngles(count: number, width: number, throwDie: () => number): Float64Array[] {
  const found = [new Float64Array(width).fill(1 / Math.sqrt(width))];
  while (found.length <= count) {
    const next = Float64Array.from({ length: width }, () => spread(throwDie));
    // Twice, because rounding leaves some the first time.
    for (let turn = 0; turn < 2; turn++) {
      for (const other of found) {
        const part = dot(next, other);
        for (let i = 0; i < width; i++) next[i]! -= part * other[i]!;
      }
    }
    const length = Math.sqrt(dot(next, next));
    found.push(next.map(one => one / length));
  }
  return found.slice(1);
}

/** What a layer's norm makes of it. */
function normal(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length;
  return values.map(one => (one - mean) / Math.sqrt(variance));
}
