/** The part of a picture, or of a mask, inside a box that lies within it. */
import type { Box } from './box.ts';
import { blankMask, blankPixels, type Mask, type Pixels } from './pixels.ts';

export function crop(image: Pixels, box: Box): Pixels {
  const part = blankPixels(box.width, box.height);
  for (let y = 0; y < box.height; y++) {
    const from = ((box.y + y) * image.width + box.x) * 4;
    part.data.set(image.data.subarray(from, from + box.width * 4), y * box.width * 4);
  }
  return part;
}

export function cropMask(mask: Mask, box: Box): Mask {
  const part = blankMask(box.width, box.height);
  for (let y = 0; y < box.height; y++) {
    const from = (box.y + y) * mask.width + box.x;
    part.data.set(mask.data.subarray(from, from + box.width), y * box.width);
  }
  return part;
}
