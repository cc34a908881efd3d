/**
 * Pictures and masks in other sizes. Smaller: each new pixel is the mean light of the area it covers. Larger: Lanczos
 * over three lobes (Duchon, 1979), on encoded values, for in light its overshoot draws dark rims round bright things.
 */
import { copy } from './blend.ts';
import { byteOf, light } from './light.ts';
import { blankMask, blankPixels, type Mask, type Pixels } from './pixels.ts';

/** `width` and `height` from 1 up. Each side is averaged or sharpened by itself, as it shrinks or grows. */
export function resize(
  image: Pixels,
  width: number,
  height: number,
  report?: (done: number) => void,
): Pixels {
  if (width === image.width && height === image.height) return copy(image);
  const resized = blankPixels(width, height);
  const across = taps(image.width, width);
  const down = taps(image.height, height);
  const shrinks = width < image.width || height < image.height;
  const levels = shrinks ? light : encoded;
  const write = shrinks ? writeAsLight : writeAsEncoded;
  // Rows squeezed or stretched sideways wait here until every row that needs them is made.
  const kept = new Float32Array(down.most * width * 4);
  const source = new Float32Array(image.width * 4);
  const sum = new Float32Array(width * 4);
  let ready = 0;
  for (let y = 0; y < height; y++) {
    if (y % 64 === 0) report?.(y / height);
    const first = down.first[y]!;
    for (; ready < first + down.count[y]!; ready++) {
      if (ready < first) continue;
      premultiply(image, ready, levels, source);
      filterRow(source, across, kept, (ready % down.most) * width * 4, width);
    }
    sum.fill(0);
    for (let k = 0; k < down.count[y]!; k++) {
      const weight = down.weights[y * down.most + k]!;
      const from = ((first + k) % down.most) * width * 4;
      for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + weight * kept[from + i]!;
    }
    write(sum, resized.data, y * width * 4);
  }
  return resized;
}

/** The nearest pixel's value for each pixel. */
export function resizeMask(mask: Mask, width: number, height: number): Mask {
  const resized = blankMask(width, height);
  for (let y = 0; y < height; y++) {
    const from = Math.floor(((y + 0.5) * mask.height) / height) * mask.width;
    for (let x = 0; x < width; x++) {
      resized.data[y * width + x] = mask.data[from + Math.floor(((x + 0.5) * mask.width) / width)]!;
    }
  }
  return resized;
}

const encoded = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/** For each new pixel along one side: its first old pixel, how many it needs, and what each counts for. */
interface Taps {
  readonly most: number;
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly weights: Float32Array;
}

function taps(from: number, to: number): Taps {
  const scale = from / to;
  const reach = scale > 1 ? scale / 2 : 3;
  const most = Math.min(from, Math.ceil(2 * reach) + 2);
  const [first, count] = [new Int32Array(to), new Int32Array(to)];
  const weights = new Float32Array(to * most);
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * scale;
    const start = Math.max(0, Math.floor(centre - reach));
    const end = Math.min(from, Math.ceil(centre + reach));
    first[i] = start;
    count[i] = end - start;
    let sum = 0;
    for (let k = start; k < end; k++) {
      const weight = scale > 1 ? overlap(k, centre - reach, centre + reach) : lanczos(k + 0.5 - centre);
      weights[i * most + k - start] = weight;
      sum += weight;
    }
    for (let k = 0; k < end - start; k++) weights[i * most + k] = weights[i * most + k]! / sum;
  }
  return { most, first, count, weights };
}

const overlap = (pixel: number, from: number, to: number): number =>
  Math.max(0, Math.min(pixel + 1, to) - Math.max(pixel, from));

function lanczos(x: number): number {
  if (x === 0) return 1;
  if (Math.abs(x) >= 3) return 0;
  const turn = Math.PI * x;
  return (3 * Math.sin(turn) * Math.sin(turn / 3)) / (turn * turn);
}

/** A see-through pixel's colour counts for less. */
function premultiply(image: Pixels, y: number, levels: Float32Array, row: Float32Array): void {
  for (let i = 0, p = y * image.width * 4; i < row.length; i += 4, p += 4) {
    const alpha = image.data[p + 3]! / 255;
    row[i] = levels[image.data[p]!]! * alpha;
    row[i + 1] = levels[image.data[p + 1]!]! * alpha;
    row[i + 2] = levels[image.data[p + 2]!]! * alpha;
    row[i + 3] = alpha;
  }
}

function filterRow(source: Float32Array, taps: Taps, to: Float32Array, at: number, width: number): void {
  for (let x = 0; x < width; x++, at += 4) {
    let [red, green, blue, alpha] = [0, 0, 0, 0];
    const start = x * taps.most;
    for (let k = 0, from = taps.first[x]! * 4; k < taps.count[x]!; k++, from += 4) {
      const weight = taps.weights[start + k]!;
      red += weight * source[from]!;
      green += weight * source[from + 1]!;
      blue += weight * source[from + 2]!;
      alpha += weight * source[from + 3]!;
    }
    to[at] = red;
    to[at + 1] = green;
    to[at + 2] = blue;
    to[at + 3] = alpha;
  }
}

function writeAsLight(row: Float32Array, data: Uint8ClampedArray, at: number): void {
  for (let i = 0; i < row.length; i += 4) {
    const alpha = row[i + 3]!;
    if (alpha <= 0) continue;
    for (let c = 0; c < 3; c++) data[at + i + c] = byteOf(row[i + c]! / alpha);
    data[at + i + 3] = 255 * alpha;
  }
}

function writeAsEncoded(row: Float32Array, data: Uint8ClampedArray, at: number): void {
  for (let i = 0; i < row.length; i += 4) {
    const alpha = row[i + 3]!;
    if (alpha <= 0) continue;
    for (let c = 0; c < 3; c++) data[at + i + c] = (255 * row[i + c]!) / alpha;
    data[at + i + 3] = 255 * alpha;
  }
}
