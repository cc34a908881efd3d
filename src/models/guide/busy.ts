/** How busy a picture is: the mean size of grey's gradients around each pixel, as `fill/steer.ts` compares it. */
import { GREY, REACH, steepness } from '../fill/steer.ts';
import { boxMean } from './planes.ts';

/** Of three planes, in whatever unit they are. */
export function busyness(colours: Float32Array, width: number, height: number): Float32Array {
  const size = width * height;
  const grey = new Float32Array(size);
  for (const [channel, share] of GREY.entries()) {
    for (let at = 0; at < size; at++) grey[at] = grey[at]! + (share * colours[channel * size + at]!) / 8;
  }
  return boxMean(steepness(grey, width, height), width, height, REACH);
}
