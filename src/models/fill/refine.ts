/** One level's rounds of searching and voting, and how a level inherits from the coarser one. */
import { chanceFrom } from './chance.ts';
import { RADIUS, type Field, type Kernel, type SearchOptions } from './field.ts';
import type { Tuning } from './tuning.ts';

/** Every target's match, at random. */
export function scatter(field: Field, seed: number): void {
  const sources = new Int32Array(field.source.length);
  let count = 0;
  for (let at = 0; at < sources.length; at++) if (field.source[at] === 1) sources[count++] = at;
  const chance = chanceFrom(seed);
  for (const at of field.targets) {
    field.match[at] = sources[Math.floor(chance() * count)]!;
  }
}

/** What is kept of a level when the next is laid out in its room. */
export interface Found {
  readonly width: number;
  readonly height: number;
  readonly target: Uint8Array;
  readonly match: Int32Array;
  /** The mean cost of its matches. */
  readonly unlike: number;
}

export const found = ({ width, height, target, targets, match, cost }: Field): Found => ({
  width,
  height,
  target: target.slice(),
  match: match.slice(),
  unlike: targets.reduce((sum, at) => sum + cost[at]!, 0) / targets.length,
});

/** Every target's match, from the level of half the size: the same offset, twice as long. */
export function inherit(field: Field, coarse: Found, seed: number): void {
  const { width, height, match, source } = field;
  scatter(field, seed);
  for (const at of field.targets) {
    const y = Math.floor(at / width);
    const x = at - y * width;
    // The cell it lies in, then those that it is nearest to.
    const [across, down] = [(x & 1) * 2 - 1, (y & 1) * 2 - 1];
    for (let n = 0; n < 4; n++) {
      const cx = (x >> 1) + (n & 1) * across;
      const cy = (y >> 1) + (n >> 1) * down;
      if (cx < 0 || cy < 0 || cx >= coarse.width || cy >= coarse.height) continue;
      const cell = cy * coarse.width + cx;
      if (coarse.target[cell] === 0) continue;
      const from = coarse.match[cell]!;
      const mx = x + 2 * ((from % coarse.width) - cx);
      const my = y + 2 * (Math.floor(from / coarse.width) - cy);
      if (mx < RADIUS || my < RADIUS || mx >= width - RADIUS || my >= height - RADIUS) continue;
      if (source[my * width + mx] === 0) continue;
      match[at] = my * width + mx;
      break;
    }
  }
}

/** One round: every patch looks for its like, then every hole pixel is voted on. */
export async function refine(
  kernel: Kernel,
  field: Field,
  depth: Uint8Array,
  options: SearchOptions,
  tuning: Tuning,
): Promise<void> {
  await kernel.search(field, options);
  weigh(field, depth, tuning);
  await kernel.vote(field, options.lenience);
}

/** A patch's say: the nearer to the hole's edge and the better its match, the more. */
export function weigh(field: Field, depth: Uint8Array, tuning: Tuning): void {
  const { targets, cost, weight } = field;
  const sample = new Float64Array(Math.min(targets.length, 1024));
  for (let k = 0; k < sample.length; k++) {
    sample[k] = cost[targets[Math.floor((k * targets.length) / sample.length)]!]!;
  }
  sample.sort();
  // Wexler et al. and Newson et al. take the 75th percentile of the distances for the variance.
  const variance = Math.max(49, sample[Math.floor(sample.length * 0.75)] ?? 0);
  const trust = Float64Array.from({ length: 256 }, (_, d) => 65535 / (1 + d) ** tuning.edge);
  const scale = LIKENESSES / FARTHEST / (2 * variance);
  for (let k = 0; k < targets.length; k++) {
    const at = targets[k]!;
    const n = Math.min(LIKENESSES, Math.round(cost[at]! * scale));
    weight[at] = Math.max(1, Math.round(trust[depth[at]!]! * likeness[n]!));
  }
}

/** From a match that is the same to one e^-12 as like: less than the least weight. */
const FARTHEST = 12;
const LIKENESSES = 12 * 256;
/** `Math.exp` for every target in every round would take a tenth of the time. */
const likeness = Float64Array.from({ length: LIKENESSES + 1 }, (_, n) =>
  Math.exp((-n * FARTHEST) / LIKENESSES),
);
