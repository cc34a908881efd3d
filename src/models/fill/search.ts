/**
 * PatchMatch (Barnes et al., "PatchMatch: A Randomized Correspondence Algorithm", 2009) in plain TypeScript: what the
 * other kernels are tested against, and what runs where there is no WebAssembly SIMD.
 *
 * The outcome does not depend on the order in which targets are visited, so that threads and graphics cards come to the
 * same. A sweep is two halves, over the squares of either colour of a checkerboard, and each target looks at what targets
 * of the other colour have: those next to it, and two an odd jump away, so that a good match is not long on its way
 * (Galliani et al., "Massively Parallel Multiview Stereopsis by Surface Normal Diffusion", 2015). Chance is a hash of
 * where and when it is asked.
 */
import { hashed } from './chance.ts';
import { PATCH, RADIUS, type Field, type SearchOptions } from './field.ts';

const ROWS_FIRST = 4;

/**
 * Squared difference of two patches over colour and texture, less a part of what their mean colours differ by (after
 * the bias of Darabi et al., "Image Melding", 2012). Where it reaches `limit` early, any number from there up.
 */
export function distance(field: Field, a: number, b: number, lenience: number, limit: number): number {
  const { image, width } = field;
  const skip = ((width - PATCH) * 4) | 0;
  let pa = ((a - RADIUS * width - RADIUS) * 4) | 0;
  let pb = ((b - RADIUS * width - RADIUS) * 4) | 0;
  let squares = 0;
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let y = 0; y < PATCH; y = (y + 1) | 0) {
    for (let x = 0; x < PATCH; x = (x + 1) | 0) {
      const r = (image[pa]! - image[pb]!) | 0;
      const g = (image[(pa + 1) | 0]! - image[(pb + 1) | 0]!) | 0;
      const c = (image[(pa + 2) | 0]! - image[(pb + 2) | 0]!) | 0;
      const t = (image[(pa + 3) | 0]! - image[(pb + 3) | 0]!) | 0;
      squares = (squares + Math.imul(r, r) + Math.imul(g, g) + Math.imul(c, c) + Math.imul(t, t)) | 0;
      red = (red + r) | 0;
      green = (green + g) | 0;
      blue = (blue + c) | 0;
      pa = (pa + 4) | 0;
      pb = (pb + 4) | 0;
    }
    if (y === ROWS_FIRST - 1) {
      // Of 28 pixels the mean may yet take 49/28 as much of the squares away.
      const least = (squares - ((Math.imul(forgiven(red, green, blue, lenience), 7) >> 2) + 4)) | 0;
      if (least >= limit) return least;
    }
    pa = (pa + skip) | 0;
    pb = (pb + skip) | 0;
  }
  return (squares - forgiven(red, green, blue, lenience)) | 0;
}

/** How far the surroundings of `b` are from what a guide says of those of `a`, times how sure it is. */
export function astray({ steer, sway }: Field, a: number, b: number): number {
  if (steer.length === 0) return 0;
  let squares = 0;
  for (let channel = 0; channel < 4; channel++) {
    const d = (steer[a * 4 + channel]! - steer[b * 4 + channel]!) | 0;
    squares = (squares + Math.imul(d, d)) | 0;
  }
  return Math.imul(squares, sway[a]!) >> 2;
}

/** What a match costs: what its patch and its surroundings differ by. Where it reaches `limit`, any number from there up. */
function told(field: Field, a: number, b: number, lenience: number, limit: number): number {
  const off = astray(field, a, b);
  return off >= limit ? off : (off + distance(field, a, b, lenience, limit - off)) | 0;
}

function forgiven(red: number, green: number, blue: number, lenience: number): number {
  // At most 3 * 12495^2 = 4.7e8, which `>> 6` brings to where 80 times it fits 31 bits.
  const squares = (Math.imul(red, red) + Math.imul(green, green) + Math.imul(blue, blue)) | 0;
  return Math.imul(squares >> 6, lenience) >> 6;
}

export function search(field: Field, options: SearchOptions): void {
  for (let half = 0; half < 2 * options.sweeps; half++) sweep(field, options, half);
}

/** Every target of one colour of the checkerboard. In the first two, costs are told anew. */
function sweep(field: Field, options: SearchOptions, half: number): void {
  const { width, height, source, target, targets, match, cost } = field;
  const { reach, lenience, stubborn } = options;
  const sown = hashed(options.seed + hashed(half));
  const chosen = hashed(sown);
  const far = 3 + 2 * (chosen & 15);
  const farAcross = (chosen & 16) === 0;
  for (let k = 0; k < targets.length; k = (k + 1) | 0) {
    const at = targets[k]!;
    const y = (at / width) | 0;
    const x = (at - Math.imul(y, width)) | 0;
    if (((x + y + half) & 1) === 1) continue;
    let best = match[at]!;
    let least = half < 2 ? told(field, at, best, lenience, 0x7fffffff) : cost[at]!;
    for (let n = 0; n < 6; n = (n + 1) | 0) {
      const step = n < 4 ? 1 : far;
      const signed = (n & 1) === 0 ? -step : step;
      const [dx, dy] = (n < 4 ? n < 2 : farAcross) ? [signed, 0] : [0, signed];
      if (x + dx < 0 || y + dy < 0 || x + dx >= width || y + dy >= height) continue;
      const stride = (Math.imul(dy, width) + dx) | 0;
      if (target[at + stride] === 0) continue;
      const candidate = (match[at + stride]! - stride) | 0;
      if (candidate === best || source[candidate] !== 1) continue;
      const d = told(field, at, candidate, lenience, least);
      if (d < least) {
        least = d;
        best = candidate;
      }
    }
    const by = (best / width) | 0;
    const bx = (best - Math.imul(by, width)) | 0;
    let chance = (sown + at) | 0;
    for (let r = reach; r >= 1; r >>= 2) {
      const left = Math.max(bx - r, RADIUS);
      const right = Math.min(bx + r, width - RADIUS - 1);
      const top = Math.max(by - r, RADIUS);
      const bottom = Math.min(by + r, height - RADIUS - 1);
      chance = hashed(chance);
      // Half of the bits each: a picture's side is below 2^16.
      const cy = (top + (Math.imul(chance >>> 16, bottom - top + 1) >>> 16)) | 0;
      const cx = (left + (Math.imul(chance & 0xffff, right - left + 1) >>> 16)) | 0;
      const candidate = (Math.imul(cy, width) + cx) | 0;
      if (source[candidate] === 0) continue;
      const limit = (least - (least >> stubborn)) | 0;
      const d = told(field, at, candidate, lenience, limit);
      if (d < limit) {
        least = d;
        best = candidate;
      }
    }
    match[at] = best;
    cost[at] = least;
  }
}
