/** One region of a picture, as a network is shown it that says what a whole picture shows. */
import { blur } from '../../pixels/blur.ts';
import type { Box } from '../../pixels/box.ts';
import { crop } from '../../pixels/crop.ts';
import { bounds, grow, soften } from '../../pixels/mask.ts';
import { blankMask, blankPixels, type Mask, type Pixels } from '../../pixels/pixels.ts';
import { blend } from '../../pixels/blend.ts';
import { resize } from '../../pixels/resize.ts';

/** Of the longer side of what is shown, on each side of it: as Girshick et al., "Rich Feature Hierarchies …" (R-CNN), 2014, have it. */
const margin = 1 / 12;

/** What blurs all that is not of the region, as a share of the close-up: things there are no longer told, light and colours are. */
const haze = 1 / 20;

/** So far around the region, as a share of the close-up, it is sharp too: a thing is known by its outline. */
const halo = 1 / 50;

/** What lies beyond the picture: the mean of the photos that such networks were trained with. */
const grey = [122, 116, 104] as const;

/** Regions that are large are taken from a copy whose longer side is so many close-ups: nothing is lost, and it is quick. */
const roomy = 5;

/**
 * Close-ups of regions of `image`, `side` pixels square: nothing where a mask marks nothing. Masks are of a copy, of which one pixel
 * is `scale` of the picture's, each way.
 *
 * Square and never stretched, for so such networks were trained. What is not of the region is blurred, and neither cut away nor
 * left as it is: Yang et al., "Fine-Grained Visual Prompting", 2023, found that CLIP then best tells which thing is meant. A wall is not
 * taken for the lamp before it, and what is left out altogether is a picture such as it never saw.
 */
export function closeUpsOf(image: Pixels, scale: number, side: number): (mask: Mask) => Pixels | undefined {
  const shrink = Math.max(1, Math.max(image.width, image.height) / (roomy * side));
  let small: Pixels | undefined;
  const smaller = (): Pixels =>
    (small ??= resize(image, Math.round(image.width / shrink), Math.round(image.height / shrink)));
  return mask => {
    const frame = frameOf(bounds(mask), scale);
    if (!frame) return undefined;
    const isLarge = shrink > 1 && frame.length / shrink >= side;
    const [from, by] = isLarge ? [smaller(), 1 / shrink] : [image, 1];
    const { canvas, isThere } = canvasOf(from, scaled(frame, by), side);
    const sharp = soften(grow(seenIn(mask, frame, scale, side), halo * side), (halo * side) / 2);
    const whole = { x: 0, y: 0, width: side, height: side };
    const hazy = blur(
      canvas,
      whole,
      at => (isThere(at) ? 255 : 0),
      haze * side,
      () => {},
    );
    return blend(hazy, canvas, sharp);
  };
}

/** A square of a picture, which may lie in part beyond it. In pixels, and not in whole ones. */
interface Frame {
  readonly x: number;
  readonly y: number;
  readonly length: number;
}

function frameOf({ x, y, width, height }: Box, scale: number): Frame | undefined {
  if (width === 0) return undefined;
  const length = Math.max(width, height) * (1 + 2 * margin);
  return scaled({ x: x + (width - length) / 2, y: y + (height - length) / 2, length }, scale);
}

const scaled = ({ x, y, length }: Frame, by: number): Frame => ({
  x: x * by,
  y: y * by,
  length: length * by,
});

/** What of the picture lies in the frame, `side` pixels square and opaque; and which of its pixels are of the picture. */
function canvasOf(
  image: Pixels,
  { x, y, length }: Frame,
  side: number,
): { readonly canvas: Pixels; readonly isThere: (at: number) => boolean } {
  const across = span(x, length, image.width, side);
  const down = span(y, length, image.height, side);
  const part = crop(image, { x: across.from, y: down.from, width: across.count, height: down.count });
  const shown = resize(part, across.size, down.size);
  const canvas = blankPixels(side, side);
  for (let at = 0; at < side * side; at++) canvas.data.set([...grey, 255], 4 * at);
  for (let row = 0, from = 0; row < shown.height; row++) {
    for (let column = 0; column < shown.width; column++, from += 4) {
      const to = ((down.to + row) * side + across.to + column) * 4;
      // Where light shows through, what is behind shows.
      const share = shown.data[from + 3]! / 255;
      for (let c = 0; c < 3; c++)
        canvas.data[to + c] = share * shown.data[from + c]! + (1 - share) * canvas.data[to + c]!;
    }
  }
  return { canvas, isThere: at => isWithin(at % side, across) && isWithin(Math.floor(at / side), down) };
}

/** Along one axis: which pixels of the picture, from the first of how many, become which of the close-up. */
interface Span {
  readonly from: number;
  readonly count: number;
  readonly to: number;
  readonly size: number;
}

function span(start: number, length: number, most: number, side: number): Span {
  const from = Math.min(most - 1, Math.max(0, Math.round(start)));
  const count = Math.max(1, Math.min(most, Math.round(start + length)) - from);
  const to = Math.min(side - 1, Math.max(0, Math.round(((from - start) * side) / length)));
  const size = Math.min(side - to, Math.max(1, Math.round((count * side) / length)));
  return { from, count, to, size };
}

const isWithin = (at: number, { to, size }: Span): boolean => at >= to && at < to + size;

/** The region in its frame: of each of the close-up's pixels whether its middle is of it. */
function seenIn(mask: Mask, { x, y, length }: Frame, scale: number, side: number): Mask {
  const seen = blankMask(side, side);
  const step = length / side / scale;
  for (let row = 0, at = 0; row < side; row++) {
    const v = Math.floor(y / scale + (row + 0.5) * step);
    for (let column = 0; column < side; column++, at++) {
      const u = Math.floor(x / scale + (column + 0.5) * step);
      if (u >= 0 && v >= 0 && u < mask.width && v < mask.height)
        seen.data[at] = mask.data[v * mask.width + u]!;
    }
  }
  return seen;
}
