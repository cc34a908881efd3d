/** Whether there is but one stuff around a hole: a lawn, gravel, a wall of bricks. */
import { KNOWN, type Level } from './field.ts';

/** The sides of the squares that are compared: so many to a level's longer side, but never smaller than some pixels. */
const MOST_SQUARES = 16;
const LEAST_SIDE = 32;

/** Squares of which less is known are left out; and of fewer nobody can tell. */
const ENOUGH = 0.7;
const FEWEST = 8;

/**
 * Stuffs are told by their squares' being as busy as one another, and by their tones' differing little beside what differs
 * within each. Grass and gravel come to 0.3, bricks to 0.45, stars to 0.7; faces, rooms and streets to 0.9 and more.
 */
const ONE = 0.55;

/** `level` has its texture marked. */
export function isOneStuff(level: Level): boolean {
  const { width, height } = level;
  const side = Math.max(LEAST_SIDE, Math.ceil(Math.max(width, height) / MOST_SQUARES));
  const squares: Square[] = [];
  for (let y = 0; y + side <= height; y += side) {
    for (let x = 0; x + side <= width; x += side) squares.push(square(level, x, y, side));
  }
  const known = squares.filter(({ count }) => count >= ENOUGH * side * side);
  if (known.length < FEWEST) return false;
  const within = known.reduce((sum, { variance }) => sum + variance, 0) / known.length;
  const [between, ofTexture] = [[0, 1, 2], [3]].map(channels =>
    channels.reduce((sum, channel) => sum + varianceOf(known.map(({ mean }) => mean[channel]!)), 0),
  );
  const busy = known.reduce((sum, { mean }) => sum + mean[3]!, 0) / known.length;
  return Math.sqrt(ofTexture! / busy ** 2) + Math.sqrt(between! / within) < ONE;
}

interface Square {
  /** How many of its pixels are known. */
  readonly count: number;
  /** Of red, green, blue and texture. */
  readonly mean: readonly number[];
  /** Of red, green and blue together. */
  readonly variance: number;
}

function square({ width, image, state }: Level, left: number, top: number, side: number): Square {
  const [sums, squares] = [
    [0, 0, 0, 0],
    [0, 0, 0],
  ];
  let count = 0;
  for (let y = top; y < top + side; y++) {
    for (let at = y * width + left, end = at + side; at < end; at++) {
      if (state[at] !== KNOWN) continue;
      count++;
      for (let channel = 0; channel < 4; channel++) sums[channel]! += image[at * 4 + channel]!;
      for (let channel = 0; channel < 3; channel++) squares[channel]! += image[at * 4 + channel]! ** 2;
    }
  }
  const mean = sums.map(sum => sum / count);
  return {
    count,
    mean,
    variance: squares.reduce((sum, value, channel) => sum + value / count - mean[channel]! ** 2, 0),
  };
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}
