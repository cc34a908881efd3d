/**
 * A thing's rim, where the mask is soft. A pixel there is partly the thing and partly what lies behind; its own colour
 * is neither. To exchange the one without leaving a fringe of it, both must be known: each is carried to the rim from
 * where it is seen alone.
 */
import { pad, type Box } from './box.ts';
import type { Mask, Pixels } from './pixels.ts';
import { readField, spread, type Field } from './spread.ts';

/** Mask values from here on are the thing alone. */
export const solid = 250;

export interface Rim {
  readonly thing: Field;
  readonly behind: Field;
  /** Where the box lies within the fields. */
  readonly x: number;
  readonly y: number;
}

export interface Mixed {
  readonly thing: Float32Array;
  readonly behind: Float32Array;
}

/** `undefined` where the mask is hard throughout `box`, or the thing or what lies behind it is nowhere seen alone. */
export function rimOf(image: Pixels, mask: Mask, box: Box): Rim | undefined {
  if (!isSoft(mask, box)) return undefined;
  // A mask's bounds end where the mask ends: what lies behind begins a little further out.
  const wide = pad(box, 8, image);
  const thing = spread(image, mask, wide, solid, 255);
  const behind = spread(image, mask, wide, 0, 0);
  return thing && behind && { thing, behind, x: box.x - wide.x, y: box.y - wide.y };
}

/**
 * Reads the two lights that meet at a pixel of the box into `mixed`, and returns from 0 to 1 how well they, mixed by
 * the mask's `share`, explain the light that is there (three numbers of `row` from `at` on). It is 0 where the mask
 * just fades out in the middle of the thing: there the pixel is the thing alone.
 */
export function unmix(
  rim: Rim,
  x: number,
  y: number,
  share: number,
  row: Float32Array,
  at: number,
  mixed: Mixed,
): number {
  readField(rim.thing, rim.x + x, rim.y + y, mixed.thing, 0);
  readField(rim.behind, rim.x + x, rim.y + y, mixed.behind, 0);
  let together = 0;
  let alone = 0;
  for (let c = 0; c < 3; c++) {
    const [thing, behind] = [mixed.thing[c]!, mixed.behind[c]!];
    together += Math.abs(row[at + c]! - share * thing - (1 - share) * behind);
    alone += Math.abs(row[at + c]! - thing);
  }
  return Math.max(0, (alone - together) / (alone + together + 1e-3));
}

function isSoft(mask: Mask, { x, y, width, height }: Box): boolean {
  for (let row = y; row < y + height; row++) {
    for (let i = row * mask.width + x; i < row * mask.width + x + width; i++) {
      if (mask.data[i] !== 0 && mask.data[i]! < solid) return true;
    }
  }
  return false;
}
