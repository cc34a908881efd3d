/**
 * For the first guess: which of a list of patches is nearest to one of which only a part is there. The reference for the
 * WebAssembly kernel.
 */
import { PATCH, RADIUS, type Field } from './field.ts';
import { astray } from './search.ts';

/** Numbers a pixel in what `gather` makes: where it lies from the centre, and its four channels. */
const STRIDE = 5;

export function nearest(field: Field, at: number, from: number, to: number): void {
  const { source, match, cost, busy, candidates } = field;
  const patch = gather(field, at);
  const missing = PATCH * PATCH - patch.length / STRIDE;
  const plain = variance(patch);
  let least = cost[at]!;
  for (let n = from; n < to; n++) {
    const candidate = candidates[n]!;
    if (source[candidate] !== 1) continue;
    const risk = Math.imul(missing, Math.max(0, busy[candidate]! - plain));
    const off = Math.imul(Math.floor(astray(field, at, candidate) / (PATCH * PATCH)), patch.length / STRIDE);
    const d = risk + off + compare(field.image, patch, candidate, least - risk - off);
    if (d >= least) continue;
    least = d;
    match[at] = candidate;
  }
  cost[at] = least;
}

/** How much the whole patch around every source varies, into `busy`. */
export function markBusy(field: Field): void {
  field.there.fill(1);
  for (let at = 0; at < field.source.length; at++) {
    if (field.source[at] === 1) field.busy[at] = variance(gather(field, at));
  }
}

function gather({ image, width, there }: Field, at: number): Int32Array {
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

/** How much the pixels of a gathered patch vary, all channels together, about their mean: rounded down. */
function variance(patch: Int32Array): number {
  const count = patch.length / STRIDE;
  if (count === 0) return 0;
  let [squares, means] = [0, 0];
  for (let channel = 1; channel <= 4; channel++) {
    let sum = 0;
    for (let n = channel; n < patch.length; n += STRIDE) {
      sum += patch[n]!;
      squares += patch[n]! * patch[n]!;
    }
    means += sum * sum;
  }
  return Math.floor((squares * count - means) / (count * count));
}
