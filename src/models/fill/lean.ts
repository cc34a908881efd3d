/**
 * What was painted is, in the mean, nearer to what was there, and soft; what was copied has the photo's own detail. The
 * result leans on the one, and takes of the other as much detail as makes it as rich as the copy.
 */
import { pad } from '../../../core/pixels/box.ts';
import { busyness } from '../guide/busy.ts';
import type { Painted } from '../guide/painter.ts';
import { boxMean, partOf, type Planes } from '../guide/planes.ts';
import { HOLE, PATCH, type Level } from './field.ts';
import type { Filled } from './filled.ts';
import { join } from './join.ts';
import { planesOf } from './steer.ts';
import { boundsOf, crop } from './window.ts';

/** The most that the painting counts. */
const MOST = 0.9;

/** It counts half of that where copied patches are so unlike what is around them: the mean square, of 255. */
const UNLIKE = 30;
const SAMPLES = PATCH * PATCH * 3;

/** Detail is what differs from the mean over a square that reaches so far. */
const WIDE = 12;

/** How far around a pixel it is looked how rich the detail is. */
const NEAR = 4;

/** Copies are blended of several, and less rich than the photo is. */
const RICHER = 1.3;

/** Of detail whose gradients are of this mean size, of 255, half is kept: as of a signal in noise as strong (Wiener, 1949). */
const NOISE = 8;

/** Detail is not made stronger than this. */
const STRONGEST = 2;

/** Energy that rounding makes. */
const NOTHING = 1e-6;

/** `painted` is of the level's size. Writes into the hole of what is `filled`. */
export function leanOn(painted: Painted, level: Level, { image, unlike }: Filled): void {
  const box = pad(boundsOf(level), WIDE, level);
  const part = crop({ ...level, image }, box);
  const copy = planesOf(part);
  join(part, partOf(painted.colour, level, box));
  const copyError = unlike / SAMPLES;
  const share = (MOST * copyError) / (copyError + UNLIKE);
  const painting = planesOf(part).values;
  const base = { ...copy, values: copy.values.map((value, at) => value + share * (painting[at]! - value)) };
  enrich(base, copy);
  for (let y = 0, at = 0; y < box.height; y++) {
    let to = (box.y + y) * level.width + box.x;
    for (let x = 0; x < box.width; x++, at++, to++) {
      if (part.state[at] !== HOLE) continue;
      for (let channel = 0, from = at; channel < 3; channel++, from += part.state.length) {
        image[to * 4 + channel] = Math.min(255, Math.max(0, Math.round(255 * base.values[from]!)));
      }
    }
  }
}

/** Adds as much of the copy's detail to `base` as gives its own that of the copy's energy which is wanted. */
function enrich(base: Planes, copy: Planes): void {
  const { width, height } = copy;
  const size = width * height;
  const [own, detail] = [detailOf(base), detailOf(copy)];
  const [ownEnergy, energy, both] = [
    productOf(own, own, width, height),
    productOf(detail, detail, width, height),
    productOf(own, detail, width, height),
  ];
  const busy = boxMean(busyness(copy.values, width, height), width, height, NEAR);
  for (let at = 0; at < size; at++) {
    const signal = (255 * busy[at]!) ** 2;
    const wanted = energy[at]! * ((RICHER * signal) / (signal + NOISE ** 2)) ** 2;
    const missing = wanted - ownEnergy[at]!;
    if (missing <= NOTHING || energy[at]! <= NOTHING) continue;
    // Where `own` plus so much of `detail` has the energy that is wanted.
    const root = Math.sqrt(both[at]! ** 2 + energy[at]! * missing);
    const gain = Math.min(STRONGEST, Math.max(0, (root - both[at]!) / energy[at]!));
    for (let to = at; to < 3 * size; to += size) base.values[to]! += gain * detail[to]!;
  }
}

function detailOf({ width, height, values }: Planes): Float32Array {
  const size = width * height;
  const detail = values.slice();
  for (let start = 0; start < values.length; start += size) {
    const mean = boxMean(values.subarray(start, start + size), width, height, WIDE);
    for (let at = 0; at < size; at++) detail[start + at]! -= mean[at]!;
  }
  return detail;
}

/** The products of two pictures' values, in the mean over what is near, all colours together. */
function productOf(a: Float32Array, b: Float32Array, width: number, height: number): Float32Array {
  const size = width * height;
  const sums = new Float32Array(size);
  for (let start = 0; start < a.length; start += size) {
    for (let at = 0; at < size; at++) sums[at]! += a[start + at]! * b[start + at]!;
  }
  return boxMean(sums, width, height, NEAR);
}
