/** Room around a picture. */
import type { Side } from '../contract/plan.ts';
import type { Box, Size } from './box.ts';
import { blankPixels, words, type Pixels } from './pixels.ts';

/** In pixels. */
export type Room = Readonly<Record<Side, number>>;

export const sizeWith = ({ width, height }: Size, { top, right, bottom, left }: Room): Size => ({
  width: left + width + right,
  height: top + height + bottom,
});

const opposite: Readonly<Record<Side, Side>> = { top: 'bottom', right: 'left', bottom: 'top', left: 'right' };
const isAcross = (side: Side): boolean => side === 'left' || side === 'right';

/** On each of these sides, a share of the picture's own width or height. */
export const roomOf = ({ width, height }: Size, share: number, on: readonly Side[]): Room =>
  room(side => (on.includes(side) ? Math.round(share * (isAcross(side) ? width : height)) : 0));

/** As little as makes the picture of this shape: half on each of two opposite sides, unless only one of them is meant. */
export function roomFor({ width, height }: Size, aspect: number, on: readonly Side[]): Room {
  const wider = width < height * aspect;
  const more = wider ? Math.round(height * aspect) - width : Math.round(width / aspect) - height;
  return room(side => {
    if (more <= 0 || isAcross(side) !== wider) return 0;
    const [here, there] = [on.includes(side), on.includes(opposite[side])];
    if (here !== there) return here ? more : 0;
    return side === 'left' || side === 'top' ? Math.floor(more / 2) : Math.ceil(more / 2);
  });
}

const room = (by: (side: Side) => number): Room => ({
  top: by('top'),
  right: by('right'),
  bottom: by('bottom'),
  left: by('left'),
});

/** The rim of what is filled has fewest neighbours to go by: this share more is made than is asked for, and thrown away. */
const SPILL = 0.25;

export const spilt = (asked: Room): Room => room(side => Math.ceil(asked[side] * (1 + SPILL)));

/** The picture with black around it. */
export function withRoom(image: Pixels, around: Room): Pixels {
  const { width, height } = sizeWith(image, around);
  const out = blankPixels(width, height);
  const [from, to] = [words(image), words(out)];
  to.fill(0xff000000);
  for (let y = 0; y < image.height; y++) {
    const row = from.subarray(y * image.width, (y + 1) * image.width);
    to.set(row, (around.top + y) * width + around.left);
  }
  return out;
}

/** Context beside a strip, in pixels; never less than twice what is added, nor than a quarter of how long the strip is. */
const CONTEXT = 64;

export interface Strip {
  /** What is new. */
  readonly hole: Box;
  /** That, and what of the picture lies beside it. */
  readonly window: Box;
}

/** The room in strips, one after the other: those above and below begin from what the others have made. */
export function strips({ width, height }: Size, around: Room): Strip[] {
  const { top, right, bottom, left } = around;
  const wide = left + width + right;
  const beside = (by: number, long: number, there: number): number =>
    Math.min(there, Math.max(CONTEXT, 2 * by, Math.ceil(long / 4)));
  const [l, r] = [beside(left, height, width), beside(right, height, left + width)];
  const [t, b] = [beside(top, wide, height), beside(bottom, wide, top + height)];
  return [
    {
      hole: { x: 0, y: top, width: left, height },
      window: { x: 0, y: top, width: left + l, height },
    },
    {
      hole: { x: left + width, y: top, width: right, height },
      window: { x: left + width - r, y: top, width: r + right, height },
    },
    {
      hole: { x: 0, y: 0, width: wide, height: top },
      window: { x: 0, y: 0, width: wide, height: top + t },
    },
    {
      hole: { x: 0, y: top + height, width: wide, height: bottom },
      window: { x: 0, y: top + height - b, width: wide, height: b + bottom },
    },
  ].filter(({ hole }) => hole.width > 0 && hole.height > 0);
}
