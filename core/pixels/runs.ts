/** A hard mask as the lengths of its runs, row after row: what is not marked, what is, what is not, and so on. */
import { Fault } from '../contract/fault.ts';
import type { Size } from './box.ts';
import { blankMask, type Mask } from './pixels.ts';

/** Of a mask of 0 and 255. The first run is one of nothing, and may be of no length. */
export function runsOf({ data }: Mask): Uint32Array<ArrayBuffer> {
  const runs: number[] = [];
  let [value, start] = [0, 0];
  for (let i = 0; i <= data.length; i++) {
    if (i < data.length && data[i] === value) continue;
    runs.push(i - start);
    [value, start] = [255 - value, i];
  }
  return Uint32Array.from(runs);
}

/** Throws `Fault('bad-request')` where the runs are not as long as the mask is large. */
export function maskOfRuns(runs: Uint32Array, { width, height }: Size): Mask {
  const mask = blankMask(width, height);
  let at = 0;
  runs.forEach((length, i) => {
    if (i % 2 === 1) mask.data.fill(255, at, at + length);
    at += length;
  });
  if (at !== mask.data.length)
    throw new Fault('bad-request', `These runs are of ${at} pixels, and the mask has ${mask.data.length}.`);
  return mask;
}
