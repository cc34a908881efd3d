// The search, the voting and the first guess of `search.ts`, `vote.ts` and `nearest.ts`, in SIMD. Compiled by
// `tools/wasm.ts`; tests/makers holds the two to the same numbers. Memory is laid out by the caller, from `heapBase` up.

const RADIUS: i32 = 3;
const BIAS_LIMIT: i32 = 24;

// O'Neill, "PCG", 2014, as a hash: Jarzynski and Olano, "Hash Functions for GPU Rendering", 2020.
// @ts-ignore: decorator
@inline
function hashed(n: u32): u32 {
  const state: u32 = n * 747796405 + 2891336453;
  const word: u32 = ((state >> ((state >> 28) + 4)) ^ state) * 277803737;
  return (word >> 22) ^ word;
}

// @ts-ignore: decorator
@inline
function lanes(v: v128): i32 {
  return i32x4.extract_lane(v, 0) + i32x4.extract_lane(v, 1) + i32x4.extract_lane(v, 2) + i32x4.extract_lane(v, 3);
}

// The squares of eight pixels' channels, 16 bits each, summed in fours.
// @ts-ignore: decorator
@inline
function squared(a: v128, b: v128, c: v128, d: v128): v128 {
  return i32x4.add(
    i32x4.add(i32x4.dot_i16x8_s(a, a), i32x4.dot_i16x8_s(b, b)),
    i32x4.add(i32x4.dot_i16x8_s(c, c), i32x4.dot_i16x8_s(d, d)),
  );
}

// Channel sums, eight 16-bit lanes (two pixels), to the squares' share that `lenience` forgives.
// @ts-ignore: decorator
@inline
function forgiven(sums: v128, lenience: i32): i32 {
  const wide = i32x4.add(i32x4.extend_low_i16x8_s(sums), i32x4.extend_high_i16x8_s(sums));
  const squares = i32x4.mul(wide, wide);
  const total = i32x4.extract_lane(squares, 0) + i32x4.extract_lane(squares, 1) + i32x4.extract_lane(squares, 2);
  return ((total >> 6) * lenience) >> 6;
}

// @ts-ignore: decorator
@inline
function distance(image: usize, width: i32, a: i32, b: i32, lenience: i32, limit: i32): i32 {
  const row = <usize>width << 2;
  let pa = image + (<usize>(a - RADIUS * width - RADIUS) << 2);
  let pb = image + (<usize>(b - RADIUS * width - RADIUS) << 2);
  const seventh = i16x8(-1, -1, -1, -1, 0, 0, 0, 0);
  let squares = i32x4.splat(0);
  let sums = i16x8.splat(0);
  for (let y = 0; y < 7; y++) {
    const d0 = i16x8.sub(v128.load8x8_u(pa), v128.load8x8_u(pb));
    const d1 = i16x8.sub(v128.load8x8_u(pa, 8), v128.load8x8_u(pb, 8));
    const d2 = i16x8.sub(v128.load8x8_u(pa, 16), v128.load8x8_u(pb, 16));
    const d3 = v128.and(i16x8.sub(v128.load8x8_u(pa, 24), v128.load8x8_u(pb, 24)), seventh);
    squares = i32x4.add(squares, squared(d0, d1, d2, d3));
    sums = i16x8.add(sums, i16x8.add(i16x8.add(d0, d1), i16x8.add(d2, d3)));
    if (y == 3) {
      const least = lanes(squares) - (((forgiven(sums, lenience) * 7) >> 2) + 4);
      if (least >= limit) return least;
    }
    pa += row;
    pb += row;
  }
  return lanes(squares) - forgiven(sums, lenience);
}

// How far the surroundings of `b` are from what a guide says of those of `a`, times how sure it is.
// @ts-ignore: decorator
@inline
function astray(steer: usize, sway: usize, a: i32, b: i32): i32 {
  if (steer == 0) return 0;
  const here = i16x8.extend_low_i8x16_u(v128.load32_zero(steer + (<usize>a << 2)));
  const there = i16x8.extend_low_i8x16_u(v128.load32_zero(steer + (<usize>b << 2)));
  const d = i16x8.sub(here, there);
  const squares = i32x4.dot_i16x8_s(d, d);
  const sum = i32x4.extract_lane(squares, 0) + i32x4.extract_lane(squares, 1);
  return (sum * <i32>load<u8>(sway + <usize>a)) >> 2;
}

