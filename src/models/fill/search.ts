/**
 * PatchMatch (Barnes et al., "PatchMatch: A Randomized Correspondence Algorithm", 2009) in plain TypeScript: what the
 * WebAssembly kernel is tested against, and what runs where there is no WebAssembly SIMD.
 */
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
  let sum = 0;
  for (let channel = 0; channel < 4; channel++) {
    const d = (steer[a * 4 + channel]! - steer[b * 4 + channel]!) | 0;
    sum = (sum + Math.imul(d, d)) | 0;
  }
  return Math.imul(sum, sway[a]!) >> 2;
}

function forgiven(red: number, green: number, blue: number, lenience: number): number {
  // At most 3 * 12495^2 = 4.7e8, which `>> 6` brings to where 80 times it fits 31 bits.
  const squares = (Math.imul(red, red) + Math.imul(green, green) + Math.imul(blue, blue)) | 0;
  return Math.imul(squares >> 6, lenience) >> 6;
}

export function search(field: Field, options: SearchOptions): void {
  const { width, height, source, target, targets, match, cost } = field;
  const { sweeps, reach, lenience, stubborn } = options;
  const count = targets.length | 0;
  // Marsaglia, "Xorshift RNGs", 2003. It must not start at 0.
  let state = options.seed | 0 || 1;
  /** 0 to n - 1, for n up to 2^21 (where the product is exact). */
  const below = (n: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) * n * 2.3283064365386963e-10) | 0;
  };
  for (let k = 0; k < count; k = (k + 1) | 0) {
    const at = targets[k]!;
    cost[at] = distance(field, at, match[at]!, lenience, 0x7fffffff) + astray(field, at, match[at]!);
  }
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const back = (sweep & 1) === 1;
    const step = back ? -1 : 1;
    for (let k = 0; k < count; k = (k + 1) | 0) {
      const at = targets[back ? count - 1 - k : k]!;
      let best = match[at]!;
      let least = cost[at]!;
      for (let side = 0; side < 2; side++) {
        const stride = side === 0 ? step : Math.imul(step, width);
        // The buffer's rim holds no targets, so a neighbour's index is always in range.
        const neighbour = (at - stride) | 0;
        if (target[neighbour] === 0) continue;
        const candidate = (match[neighbour]! + stride) | 0;
        if (candidate === best || source[candidate] === 0) continue;
        const off = astray(field, at, candidate);
        if (off >= least) continue;
        const d = off + distance(field, at, candidate, lenience, least - off);
        if (d < least) {
          least = d;
          best = candidate;
        }
      }
      const by = (best / width) | 0;
      const bx = (best - Math.imul(by, width)) | 0;
      for (let r = reach; r >= 1; r >>= 1) {
        const left = Math.max(bx - r, RADIUS);
        const right = Math.min(bx + r, width - RADIUS - 1);
        const top = Math.max(by - r, RADIUS);
        const bottom = Math.min(by + r, height - RADIUS - 1);
        const cy = (top + below(bottom - top + 1)) | 0;
        const cx = (left + below(right - left + 1)) | 0;
        const candidate = (Math.imul(cy, width) + cx) | 0;
        if (source[candidate] === 0) continue;
        const limit = (least - (least >> stubborn)) | 0;
        const off = astray(field, at, candidate);
        if (off >= limit) continue;
        const d = off + distance(field, at, candidate, lenience, limit - off);
        if (d < limit) {
          least = d;
          best = candidate;
        }
      }
      match[at] = best;
      cost[at] = least;
    }
  }
}
