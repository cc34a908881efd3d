/** Something new where the mask is: made from what lies around it, and laid in without a seam. */
import { Fault } from '../contract/fault.ts';
import { blend } from '../pixels/blend.ts';
import { isEmpty, pad, type Box, type Size } from '../pixels/box.ts';
import { crop } from '../pixels/crop.ts';
import { squaredDistance } from '../pixels/distance.ts';
import { bounds, checkSize } from '../pixels/mask.ts';
import { blankMask, type Mask, type Pixels } from '../pixels/pixels.ts';

/** A thing's soft rim is about this wide: a lens and a resize blur in proportion to the picture. */
const margin = ({ width, height }: Size): number =>
  Math.min(8, Math.max(3, Math.round(Math.max(width, height) / 400)));

/** Context on each side of the hole, at least; and never less than the hole is long, so that there is enough to copy. */
const context = 64;

export interface Edge {
  /** How far beyond the mask the picture may change, in pixels: the recipe's margin. */
  readonly grow?: number | undefined;
  /** How much of that margin is a soft edge, in pixels. */
  readonly soften?: number | undefined;
}

/** The edge with what follows from the picture's size filled in. */
export function settleEdge<E extends Edge>({ grow, soften, ...rest }: E, image: Size) {
  const by = grow ?? margin(image);
  return { ...rest, grow: by, soften: soften ?? by / 2 };
}

/** All that is looked at for the hole that `mask` and a margin of `grow` pixels make; empty where nothing is marked. */
export function partAround(mask: Mask, grow: number): Box {
  const marked = bounds(mask);
  if (isEmpty(marked)) return marked;
  return pad(marked, Math.max(context, marked.width, marked.height) + Math.ceil(grow), mask);
}

/**
 * `image` with what `fill` makes of its part around the mask. Beyond the margin no pixel changes. Throws `bad-request`
 * with `missing` where nothing is marked, and where nothing is left unmarked.
 */
export async function fillHole(
  image: Pixels,
  mask: Mask,
  { grow = margin(image), soften = grow / 2 }: Edge,
  missing: string,
  fill: (part: Pixels, hole: Mask) => Promise<Pixels>,
): Promise<Pixels> {
  checkSize(mask, image);
  const around = partAround(mask, grow);
  if (isEmpty(around)) throw new Fault('bad-request', missing);
  const hole = blankMask(around.width, around.height);
  const edge = blankMask(around.width, around.height);
  const distances = squaredDistance(mask, around, grow);
  // Wholly new on the mask and next to it, then less and less so up to the margin.
  const ramp = Math.min(soften, grow);
  for (let i = 0; i < distances.length; i++) {
    const distance = Math.sqrt(distances[i]!);
    if (distance > grow) continue;
    hole.data[i] = 255;
    edge.data[i] = ramp === 0 ? 255 : Math.round(255 * Math.min(1, (grow - distance + 1) / (ramp + 1)));
  }
  if (!hole.data.includes(0)) {
    throw new Fault(
      'bad-request',
      'The whole picture is marked, so nothing is left to work from. Mark only what should change.',
    );
  }
  const filled = await fill(crop(image, around), hole);
  if (filled.width !== around.width || filled.height !== around.height) {
    throw new Fault('bug', 'What came back is not the size of what was sent. Try again, or report it.');
  }
  return blend(image, filled, edge, around.x, around.y);
}