// @ts-ignore: decorator
@inline
function told(
  image: usize, width: i32, steer: usize, sway: usize, a: i32, b: i32, lenience: i32, limit: i32,
): i32 {
  const off = astray(steer, sway, a, b);
  return off >= limit ? off : off + distance(image, width, a, b, lenience, limit - off);
}

export function heapBase(): usize {
  return part + 7 * 64;
}

// Half a sweep, for `targets` from `from` up to `to`. It reads what the other colour has and writes its own, so others
// may do the rest meanwhile.
export function sweep(
  image: usize, width: i32, height: i32, source: usize, target: usize, targets: usize, match: usize, cost: usize,
  steer: usize, sway: usize, half: i32, reach: i32, lenience: i32, stubborn: i32, seed: u32, from: i32, to: i32,
): void {
  const size = width * height;
  const sown = hashed(seed + hashed(half));
  const chosen = hashed(sown);
  const far = 3 + 2 * <i32>(chosen & 15);
  const farAcross = (chosen & 16) == 0;
  let y = load<i32>(targets + (<usize>from << 2)) / width;
  let row = y * width;
  for (let k = from; k < to; k++) {
    const at = load<i32>(targets + (<usize>k << 2));
    for (; at >= row + width; row += width) y++;
    const x = at - row;
    if (((x + y + half) & 1) == 1) continue;
    let best = load<i32>(match + (<usize>at << 2));
    let least = half < 2
      ? told(image, width, steer, sway, at, best, lenience, 0x7fffffff)
      : load<i32>(cost + (<usize>at << 2));
    // What was looked at before need not be again: neighbours mostly agree.
    let seen = -1;
    let seenBefore = -1;
    for (let n = 0; n < 6; n++) {
      const step = n < 4 ? 1 : far;
      const signed = (n & 1) == 0 ? -step : step;
      const across = n < 4 ? n < 2 : farAcross;
      const dx = across ? signed : 0;
      const dy = across ? 0 : signed;
      if (<u32>(x + dx) >= <u32>width || <u32>(y + dy) >= <u32>height) continue;
      const stride = dy * width + dx;
      if (load<u8>(target + at + stride) == 0) continue;
      const candidate = load<i32>(match + (<usize>(at + stride) << 2)) - stride;
      if (candidate == best || candidate == seen || candidate == seenBefore) continue;
      if (<u32>candidate >= <u32>size || load<u8>(source + candidate) == 0) continue;
      seenBefore = seen;
      seen = candidate;
      const d = told(image, width, steer, sway, at, candidate, lenience, least);
      if (d < least) {
        least = d;
        best = candidate;
      }
    }
    const by = best / width;
    const bx = best - by * width;
    let chance = sown + at;
    for (let r = reach; r >= 1; r >>= 2) {
      const left = max(bx - r, RADIUS);
      const right = min(bx + r, width - RADIUS - 1);
      const top = max(by - r, RADIUS);
      const bottom = min(by + r, height - RADIUS - 1);
      chance = hashed(chance);
      const cy = top + <i32>(((chance >> 16) * <u32>(bottom - top + 1)) >> 16);
      const cx = left + <i32>(((chance & 0xffff) * <u32>(right - left + 1)) >> 16);
      const candidate = cy * width + cx;
      if (load<u8>(source + candidate) == 0) continue;
      const limit = least - (least >> stubborn);
      const d = told(image, width, steer, sway, at, candidate, lenience, limit);
      if (d < limit) {
        least = d;
        best = candidate;
      }
    }
    store<i32>(match + (<usize>at << 2), best);
    store<i32>(cost + (<usize>at << 2), least);
  }
}

// @ts-ignore: decorator
@inline
function meanDifference(image: usize, width: i32, a: i32, b: i32, lenience: i32): v128 {
  const row = <usize>width << 2;
  let pa = image + (<usize>(a - RADIUS * width - RADIUS) << 2);
  let pb = image + (<usize>(b - RADIUS * width - RADIUS) << 2);
  const seventh = i16x8(-1, -1, -1, -1, 0, 0, 0, 0);
  let sums = i16x8.splat(0);
  for (let y = 0; y < 7; y++) {
    const d0 = i16x8.sub(v128.load8x8_u(pa), v128.load8x8_u(pb));
    const d1 = i16x8.sub(v128.load8x8_u(pa, 8), v128.load8x8_u(pb, 8));
    const d2 = i16x8.sub(v128.load8x8_u(pa, 16), v128.load8x8_u(pb, 16));
    const d3 = v128.and(i16x8.sub(v128.load8x8_u(pa, 24), v128.load8x8_u(pb, 24)), seventh);
    sums = i16x8.add(sums, i16x8.add(i16x8.add(d0, d1), i16x8.add(d2, d3)));
    pa += row;
    pb += row;
  }
  const wide = i32x4.add(i32x4.extend_low_i16x8_s(sums), i32x4.extend_high_i16x8_s(sums));
  const shared = i32x4.shr_s(i32x4.add(i32x4.mul(wide, i32x4.splat(lenience)), i32x4.splat(2048)), 12);
  const clamped = i32x4.min_s(i32x4.splat(BIAS_LIMIT), i32x4.max_s(i32x4.splat(-BIAS_LIMIT), shared));
  return i32x4.replace_lane(clamped, 3, 0);
}

