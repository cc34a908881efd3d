/** What one more click would change, told before it is made. */
import type { Size } from '../../pixels/box.ts';
import type { Mask } from '../../pixels/pixels.ts';
import { takenBy, type Asked } from './cut-out.ts';
import type { Ground } from './ground.ts';

/**
 * What `cutOut` selects of one of these and not of the other, but for the finest of its edge: a hard mask of the
 * surfaces' plane. `ground` is of a picture of this size. Throws `bad-request` where `cutOut` does.
 */
export function preselected(image: Size, ground: Ground, now: Asked, then: Asked): Mask {
  const before = takenBy(image, ground, now);
  const after = takenBy(image, ground, then);
  return { ...after, data: after.data.map((value, i) => (value === before.data[i] ? 0 : 255)) };
}
