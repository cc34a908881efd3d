/** The pictures that fakes make: of the seed and the place alone, so that a test knows them to the byte. */
import { blankPixels, type Mask, type Pixels } from '../../../core/pixels/pixels.ts';

/** A colour of a seed at a place: never black, never white, and hardly ever what a photo has there. */
export const inked = (seed: number, x: number, y: number, channel: number): number =>
  32 + ((seed * 31 + x * 7 + y * 13 + channel * 71) % 192);

export function invented(width: number, height: number, seed: number): Pixels {
  const pixels = blankPixels(width, height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      for (let c = 0; c < 3; c++) pixels.data[at + c] = inked(seed, x, y, c);
      pixels.data[at + 3] = 255;
    }
  }
  return pixels;
}

/** New where `marks` says so; elsewhere a little off, as everything is that went through a model and back. */
export function repainted(image: Pixels, marks: (pixel: number) => boolean, seed: number): Pixels {
  const { width, height } = image;
  const made = invented(width, height, seed);
  for (let i = 0; i < width * height; i++) {
    if (marks(i)) continue;
    for (let c = 0; c < 3; c++) made.data[4 * i + c] = image.data[4 * i + c]! ^ 3;
  }
  return made;
}

export const isWhite =
  (mask: Mask) =>
  (pixel: number): boolean =>
    mask.data[pixel]! >= 128;
