/**
 * What was painted is, in the mean, nearer to what was there, and soft; what was copied has the photo's own detail. The
 * result leans on the one, and takes of the other as much detail as makes it as rich as the copy.
 */
import { pad, type Box } from '../../../core/pixels/box.ts';
import { busyness } from '../guide/busy.ts';
import type { Painted } from '../guide/painter.ts';
import { blankPlanes, boxMean, drawDoubled, partOf, type Planes } from '../guide/planes.ts';
import { HOLE, type Level } from './field.ts';
import { joinIn } from './join.ts';
import { halve } from './pyramid.ts';
import { planesOf } from './steer.ts';
import { boundsOf, crop } from './window.ts';

/** The most that the painting counts. */
const MOST = 0.9;

/** It counts half of that where copied patches are so far from where they came from: the mean square, of 255. */
const APART = 50;

/** And half where it expects so large an error of itself, squared, of 255: there it is grey, and the copy sharp. */
const DOUBT = 1000;

/** Detail is what differs from the mean over a square that reaches so far. */
const WIDE = 12;

/** How far around a pixel it is looked how rich the detail is. */
const NEAR = 4;

/** Copies are blended of several, and less rich than the photo is. */
const RICHER = 1.6;

/** Of detail whose gradients are of this mean size, of 255, half is kept: as of a signal in noise as strong (Wiener, 1949). */
const NOISE = 12;

/** Energy that rounding makes. */
const NOTHING = 1e-6;

/** `copied` is of the size of what was `painted`, or that doubled some times. Writes into its hole. */
export function leanOn(painted: Painted, copied: Level, apart: number): void {
  if (copied.width > painted.width || copied.height > painted.height) {
    const half = halve(copied);
    const before = planesOf(half).values;
    leanOn(painted, half, apart);
    const after = planesOf(half);
    const change = blankPlanes(copied.width, copied.height, 3);
    change.hole.set(copied.state);
    drawDoubled({ ...after, values: after.values.map((value, at) => value - before[at]!) }, change);
    add(change.values, { x: 0, y: 0, ...copied }, copied);
    return;
  }
  const box = pad(boundsOf(copied), WIDE, copied);
  const part = crop(copied, box);
  const copy = planesOf(part);
  const change = between(part, copy, partOf(painted.colour, copied, box));
  const trust = apart / (apart + APART);
  const doubt = partOf(painted.doubt, copied, box);
  for (let at = 0; at < change.length; at++) {
    change[at]! *= (MOST * trust) / (1 + ((65025 * doubt[at % doubt.length]!) / DOUBT) ** 2);
  }
  enrich(change, copy, trust);
  add(change, box, copied);
}

/**
 * From the copy to the painting, nothing at the hole's edge: the copy goes on there with what belongs to it, and with nothing
 * of the thing that went.
 */
function between(level: Level, copy: Planes, painting: Float32Array): Float32Array {
  const size = level.state.length;
  const values = new Float32Array(3 * size);
  for (let at = 0; at < size; at++) {
    if (level.state[at] !== HOLE) continue;
    for (let channel = 0; channel < 3; channel++) {
      const from = channel * size + at;
      values[at * 3 + channel] = painting[from]! - copy.values[from]!;
    }
  }
  joinIn(level, values);
  return Float32Array.from(values, (_, to) => values[(to % size) * 3 + Math.floor(to / size)]!);
}

/** Adds what is to change in the box, red, green and blue from 0 to 1, to the level's hole. */
function add(change: Float32Array, box: Box, { width, image, state }: Level): void {
  const size = box.width * box.height;
  for (let y = 0, from = 0; y < box.height; y++) {
    let at = (box.y + y) * width + box.x;
    for (let x = 0; x < box.width; x++, from++, at++) {
      if (state[at] !== HOLE) continue;
      for (let channel = 0; channel < 3; channel++) {
        const value = image[at * 4 + channel]! + 255 * change[channel * size + from]!;
        image[at * 4 + channel] = Math.min(255, Math.max(0, Math.round(value)));
      }
    }
  }
}

/**
 * Adds so much of the copy's detail to the change that the detail which is left has the energy that is wanted: the copy's own
 * where the painting is trusted with nothing.
 */
function enrich(change: Float32Array, { width, height, values }: Planes, trust: number): void {
  const size = width * height;
  const detail = detailOf(values, width, height);
  const left = detailOf(change, width, height).map((value, at) => value + detail[at]!);
  const [energy, leftEnergy, both] = [
    productOf(detail, detail, width, height),
    productOf(left, left, width, height),
    productOf(left, detail, width, height),
  ];
  const busy = boxMean(busyness(values, width, height), width, height, NEAR);
  for (let at = 0; at < size; at++) {
    const signal = (255 * busy[at]!) ** 2;
    const wanted = energy[at]! * (1 - trust + (trust * RICHER * signal) / (signal + NOISE ** 2)) ** 2;
    const missing = wanted - leftEnergy[at]!;
    if (missing <= NOTHING || energy[at]! <= NOTHING) continue;
    // What is left, and so much of the detail, have together the energy that is wanted.
    const root = Math.sqrt(both[at]! ** 2 + energy[at]! * missing);
    const gain = Math.max(0, (root - both[at]!) / energy[at]!);
    for (let to = at; to < 3 * size; to += size) change[to]! += gain * detail[to]!;
  }
}

function detailOf(values: Float32Array, width: number, height: number): Float32Array {
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
