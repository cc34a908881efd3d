/** How busy a picture is: the mean size of grey's gradients around each pixel. */
import { boxMean } from './planes.ts';

/** Half the side of the square that is looked at. */
const REACH = 2;

/** In eighths, as in `fill/texture.ts`. */
const GREY = [2, 5, 1];

/** Of three planes, in whatever unit they are. */
export function busyness(colours: Float32Array, width: number, height: number): Float32Array {
  const size = width * height;
  const grey = new Float32Array(size);
  for (const [channel, share] of GREY.entries()) {
    for (let at = 0; at < size; at++) grey[at] = grey[at]! + (share * colours[channel * size + at]!) / 8;
  }
  return boxMean(steepness(grey, width, height), width, height, REACH);
}

function steepness(grey: Float32Array, width: number, height: number): Float32Array {
  const steep = new Float32Array(grey.length);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const across = x > 0 ? grey[at]! - grey[at - 1]! : 0;
      const down = y > 0 ? grey[at]! - grey[at - width]! : 0;
      steep[at] = Math.sqrt(across * across + down * down);
    }
  }
  return steep;
}
