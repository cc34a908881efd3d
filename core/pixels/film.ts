/** The picture as damage on it is sought: a copy no larger than need be, its lightness, and the way back. */
import { grow } from './mask.ts';
import { blankMask, type Mask, type Pixels } from './pixels.ts';
import { blankPlane, type Plane } from './plane.ts';
import { resize, resizeMask } from './resize.ts';

/** The copy's longest side. A hair on a scan is two of its pixels or more. */
const side = 1600;

export interface Film {
  readonly image: Pixels;
  /** Luma of Rec. 709 in bytes, which are spaced as the eye sees. */
  readonly luma: Plane;
  /** The longer side, in pixels of the copy: damage is measured in shares of it. */
  readonly side: number;
}

export function filmOf(image: Pixels): Film {
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const size = (length: number): number => Math.max(1, Math.round(length * scale));
  const copy = resize(image, size(image.width), size(image.height));
  const luma = blankPlane(copy.width, copy.height);
  for (let i = 0, p = 0; i < luma.data.length; i++, p += 4)
    luma.data[i] = 0.2126 * copy.data[p]! + 0.7152 * copy.data[p + 1]! + 0.0722 * copy.data[p + 2]!;
  return { image: copy, luma, side: Math.max(copy.width, copy.height) };
}

/** What was found on the copy, on the picture: a little wider, for the rim of damage is damage too. */
export function onto(image: Pixels, { luma }: Film, places: Iterable<number>, wider: number): Mask {
  const mask = blankMask(luma.width, luma.height);
  for (const i of places) mask.data[i] = 255;
  const grown = grow(mask, wider);
  return grown.width === image.width && grown.height === image.height
    ? grown
    : resizeMask(grown, image.width, image.height);
}
