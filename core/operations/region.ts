/** What an operation works on. */
import { Fault } from '../contract/fault.ts';
import { isEmpty, type Box } from '../pixels/box.ts';
import { bounds, checkSize } from '../pixels/mask.ts';
import type { Mask, Pixels } from '../pixels/pixels.ts';

/**
 * The box around what is marked, or the whole picture where there is no mask. Throws `bad-request` where the mask is
 * of another size, and with `missing` where it marks nothing.
 */
export function region(
  image: Pixels,
  mask: Mask | undefined,
  missing = 'Nothing is marked. Brush over what should change, or tap it.',
): Box {
  if (!mask) return { x: 0, y: 0, width: image.width, height: image.height };
  checkSize(mask, image);
  const box = bounds(mask);
  if (isEmpty(box)) throw new Fault('bad-request', missing);
  return box;
}
