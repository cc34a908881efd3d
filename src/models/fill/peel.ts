/**
 * The first guess, at the coarsest level: from the hole's edge inwards, a ring at a time, each patch compared over what
 * of it is already there (Newson et al., 2014, section 3.2). Edges that reach the hole are carried into it, where a
 * smooth first guess would have drowned them. Of what a patch would bring along besides, plain is likelier than busy: it
 * takes more than a good match to put a book where a vase stood.
 */
import { chanceFrom } from './chance.ts';
import { HOLE, PATCH, RADIUS, type Field } from './field.ts';

/** Comparisons in all: where every source is too many for every patch, each is compared with every n-th. */
const COMPARISONS = 1_000_000;
const FEWEST_COMPARED = 8;

/** And then with so many at random within each doubling of the distance, for the like is mostly near. */
const LOOKS = 12;
const NEAREST = 8;

export function peel(field: Field, depth: Uint8Array, seed: number): void {
  const { state, targets, holes, match, cost } = field;
  const chance = chanceFrom(seed);
  const sources = sample(field);
  const busy = variances(field);
  /** 1 where a pixel may be compared: known, or in a ring already filled. */
  const there = Uint8Array.from(state, s => (s === HOLE ? 0 : 1));
  const settled = new Uint8Array(there.length);
  for (let ring = 0, last = deepest(field, depth); ring <= last; ring++) {
    for (const at of targets) {
      if (depth[at] !== ring) continue;
      const patch = gather(field, there, at);
      const pixels = patch.length / STRIDE;
      const missing = PATCH * PATCH - pixels;
      const plain = variance(patch);
      let least = Infinity;
      const look = (candidate: number): void => {
        if (field.source[candidate] !== 1) return;
        const risk = missing * Math.max(0, busy[candidate]! - plain);
        const d = risk + compare(field.image, patch, candidate, least - risk);
        if (d >= least) return;
        least = d;
        match[at] = candidate;
      };
      for (const near of neighbours(field, at)) if (settled[near] === 1) look(match[near]! + at - near);
      for (const candidate of sources.list) look(candidate);
      if (sources.every > 1) lookNear(field, at, chance, look);
      settled[at] = 1;
      cost[at] = pixels > 0 && least < Infinity ? Math.round((least * PATCH * PATCH) / pixels) : 0;
    }
    for (const at of holes) if (depth[at] === ring + 1) guess(field, depth, at, ring);
    for (const at of holes) if (depth[at] === ring + 1) there[at] = 1;
  }
}

const neighbours = ({ width }: Field, at: number): number[] => [at - 1, at + 1, at - width, at + width];

/** What the sample has passed over: at random around the patch itself, then step by step around the best so far. */
function lookNear(
  { width, height, match }: Field,
  at: number,
  chance: () => number,
  look: (candidate: number) => void,
): void {
  const y = Math.floor(at / width);
  const x = at - y * width;
  for (let reach = NEAREST; reach < Math.max(width, height); reach *= 2) {
    for (let n = 0; n < LOOKS; n++) {
      const lx = x + Math.floor((2 * chance() - 1) * reach);
      const ly = y + Math.floor((2 * chance() - 1) * reach);
      if (lx >= RADIUS && ly >= RADIUS && lx < width - RADIUS && ly < height - RADIUS) look(ly * width + lx);
    }
  }
  for (let reach = 4; reach >= 1; reach >>= 1) {
    const middle = match[at]!;
    for (let dy = -reach; dy <= reach; dy += reach) {
      for (let dx = -reach; dx <= reach; dx += reach) look(middle + dy * width + dx);
    }
  }
}

function deepest({ holes }: Field, depth: Uint8Array): number {
  let most = 0;
  for (const at of holes) most = Math.max(most, depth[at]!);
  return most;
}

/** Every source, or every n-th. */
function sample({ source, targets }: Field): { readonly list: readonly number[]; readonly every: number } {
  const all: number[] = [];
  for (let at = 0; at < source.length; at++) if (source[at] === 1) all.push(at);
  const every = Math.ceil(all.length / Math.max(FEWEST_COMPARED, COMPARISONS / targets.length));
  return { list: every === 1 ? all : all.filter((_, n) => n % every === 0), every };
}

/** Numbers a pixel in what `gather` makes: where it lies from the centre, and its four channels. */
const STRIDE = 5;

function gather({ image, width }: Field, there: Uint8Array, at: number): Int32Array {
  const patch = new Int32Array(PATCH * PATCH * STRIDE);
  let n = 0;
  for (let dy = -RADIUS; dy <= RADIUS; dy++) {
    for (let dx = -RADIUS; dx <= RADIUS; dx++) {
      const p = at + dy * width + dx;
      if (there[p] !== 1) continue;
      patch[n] = dy * width + dx;
      for (let channel = 0; channel < 4; channel++) patch[n + 1 + channel] = image[p * 4 + channel]!;
      n += STRIDE;
    }
  }
  return patch.subarray(0, n);
}

function compare(image: Uint8Array, patch: Int32Array, source: number, limit: number): number {
  let sum = 0;
  for (let n = 0; n < patch.length && sum < limit; n += STRIDE) {
    const p = (source + patch[n]!) * 4;
    const r = image[p]! - patch[n + 1]!;
    const g = image[p + 1]! - patch[n + 2]!;
    const b = image[p + 2]! - patch[n + 3]!;
    const t = image[p + 3]! - patch[n + 4]!;
    sum += r * r + g * g + b * b + t * t;
  }
  return sum;
}

/** The mean of what the patches of the rings so far have for this pixel: the more, the nearer and the more like. */
function guess(
  { width, height, image, target, match, cost }: Field,
  depth: Uint8Array,
  at: number,
  ring: number,
): void {
  const y = Math.floor(at / width);
  let [red, green, blue, texture, sum] = [0, 0, 0, 0, 0];
  for (let near = Math.max(RADIUS, y - RADIUS); near <= Math.min(height - 1 - RADIUS, y + RADIUS); near++) {
    const row = at + (near - y) * width;
    for (let centre = row - RADIUS; centre <= row + RADIUS; centre++) {
      if (target[centre] === 0 || depth[centre]! > ring) continue;
      const weight = 1 / ((1 + cost[centre]!) * (1 + (near - y) ** 2 + (centre - row) ** 2));
      const from = (match[centre]! + at - centre) * 4;
      red += weight * image[from]!;
      green += weight * image[from + 1]!;
      blue += weight * image[from + 2]!;
      texture += weight * image[from + 3]!;
      sum += weight;
    }
  }
  if (sum === 0) return;
  image.set(
    [red, green, blue, texture].map(total => Math.round(total / sum)),
    at * 4,
  );
}

/** How much the pixels of a gathered patch vary, all channels together, about their mean. */
function variance(patch: Int32Array): number {
  const count = patch.length / STRIDE;
  if (count === 0) return 0;
  let total = 0;
  for (let channel = 1; channel <= 4; channel++) {
    let [sum, squares] = [0, 0];
    for (let n = channel; n < patch.length; n += STRIDE) {
      sum += patch[n]!;
      squares += patch[n]! * patch[n]!;
    }
    total += squares / count - (sum / count) ** 2;
  }
  return total;
}

/** The same of the whole patch around every source. */
function variances(field: Field): Float32Array {
  const everything = new Uint8Array(field.source.length).fill(1);
  return Float32Array.from(field.source, (s, at) => (s === 1 ? variance(gather(field, everything, at)) : 0));
}