// At most 49 * 65535 * 279, of which twice and a sum more still fit 31 bits.
// @ts-ignore: decorator
@inline
function mean(total: i32, sum: i32): i32 {
  return min(255, max(0, (2 * total + sum) / (2 * sum)));
}

// What `distance` forgave each target from `from` up to `to`, into `bias`.
export function differ(
  image: usize, width: i32, targets: usize, match: usize, bias: usize, lenience: i32, from: i32, to: i32,
): void {
  for (let k = from; k < to; k++) {
    const at = load<i32>(targets + (<usize>k << 2));
    const difference = meanDifference(image, width, at, load<i32>(match + (<usize>at << 2)), lenience);
    const narrow = i16x8.narrow_i32x4_s(difference, difference);
    v128.store32_lane(bias + (<usize>at << 2), i8x16.narrow_i16x8_s(narrow, narrow), 0);
  }
}

// The voting itself, on each hole pixel from `from` up to `to`. It reads known pixels only.
export function blend(
  image: usize, width: i32, height: i32, target: usize, holes: usize, match: usize, weight: usize, bias: usize,
  from: i32, to: i32,
): void {
  for (let k = from; k < to; k++) {
    const at = load<i32>(holes + (<usize>k << 2));
    let totals = i32x4.splat(0);
    let sum = 0;
    // Targets keep three pixels from every side, so a row's overrun meets none; only whole rows can be missing.
    const y = at / width;
    for (let near = max(RADIUS, y - RADIUS); near <= min(height - 1 - RADIUS, y + RADIUS); near++) {
      const row = at + (near - y) * width;
      for (let centre = row - RADIUS; centre <= row + RADIUS; centre++) {
        if (load<u8>(target + centre) == 0) continue;
        const w = <i32>load<u16>(weight + (<usize>centre << 1));
        const from = image + (<usize>(load<i32>(match + (<usize>centre << 2)) + at - centre) << 2);
        const colour = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(from)));
        const moved = i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(v128.load32_zero(bias + (<usize>centre << 2))));
        totals = i32x4.add(totals, i32x4.mul(i32x4.splat(w), i32x4.add(colour, moved)));
        sum += w;
      }
    }
    if (sum == 0) continue;
    const out = image + (<usize>at << 2);
    store<u8>(out, mean(i32x4.extract_lane(totals, 0), sum));
    store<u8>(out, mean(i32x4.extract_lane(totals, 1), sum), 1);
    store<u8>(out, mean(i32x4.extract_lane(totals, 2), sum), 2);
    store<u8>(out, mean(i32x4.extract_lane(totals, 3), sum), 3);
  }
}

// The part of a patch that is there: seven rows of eight pixels, 16 bits a channel, and as many bits set where they are.
// Not `memory.data`: that is written anew when a thread comes to help.
const patch: usize = (__heap_base + 15) & ~15;
const part: usize = patch + 7 * 64;
let pixels: i32 = 0;
let plain: i32 = 0;
// Whose part of a patch that is: a target is mostly asked about several times in a row.
let gathered: i32 = -1;

// Into `patch` and `part`; gives how much the patch varies, all channels together, about its mean, rounded down.
function gather(image: usize, width: i32, there: usize, at: i32): i32 {
  memory.fill(patch, 0, 7 * 64);
  memory.fill(part, 0, 7 * 64);
  pixels = 0;
  let sums = i32x4.splat(0);
  let squares = i32x4.splat(0);
  for (let y = 0; y < 7; y++) {
    for (let x = 0; x < 7; x++) {
      const p = at + (y - RADIUS) * width + x - RADIUS;
      if (load<u8>(there + p) == 0) continue;
      const channels = i16x8.extend_low_i8x16_u(v128.load32_zero(image + (<usize>p << 2)));
      const to = <usize>(y * 64 + x * 8);
      v128.store64_lane(patch + to, channels, 0);
      store<u64>(part + to, 0xffffffffffffffff);
      const wide = i32x4.extend_low_i16x8_u(channels);
      sums = i32x4.add(sums, wide);
      squares = i32x4.add(squares, i32x4.mul(wide, wide));
      pixels++;
    }
  }
  return pixels == 0 ? 0 : variance(sums, squares, pixels);
}

