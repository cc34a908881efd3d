/** One region's window, cut from the picture and put back. */
import { isEmpty, type Box } from '../../../core/pixels/box.ts';
import { bounds } from '../../../core/pixels/mask.ts';
import type { Pixels } from '../../../core/pixels/pixels.ts';
import { BARRED, HOLE, KNOWN, type Level } from './field.ts';

/** `left` is not 0 where the picture is still to be filled; only what lies in `region` is this window's hole. */
export function cut(picture: Pixels, left: Uint8Array, window: Box, region: Box): Level {
  const { width, height } = window;
  const image = new Uint8Array(width * height * 4);
  const state = new Uint8Array(width * height).fill(KNOWN);
  for (let y = 0, at = 0; y < height; y++) {
    let from = (window.y + y) * picture.width + window.x;
    for (let x = 0; x < width; x++, at++, from++) {
      if (left[from] === 0 && picture.data[from * 4 + 3] !== 0) {
        copyColour(picture.data, from, image, at);
        continue;
      }
      state[at] = left[from] !== 0 && within(window.x + x, window.y + y, region) ? HOLE : BARRED;
      // Patches that overlap what may not be read see the colour to its left, or what was read last.
      if (at > 0) copyColour(image, at - 1, image, at);
    }
  }
  return { width, height, image, state };
}

/** The smallest box that holds all that is not known. */
export const boundsOf = ({ width, height, state }: Level): Box =>
  bounds({ width, height, data: Uint8Array.from(state) });

/** The part of a level inside a box that lies within it. */
export function crop({ width, image, state }: Level, box: Box): Level {
  const size = box.width * box.height;
  const part = { ...box, image: new Uint8Array(size * 4), state: new Uint8Array(size) };
  for (let y = 0; y < box.height; y++) {
    const [from, to] = [(box.y + y) * width + box.x, y * box.width];
    part.state.set(state.subarray(from, from + box.width), to);
    part.image.set(image.subarray(from * 4, (from + box.width) * 4), to * 4);
  }
  return part;
}

/** Writes the window's hole back, and notes that it is filled. */
export function paste(picture: Pixels, left: Uint8Array, window: Box, level: Level, image: Uint8Array): void {
  if (isEmpty(window)) return;
  for (let y = 0, at = 0; y < window.height; y++) {
    let to = (window.y + y) * picture.width + window.x;
    for (let x = 0; x < window.width; x++, at++, to++) {
      if (level.state[at] !== HOLE) continue;
      copyColour(image, at, picture.data, to);
      picture.data[to * 4 + 3] = 255;
      left[to] = 0;
    }
  }
}

const within = (x: number, y: number, box: Box): boolean =>
  x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height;

function copyColour(from: ArrayLike<number>, a: number, to: Uint8Array | Uint8ClampedArray, b: number): void {
  to[b * 4] = from[a * 4]!;
  to[b * 4 + 1] = from[a * 4 + 1]!;
  to[b * 4 + 2] = from[a * 4 + 2]!;
}
