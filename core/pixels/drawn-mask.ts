/** What is marked by a picture: drawn in white, or left of it where the rest was cut away. */
import { blankMask, isOpaque, type Mask, type Pixels } from './pixels.ts';

/** Its alpha where some of it is clear, else its brightness. */
export function drawnMask({ width, height, data }: Pixels): Mask {
  const mask = blankMask(width, height);
  const clear = !isOpaque({ data });
  for (let i = 0, at = 0; i < mask.data.length; i++, at += 4) {
    // Rec. 709 luma of the stored values: a mask drawn in grey keeps its numbers.
    const luma = 0.2126 * data[at]! + 0.7152 * data[at + 1]! + 0.0722 * data[at + 2]!;
    mask.data[i] = clear ? data[at + 3]! : Math.round(luma);
  }
  return mask;
}
