/** A picture turned by quarters, and mirrored: every pixel is moved, none is changed. */
import { blankPixels, words, type Pixels } from './pixels.ts';

/** `quarters` clockwise; any whole number. */
export function turn(image: Pixels, quarters: number): Pixels {
  const { width, height } = image;
  const times = ((quarters % 4) + 4) % 4;
  const turned = times % 2 === 0 ? blankPixels(width, height) : blankPixels(height, width);
  const [from, to] = [words(image), words(turned)];
  // Where the first pixel goes, and how far the next one to the right and the one below lie from it.
  const place = [
    [0, 1, width],
    [height - 1, height, -1],
    [width * height - 1, -1, -width],
    [(width - 1) * height, -height, 1],
  ] as const;
  const [start, right, below] = place[times as 0 | 1 | 2 | 3];
  // Squares of 32 pixels, for a column's pixels are far apart in memory.
  for (let top = 0; top < height; top += 32) {
    for (let left = 0; left < width; left += 32) {
      for (let y = top; y < Math.min(height, top + 32); y++) {
        for (let x = left; x < Math.min(width, left + 32); x++) {
          to[start + x * right + y * below] = from[y * width + x]!;
        }
      }
    }
  }
  return turned;
}

/** Mirrored left to right (`horizontal`) or top to bottom (`vertical`). */
export function flip(image: Pixels, axis: 'horizontal' | 'vertical'): Pixels {
  const { width, height } = image;
  const flipped = blankPixels(width, height);
  const [from, to] = [words(image), words(flipped)];
  for (let y = 0; y < height; y++) {
    const row = from.subarray(y * width, (y + 1) * width);
    to.set(row, axis === 'vertical' ? (height - 1 - y) * width : y * width);
  }
  if (axis === 'horizontal')
    for (let y = 0; y < height; y++) to.subarray(y * width, (y + 1) * width).reverse();
  return flipped;
}
