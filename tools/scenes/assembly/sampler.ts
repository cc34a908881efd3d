/**
 * Low-discrepancy numbers: the first two Sobol dimensions, shuffled and Owen-scrambled by hashing (Burley 2020,
 * "Practical Hash-based Owen Scrambling"). A pixel's numbers depend on its place, its sample and the dimension,
 * and on nothing else, so any share of work among threads gives the same picture.
 */
let pixel: u32 = 0;
let sample: u32 = 0;
let dimension: u32 = 0;

/** The pair drawn last, each in [0, 1). */
export let first: f32 = 0;
export let second: f32 = 0;

@inline
export function hash(value: u32): u32 {
  // The lowbias32 constants (Wellons 2018).
  let h = value;
  h = (h ^ (h >> 16)) * 0x7feb352d;
  h = (h ^ (h >> 15)) * 0x846ca68b;
  return h ^ (h >> 16);
}

@inline
function reverse(value: u32): u32 {
  let v = value;
  v = ((v >> 1) & 0x55555555) | ((v & 0x55555555) << 1);
  v = ((v >> 2) & 0x33333333) | ((v & 0x33333333) << 2);
  v = ((v >> 4) & 0x0f0f0f0f) | ((v & 0x0f0f0f0f) << 4);
  v = ((v >> 8) & 0x00ff00ff) | ((v & 0x00ff00ff) << 8);
  return (v >> 16) | (v << 16);
}

/** The Laine–Karras permutation: an Owen scramble of the bits in reverse. */
@inline
function permute(value: u32, seed: u32): u32 {
  let v = value + seed;
  v ^= v * 0x6c50b47c;
  v ^= v * 0xb82f1e52;
  v ^= v * 0xc7afe638;
  v ^= v * 0x8d22f6e6;
  return v;
}

@inline
function unitFloat(bits: u32): f32 {
  return <f32>(bits >> 8) * <f32>(1.0 / 16777216.0);
}

export function begin(pixelIndex: u32, sampleIndex: u32): void {
  pixel = hash(pixelIndex + 0x9e3779b9);
  sample = sampleIndex;
  dimension = 0;
}

/** Draws the next pair of dimensions into `first` and `second`. */
export function draw(): void {
  const seed = hash(pixel ^ (dimension * 0x85ebca6b));
  dimension++;
  const index = reverse(permute(reverse(sample), seed));
  let other: u32 = 0;
  let direction: u32 = 0x80000000;
  for (let rest = index; rest != 0; rest >>= 1) {
    if (rest & 1) other ^= direction;
    direction ^= direction >> 1;
  }
  first = unitFloat(reverse(permute(index, hash(seed ^ 0x68bc21eb))));
  second = unitFloat(reverse(permute(reverse(other), hash(seed ^ 0x02e5be93))));
}
