/**
 * A Gaussian in linear light, as a lens out of focus does it: a bright point stays bright. Where only some pixels may
 * take part (what is marked, or what is not the subject), the rest have weight 0 and the sum is divided by the weights
 * that were there: normalised convolution, Knutsson and Westin, 1993. So no colour leaks in from outside.
 */
import type { Box } from './box.ts';
import { byteOf, light } from './light.ts';
import { blankPixels, type Pixels } from './pixels.ts';
import { blankPlane, enlargedRow, gaussian, type Plane } from './plane.ts';

/** How much the pixel of this index takes part, from 0 to 255. */
export type Weight = (index: number) => number;

/** On the small copy that is blurred, sigma is at least this: then what lies between its pixels is a straight line. */
const coarsest = 5;

/**
 * The part of `image` inside `box`, blurred by `sigma` pixels. Pixels of weight 0 give nothing; a pixel too far from
 * any other comes back as it was.
 */
export function blur(
  image: Pixels,
  box: Box,
  weight: Weight,
  sigma: number,
  report: (done: number) => void,
): Pixels {
  const scale = Math.max(1, Math.floor(sigma / coarsest));
  const sums = gather(image, box, weight, scale);
  sums.forEach((plane, i) => {
    report(0.2 + 0.1 * i);
    gaussian(plane, sigma / scale);
  });
  const blurred = blankPixels(box.width, box.height);
  const rows = sums.map(() => new Float32Array(box.width));
  const [red, green, blue, opaque, known] = rows;
  for (let y = 0; y < box.height; y++) {
    if (y % 64 === 0) report(0.7 + (0.3 * y) / box.height);
    sums.forEach((plane, i) => enlargedRow(plane, scale, y, rows[i]!));
    const from = ((box.y + y) * image.width + box.x) * 4;
    for (let x = 0, to = y * box.width * 4; x < box.width; x++, to += 4) {
      const alpha = opaque![x]!;
      // Sums of floats this small are rounding, not light.
      if (alpha < 1e-5) {
        for (let c = 0; c < 4; c++) blurred.data[to + c] = image.data[from + x * 4 + c]!;
        continue;
      }
      blurred.data[to] = byteOf(red![x]! / alpha);
      blurred.data[to + 1] = byteOf(green![x]! / alpha);
      blurred.data[to + 2] = byteOf(blue![x]! / alpha);
      blurred.data[to + 3] = (255 * alpha) / known![x]!;
    }
  }
  return blurred;
}

type Sums = readonly [red: Plane, green: Plane, blue: Plane, opaque: Plane, known: Plane];

/** Light times weight times alpha, weight times alpha, and weight, in means over `scale` × `scale` pixels. */
function gather(image: Pixels, box: Box, weight: Weight, scale: number): Sums {
  const [width, height] = [Math.ceil(box.width / scale), Math.ceil(box.height / scale)];
  const plane = (): Plane => blankPlane(width, height);
  const sums: Sums = [plane(), plane(), plane(), plane(), plane()];
  const [red, green, blue, opaque, known] = sums.map(({ data }) => data);
  const share = 1 / (255 * 255 * scale * scale);
  for (let y = 0; y < box.height; y++) {
    const to = Math.floor(y / scale) * width;
    const from = (box.y + y) * image.width + box.x;
    for (let x = 0; x < box.width; x++) {
      const part = weight(from + x);
      if (part === 0) continue;
      const p = (from + x) * 4;
      const cell = to + ((x / scale) | 0);
      const shown = part * image.data[p + 3]! * share;
      red![cell] = red![cell]! + shown * light[image.data[p]!]!;
      green![cell] = green![cell]! + shown * light[image.data[p + 1]!]!;
      blue![cell] = blue![cell]! + shown * light[image.data[p + 2]!]!;
      opaque![cell] = opaque![cell]! + shown;
      known![cell] = known![cell]! + part * 255 * share;
    }
  }
  return sums;
}
