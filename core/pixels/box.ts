/** A rectangle of whole pixels; `x`, `y` is its top left. Empty where `width` or `height` is 0. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The box, `by` pixels larger on every side, kept within `size`. */
export function pad(box: Box, by: number, size: Size): Box {
  const x = Math.max(0, box.x - by);
  const y = Math.max(0, box.y - by);
  return {
    x,
    y,
    width: Math.min(size.width, box.x + box.width + by) - x,
    height: Math.min(size.height, box.y + box.height + by) - y,
  };
}

/** The smallest box that holds both; an empty box holds nothing. */
export function around(a: Box, b: Box): Box {
  if (isEmpty(a)) return b;
  if (isEmpty(b)) return a;
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

export const isEmpty = (box: Box): boolean => box.width <= 0 || box.height <= 0;