// @ts-ignore: decorator
@inline
function variance(sums: v128, squares: v128, count: i64): i32 {
  const total = <i64>lanes(squares) * count - <i64>lanes(i32x4.mul(sums, sums));
  return <i32>(total / (count * count));
}

// The same of a patch that is there as a whole.
function vary(image: usize, width: i32, at: i32): i32 {
  const row = <usize>width << 2;
  let from = image + (<usize>(at - RADIUS * width - RADIUS) << 2);
  const seventh = i16x8(-1, -1, -1, -1, 0, 0, 0, 0);
  let squares = i32x4.splat(0);
  let sums = i16x8.splat(0);
  for (let y = 0; y < 7; y++) {
    const p0 = v128.load8x8_u(from);
    const p1 = v128.load8x8_u(from, 8);
    const p2 = v128.load8x8_u(from, 16);
    const p3 = v128.and(v128.load8x8_u(from, 24), seventh);
    squares = i32x4.add(squares, squared(p0, p1, p2, p3));
    sums = i16x8.add(sums, i16x8.add(i16x8.add(p0, p1), i16x8.add(p2, p3)));
    from += row;
  }
  const wide = i32x4.add(i32x4.extend_low_i16x8_u(sums), i32x4.extend_high_i16x8_u(sums));
  return variance(wide, squares, 49);
}

// @ts-ignore: decorator
@inline
function compare(image: usize, width: i32, source: i32, limit: i32): i32 {
  const row = <usize>width << 2;
  let from = image + (<usize>(source - RADIUS * width - RADIUS) << 2);
  let at = patch;
  let bits = part;
  let squares = i32x4.splat(0);
  for (let y = 0; y < 7; y++) {
    const d0 = v128.and(i16x8.sub(v128.load8x8_u(from), v128.load(at)), v128.load(bits));
    const d1 = v128.and(i16x8.sub(v128.load8x8_u(from, 8), v128.load(at, 16)), v128.load(bits, 16));
    const d2 = v128.and(i16x8.sub(v128.load8x8_u(from, 16), v128.load(at, 32)), v128.load(bits, 32));
    const d3 = v128.and(i16x8.sub(v128.load8x8_u(from, 24), v128.load(at, 48)), v128.load(bits, 48));
    squares = i32x4.add(squares, squared(d0, d1, d2, d3));
    if (y == 2) {
      const least = lanes(squares);
      if (least >= limit) return least;
    }
    from += row;
    at += 64;
    bits += 64;
  }
  return lanes(squares);
}

export function nearest(
  image: usize, width: i32, height: i32, source: usize, match: usize, cost: usize, there: usize, busy: usize,
  candidates: usize, steer: usize, sway: usize, at: i32, from: i32, to: i32,
): void {
  if (at != gathered) {
    plain = gather(image, width, there, at);
    gathered = at;
  }
  const missing = 49 - pixels;
  const size = <u32>(width * height);
  const here = <usize>at << 2;
  let best = load<i32>(match + here);
  let least = load<i32>(cost + here);
  for (let n = from; n < to; n++) {
    const candidate = load<i32>(candidates + (<usize>n << 2));
    if (<u32>candidate >= size || load<u8>(source + candidate) == 0) continue;
    const off = astray(steer, sway, at, candidate) / 49 * pixels;
    const risk = off + missing * max(0, load<i32>(busy + (<usize>candidate << 2)) - plain);
    if (risk >= least) continue;
    const d = risk + compare(image, width, candidate, least - risk);
    if (d >= least) continue;
    least = d;
    best = candidate;
  }
  store<i32>(match + here, best);
  store<i32>(cost + here, least);
}

export function markBusy(image: usize, width: i32, height: i32, source: usize, there: usize, busy: usize): void {
  const size = width * height;
  memory.fill(there, 1, size);
  gathered = -1;
  for (let at = 0; at < size; at++) {
    if (load<u8>(source + at) == 1) store<i32>(busy + (<usize>at << 2), vary(image, width, at));
  }
}
