/** Boxes of a given shape. */
import { Fault } from '../contract/fault.ts';
import type { Box, Size } from './box.ts';

/** Width divided by height, of "16:9". Throws `bad-request` where a side is 0 or the shape is thinner than 1:100. */
export function aspectOf(text: string): number {
  const [width = 0, height = 0] = text.split(':').map(Number);
  const aspect = width / height;
  if (aspect >= 0.01 && aspect <= 100) return aspect;
  throw new Fault('bad-request', `“${text}” is not a shape a picture can have. Give one such as 16:9.`);
}

/** The largest box of this aspect in the middle of `box`. */
export function inside(box: Box, aspect: number): Box {
  const wide = box.width > box.height * aspect;
  const width = wide ? whole(box.height * aspect, box.width) : box.width;
  const height = wide ? box.height : whole(box.width / aspect, box.height);
  return {
    x: box.x + Math.floor((box.width - width) / 2),
    y: box.y + Math.floor((box.height - height) / 2),
    width,
    height,
  };
}

/**
 * The smallest box of this aspect that holds `box`, moved as little as keeps it within `size`; where none can hold it
 * all, the largest there is, with as much of `box` as it can.
 */
export function around(box: Box, aspect: number, size: Size): Box {
  const wide = box.width > box.height * aspect;
  const wanted = {
    width: wide ? box.width : Math.ceil(box.height * aspect),
    height: wide ? Math.ceil(box.width / aspect) : box.height,
  };
  const fits = wanted.width <= size.width && wanted.height <= size.height;
  const { width, height } = fits
    ? wanted
    : inside({ x: 0, y: 0, width: size.width, height: size.height }, aspect);
  return {
    x: place(box.x + (box.width - width) / 2, size.width - width),
    y: place(box.y + (box.height - height) / 2, size.height - height),
    width,
    height,
  };
}

const whole = (length: number, most: number): number => Math.min(most, Math.max(1, Math.round(length)));

const place = (at: number, most: number): number => Math.min(most, Math.max(0, Math.floor(at)));
