/** What is marked, and how much. */
import { Fault } from '../contract/fault.ts';
import { pad, type Box, type Size } from './box.ts';
import { cropMask } from './crop.ts';
import { squaredDistance } from './distance.ts';
import { blankMask, type Mask } from './pixels.ts';
import { gaussian } from './plane.ts';

/** Throws a `bad-request` that names both sizes where the mask is not the picture's size. */
export function checkSize(mask: Mask, image: Size): void {
  if (mask.width === image.width && mask.height === image.height) return;
  const [theirs, ours] = [mask, image].map(size => `${size.width} × ${size.height}`);
  throw new Fault(
    'bad-request',
    `The mask is ${theirs} pixels and the picture is ${ours}. Use a mask of the picture’s size.`,
  );
}

/** The smallest box that holds every marked pixel (value above 0); empty where nothing is marked. */
export function bounds({ width, height, data }: Mask): Box {
  let top = height;
  let bottom = -1;
  let left = width;
  let right = -1;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let first = 0;
    while (first < width && data[row + first] === 0) first++;
    if (first === width) continue;
    let last = width - 1;
    while (last > right && data[row + last] === 0) last--;
    if (top === height) top = y;
    bottom = y;
    if (first < left) left = first;
    if (last > right) right = last;
  }
  return bottom < 0
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

export function isEmpty({ data }: Mask): boolean {
  // Asked after every stroke on a large photo: a callback for each pixel would be felt.
  for (let i = 0; i < data.length; i++) if (data[i]) return false;
  return true;
}

/** Whether every pixel is marked, wholly or in part: then nothing outside is left. */
export const isFull = ({ data }: Mask): boolean => data.every(value => value !== 0);

/** How many pixels are marked (value above 0). */
export function count({ data }: Mask): number {
  let marked = 0;
  for (let i = 0; i < data.length; i++) if (data[i] !== 0) marked++;
  return marked;
}

/**
 * 255 wherever a marked pixel (value above 0) lies within `by` pixels, measured between centres; 0 elsewhere.
 * With `by` 0 a soft mask becomes a hard one.
 */
export function grow(mask: Mask, by: number): Mask {
  const grown = blankMask(mask.width, mask.height);
  const box = pad(bounds(mask), Math.ceil(by), mask);
  if (box.width <= 0) return grown;
  const distances = squaredDistance(mask, box, by);
  const most = by * by;
  for (let y = 0, i = 0; y < box.height; y++) {
    const row = (box.y + y) * mask.width + box.x;
    for (let x = 0; x < box.width; x++, i++) if (distances[i]! <= most) grown.data[row + x] = 255;
  }
  return grown;
}

/** A soft edge both ways: a Gaussian of `sigma` pixels over the mask. */
export function soften(mask: Mask, sigma: number): Mask {
  const soft: Mask = { ...mask, data: mask.data.slice() };
  const box = pad(bounds(mask), Math.ceil(3 * sigma) + 1, mask);
  if (box.width <= 0) return soft;
  const part = cropMask(mask, box);
  const plane = { width: box.width, height: box.height, data: Float32Array.from(part.data) };
  gaussian(plane, sigma);
  for (let y = 0, i = 0; y < box.height; y++) {
    const row = (box.y + y) * mask.width + box.x;
    for (let x = 0; x < box.width; x++, i++) soft.data[row + x] = Math.round(plane.data[i]!);
  }
  return soft;
}

function combine(a: Mask, b: Mask, mix: (a: number, b: number) => number): Mask {
  checkSize(b, a);
  const mixed = blankMask(a.width, a.height);
  for (let i = 0; i < mixed.data.length; i++) mixed.data[i] = mix(a.data[i]!, b.data[i]!);
  return mixed;
}

/** What either marks. Throws `bad-request` where the sizes differ, as do the two below. */
export const unite = (a: Mask, b: Mask): Mask => combine(a, b, (one, other) => (one > other ? one : other));

/** What `a` marks and `b` does not. */
export const subtract = (a: Mask, b: Mask): Mask =>
  combine(a, b, (one, other) => (one < 255 - other ? one : 255 - other));

/** What both mark. */
export const intersect = (a: Mask, b: Mask): Mask =>
  combine(a, b, (one, other) => (one < other ? one : other));

export function invert(mask: Mask): Mask {
  return { ...mask, data: mask.data.map(value => 255 - value) };
}
