/** Squares of one colour each, the mean light of what they cover: nothing else of the picture is left in them. */
import type { Box } from './box.ts';
import { byteOf, light } from './light.ts';
import { blankPixels, type Pixels } from './pixels.ts';
import type { Weight } from './blur.ts';

/** The part of `image` inside `box`, in squares of `size` pixels from its top left on. */
export function pixelate(image: Pixels, box: Box, weight: Weight, size: number): Pixels {
  const squares = blankPixels(box.width, box.height);
  for (let y = 0; y < box.height; y += size) {
    for (let x = 0; x < box.width; x += size) {
      const square = {
        x,
        y,
        width: Math.min(size, box.width - x),
        height: Math.min(size, box.height - y),
      };
      paint(squares, square, mean(image, { ...square, x: box.x + x, y: box.y + y }, weight));
    }
  }
  return squares;
}

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

function mean(image: Pixels, box: Box, weight: Weight): Colour {
  let [red, green, blue, shown, known] = [0, 0, 0, 0, 0];
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let i = y * image.width + box.x; i < y * image.width + box.x + box.width; i++) {
      const part = weight(i);
      const alpha = part * image.data[i * 4 + 3]!;
      red += alpha * light[image.data[i * 4]!]!;
      green += alpha * light[image.data[i * 4 + 1]!]!;
      blue += alpha * light[image.data[i * 4 + 2]!]!;
      shown += alpha;
      known += part;
    }
  }
  if (shown === 0) return [0, 0, 0, 0];
  return [byteOf(red / shown), byteOf(green / shown), byteOf(blue / shown), Math.round(shown / known)];
}

function paint(image: Pixels, box: Box, colour: Colour): void {
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let p = (y * image.width + box.x) * 4; p < (y * image.width + box.x + box.width) * 4; p += 4) {
      image.data[p] = colour[0];
      image.data[p + 1] = colour[1];
      image.data[p + 2] = colour[2];
      image.data[p + 3] = colour[3];
    }
  }
}
