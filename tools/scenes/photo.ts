/** A photo that `jpeg.ts` wrote, as a picture. For tests and tools, where there is no browser. */
import { readFileSync } from 'node:fs';
import { blankPixels, type Pixels } from '../../core/pixels/pixels.ts';
import { decodeJpeg } from './jpeg-read.ts';

export function readPhoto(path: string): Pixels {
  const { width, height, data } = decodeJpeg(readFileSync(path));
  const photo = blankPixels(width, height);
  for (let from = 0, to = 0; to < photo.data.length; from += 3, to += 4) {
    photo.data.set(data.subarray(from, from + 3), to);
    photo.data[to + 3] = 255;
  }
  return photo;
}
