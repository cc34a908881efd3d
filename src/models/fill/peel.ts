/**
 * The first guess, at the coarsest level: from the hole's edge inwards, a ring at a time, each patch compared over what
 * of it is already there (Newson et al., 2014, section 3.2). Edges that reach the hole are carried into it, where a
 * smooth first guess would have drowned them. Of what a patch would bring along besides, plain is likelier than busy: it
 * takes more than a good match to put a book where a vase stood.
 */
import { chanceFrom } from './chance.ts';
import { HOLE, PATCH, RADIUS, type Field, type Kernel } from './field.ts';

/** Comparisons in all: where every source is too many for every patch, each is compared with every n-th. */
const COMPARISONS = 4_000_000;
const FEWEST_COMPARED = 8;
const MOST_COMPARED = 400;

/** And then with so many at random within each doubling of the distance, for the like is mostly near. */
const LOOKS = 12;
const NEAREST = 8;

const UNMATCHED = 0x7fffffff;

export function peel(kernel: Kernel, field: Field, depth: Uint8Array, seed: number): void {
  const { state, targets, holes, cost, there } = field;
  const chance = chanceFrom(seed);
  kernel.markBusy(field);
  there.set(state.map(s => (s === HOLE ? 0 : 1)));
  const sampled = sample(field);
  const settled = new Uint8Array(there.length);
  for (let ring = 0, last = deepest(field, depth); ring <= last; ring++) {
    for (const at of targets) {
      if (depth[at] !== ring) continue;
      cost[at] = UNMATCHED;
      let end = addNeighbours(field, at, settled, sampled.end);
      if (sampled.every > 1) end = addNear(field, at, chance, end);
      kernel.nearest(field, at, sampled.end, end);
      kernel.nearest(field, at, 0, sampled.end);
      // What the sample has passed over, step by step around the best so far.
      for (let reach = sampled.every > 1 ? 4 : 0; reach >= 1; reach >>= 1) {
        kernel.nearest(field, at, sampled.end, addAround(field, at, reach, sampled.end));
      }
      cost[at] = perPatch(field, at);
      settled[at] = 1;
    }
    for (const at of holes) if (depth[at] === ring + 1) guess(field, depth, at, ring);
    for (const at of holes) if (depth[at] === ring + 1) there[at] = 1;
  }
}

/** The cost as if all of the patch were there. */
function perPatch({ width, there, cost }: Field, at: number): number {
  if (cost[at] === UNMATCHED) return 0;
  let pixels = 0;
  for (let dy = -RADIUS; dy <= RADIUS; dy++) {
    for (let dx = -RADIUS; dx <= RADIUS; dx++) pixels += there[at + dy * width + dx]!;
  }
  return pixels > 0 ? Math.round((cost[at]! * PATCH * PATCH) / pixels) : 0;
}

/*
 * Each lists some candidates from `end` on and gives the new end. What is no source is passed over by `nearest`.
 */

/** Those that continue the neighbours' matches. */
function addNeighbours(
  { width, match, candidates }: Field,
  at: number,
  settled: Uint8Array,
  end: number,
): number {
  for (const near of [at - 1, at + 1, at - width, at + width]) {
    if (settled[near] === 1) candidates[end++] = match[near]! + at - near;
  }
  return end;
}

/** Some at random around the patch itself. */
function addNear(
  { width, height, candidates }: Field,
  at: number,
  chance: () => number,
  end: number,
): number {
  const y = Math.floor(at / width);
  const x = at - y * width;
  for (let reach = NEAREST; reach < Math.max(width, height); reach *= 2) {
    for (let n = 0; n < LOOKS; n++) {
      const lx = x + Math.floor((2 * chance() - 1) * reach);
      const ly = y + Math.floor((2 * chance() - 1) * reach);
      if (lx >= 0 && ly >= 0 && lx < width && ly < height) candidates[end++] = ly * width + lx;
    }
  }
  return end;
}

/** Those at so many pixels from the best so far. */
function addAround({ width, match, candidates }: Field, at: number, reach: number, end: number): number {
  for (let dy = -reach; dy <= reach; dy += reach) {
    for (let dx = -reach; dx <= reach; dx += reach) candidates[end++] = match[at]! + dy * width + dx;
  }
  return end;
}

function deepest({ holes }: Field, depth: Uint8Array): number {
  let most = 0;
  for (const at of holes) most = Math.max(most, depth[at]!);
  return most;
}

/** Lists every source, or every n-th, as candidates. */
function sample({ source, targets, candidates }: Field): { readonly end: number; readonly every: number } {
  let sources = 0;
  for (let at = 0; at < source.length; at++) sources += source[at]!;
  const each = Math.min(MOST_COMPARED, Math.max(FEWEST_COMPARED, COMPARISONS / targets.length));
  const every = Math.ceil(sources / each);
  let end = 0;
  for (let at = 0, n = 0; at < source.length; at++) {
    if (source[at] === 1 && n++ % every === 0) candidates[end++] = at;
  }
  return { end, every };
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
