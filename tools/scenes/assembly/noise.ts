/** Smooth noise over a hashed lattice. */

@inline
export function hash3(i: i32, j: i32, k: i32, seed: u32): u32 {
  let h = (<u32>i * 0x8da6b343) ^ (<u32>j * 0xd8163841) ^ (<u32>k * 0xcb1ab31f) ^ (seed * 0x9e3779b1);
  h = (h ^ (h >> 15)) * 0x2c1b3c6d;
  h = (h ^ (h >> 12)) * 0x297a2d39;
  return h ^ (h >> 15);
}

/** A number in [0, 1) for a lattice cell. */
@inline
export function cell(i: i32, j: i32, k: i32, seed: u32): f32 {
  return <f32>(hash3(i, j, k, seed) >> 8) * <f32>(1.0 / 16777216.0);
}

@inline
export function smooth(t: f32): f32 {
  return t * t * (3 - 2 * t);
}

@inline
export function smoothstep(from: f32, to: f32, value: f32): f32 {
  return smooth(clamp((value - from) / (to - from), 0, 1));
}

@inline
export function clamp(value: f32, low: f32, high: f32): f32 {
  return min<f32>(max<f32>(value, low), high);
}

@inline
export function lerp(a: f32, b: f32, t: f32): f32 {
  return a + (b - a) * t;
}

@inline
export function fract(value: f32): f32 {
  return value - floor<f32>(value);
}

/** Value noise in [0, 1], one lattice cell per unit. */
export function noise(x: f32, y: f32, z: f32, seed: u32): f32 {
  const fx = floor<f32>(x);
  const fy = floor<f32>(y);
  const fz = floor<f32>(z);
  const i = <i32>fx;
  const j = <i32>fy;
  const k = <i32>fz;
  const u = smooth(x - fx);
  const v = smooth(y - fy);
  const w = smooth(z - fz);
  const near = lerp(
    lerp(cell(i, j, k, seed), cell(i + 1, j, k, seed), u),
    lerp(cell(i, j + 1, k, seed), cell(i + 1, j + 1, k, seed), u),
    v,
  );
  const far = lerp(
    lerp(cell(i, j, k + 1, seed), cell(i + 1, j, k + 1, seed), u),
    lerp(cell(i, j + 1, k + 1, seed), cell(i + 1, j + 1, k + 1, seed), u),
    v,
  );
  return lerp(near, far, w);
}

/** Octaves of noise, each half the size and half the strength of the one before; about [0, 1]. */
export function fractal(x: f32, y: f32, z: f32, octaves: i32, seed: u32): f32 {
  let total: f32 = 0;
  let weight: f32 = 0.5;
  let whole: f32 = 0;
  let px = x;
  let py = y;
  let pz = z;
  for (let o = 0; o < octaves; o++) {
    total += weight * noise(px, py, pz, seed + o);
    whole += weight;
    weight *= 0.5;
    px = px * 2.03 + 17.1;
    py = py * 2.03 + 5.3;
    pz = pz * 2.03 + 9.7;
  }
  return total / whole;
}
