/**
 * How busy each pixel's surroundings are, so that a patch of plain wall is not taken for one of carpet of the same
 * mean colour (Newson et al., 2014, section 4: without it, coarse levels cannot tell textures apart).
 */
import { KNOWN, type Level } from './field.ts';

/** Half the side of the square over which gradients are averaged. */
const REACH = 2;

/** Writes the mean size of the gradients into the fourth channel, where the level is known. */
export function markTexture({ width, height, image, state }: Level, gain: number): void {
  const steep = new Float32Array(width * height);
  const known = new Float32Array(width * height);
  for (let y = 1, at = width + 1; y < height; y++, at++) {
    for (let x = 1; x < width; x++, at++) {
      if (state[at] !== KNOWN || state[at - 1] !== KNOWN || state[at - width] !== KNOWN) continue;
      const [here, left, up] = [grey(image, at), grey(image, at - 1), grey(image, at - width)];
      steep[at] = Math.sqrt((here - left) ** 2 + (here - up) ** 2);
      known[at] = 1;
    }
  }
  boxSum(steep, width, height);
  boxSum(known, width, height);
  for (let at = 0; at < known.length; at++) {
    if (state[at] !== KNOWN) continue;
    image[at * 4 + 3] = known[at] === 0 ? 0 : Math.min(255, Math.round((gain * steep[at]!) / known[at]!));
  }
}

// Rec. 709's luma weights would do as well; these are quick in whole numbers.
const grey = (image: Uint8Array, at: number): number =>
  (2 * image[at * 4]! + 5 * image[at * 4 + 1]! + image[at * 4 + 2]!) / 8;

/** Each value becomes the sum of those within REACH of it, in place: along the rows, then along the columns. */
function boxSum(values: Float32Array, width: number, height: number): void {
  const pass = (start: number, stride: number, count: number, line: Float32Array): void => {
    let sum = 0;
    for (let n = 0; n < count; n++) line[n] = values[start + n * stride]!;
    for (let n = 0; n < Math.min(REACH, count); n++) sum += line[n]!;
    for (let n = 0; n < count; n++) {
      if (n + REACH < count) sum += line[n + REACH]!;
      if (n - REACH - 1 >= 0) sum -= line[n - REACH - 1]!;
      values[start + n * stride] = sum;
    }
  };
  const line = new Float32Array(Math.max(width, height));
  for (let y = 0; y < height; y++) pass(y * width, 1, width, line);
  for (let x = 0; x < width; x++) pass(x, width, height, line);
}
