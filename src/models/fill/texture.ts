/**
 * How busy each pixel's surroundings are, so that a patch of plain wall is not taken for one of carpet of the same
 * mean colour (Newson et al., 2014, section 4: without it, coarse levels cannot tell textures apart).
 */
import { KNOWN, type Level } from './field.ts';

/** Half the side of the square over which gradients are averaged. */
const REACH = 2;

/** Writes the mean size of the gradients into the fourth channel, where the level is known. */
export function markTexture({ width, height, image, state }: Level, gain: number): void {
  const grey = greyOf(image);
  const steep = new Float32Array(width * height);
  const known = new Float32Array(width * height);
  for (let y = 1, at = width + 1; y < height; y++, at++) {
    for (let x = 1; x < width; x++, at++) {
      if (state[at] !== KNOWN || state[at - 1] !== KNOWN || state[at - width] !== KNOWN) continue;
      const across = grey[at]! - grey[at - 1]!;
      const down = grey[at]! - grey[at - width]!;
      steep[at] = Math.sqrt(across * across + down * down);
      known[at] = 1;
    }
  }
  boxSum(steep, width, height);
  boxSum(known, width, height);
  const share = gain / EIGHTHS;
  for (let at = 0; at < known.length; at++) {
    if (state[at] !== KNOWN) continue;
    image[at * 4 + 3] = known[at] === 0 ? 0 : Math.min(255, (share * steep[at]!) / known[at]! + 0.5);
  }
}

const EIGHTHS = 8;

/** In eighths. Rec. 709's luma weights would do as well; these are quick in whole numbers. */
function greyOf(image: Uint8Array): Int16Array {
  const grey = new Int16Array(image.length >> 2);
  for (let at = 0, from = 0; at < grey.length; at++, from += 4) {
    grey[at] = 2 * image[from]! + 5 * image[from + 1]! + image[from + 2]!;
  }
  return grey;
}

/** Each value becomes the sum of those within REACH of it, in place: along the rows, then along the columns. */
function boxSum(values: Float32Array, width: number, height: number): void {
  // In double precision: what is added and taken away again row after row must leave nothing behind.
  const line = new Float64Array(width);
  for (let row = 0; row < values.length; row += width) {
    line.set(values.subarray(row, row + width));
    let sum = 0;
    for (let x = 0; x < Math.min(REACH, width); x++) sum += line[x]!;
    for (let x = 0; x < width; x++) {
      if (x + REACH < width) sum += line[x + REACH]!;
      if (x > REACH) sum -= line[x - REACH - 1]!;
      values[row + x] = sum;
    }
  }
  // All columns at once, a row after the other: memory is read in its order.
  const rows = values.slice();
  line.fill(0);
  const add = (y: number, sign: number): void => {
    for (let x = 0, at = y * width; x < width; x++, at++) line[x] = line[x]! + sign * rows[at]!;
  };
  for (let y = 0; y < Math.min(REACH, height); y++) add(y, 1);
  for (let y = 0; y < height; y++) {
    if (y + REACH < height) add(y + REACH, 1);
    if (y > REACH) add(y - REACH - 1, -1);
    values.set(line, y * width);
  }
}
