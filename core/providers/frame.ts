/**
 * Pictures of any size to a provider that takes only some, and back. The whole is scaled, its shape kept, and what lacks to
 * a size that the provider takes is added at the right and below: the picture's edge drawn on, which a model goes on from
 * as it would from a wall, where black or noise would bleed in.
 */
import { v, type Infer } from '../contract/schema.ts';
import type { Size } from '../pixels/box.ts';
import { crop } from '../pixels/crop.ts';
import { blankMask, blankPixels, type Mask, type Pixels } from '../pixels/pixels.ts';
import { resize, resizeMask } from '../pixels/resize.ts';
import type { Sizes } from './provider.ts';

const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16_384));
const size = v.object({ width: side, height: side });

/** How a picture lies in what is sent: `inner` is its scaled self, at the top left of `outer`. */
export const Frame = v.object({ from: size, inner: size, outer: size });
export type Frame = Infer<typeof Frame>;

/** The frame of a size that comes nearest to the picture's own, and no larger than need be. */
export function frameFor(from: Size, sizes: Sizes): Frame {
  const { multiple, leastSide, mostSide, mostArea } = sizes;
  const [short, long] = [Math.min(from.width, from.height), Math.max(from.width, from.height)];
  const least = Math.max(1, leastSide / short);
  const most = Math.min(mostSide / long, Math.sqrt(mostArea / (from.width * from.height)));
  const limit = Math.floor(mostSide / multiple) * multiple;
  for (let scale = Math.min(least, most); ; scale *= 0.99) {
    const inner = scaled(from, scale);
    const outer = {
      width: raised(inner.width, leastSide, multiple),
      height: raised(inner.height, leastSide, multiple),
    };
    const fits = Math.max(outer.width, outer.height) <= limit && outer.width * outer.height <= mostArea;
    // A strip cannot be made to fit by making it ever thinner.
    if (fits || Math.max(inner.width, inner.height) === 1) return { from: whole(from), inner, outer };
  }
}

/** The frame where the provider takes a few sizes only: of these the one that most of is used. */
export function frameAmong(from: Size, choices: readonly [Size, ...Size[]]): Frame {
  const frames = choices.map(outer => {
    const scale = Math.min(outer.width / from.width, outer.height / from.height);
    return { from: whole(from), inner: scaled(from, scale), outer: whole(outer) };
  });
  const used = ({ inner, outer }: Frame): number =>
    (inner.width * inner.height) / (outer.width * outer.height);
  return frames.reduce((best, frame) => (used(frame) > used(best) ? frame : best));
}

const whole = ({ width, height }: Size): Size => ({ width, height });

const scaled = ({ width, height }: Size, scale: number): Size => ({
  width: Math.max(1, Math.round(width * scale)),
  height: Math.max(1, Math.round(height * scale)),
});

const raised = (value: number, least: number, multiple: number): number =>
  Math.ceil(Math.max(value, least) / multiple) * multiple;

export function framed(image: Pixels, { inner, outer }: Frame): Pixels {
  const small = resize(image, inner.width, inner.height);
  const out = blankPixels(outer.width, outer.height);
  for (let y = 0; y < outer.height; y++) {
    const from = Math.min(y, inner.height - 1) * inner.width * 4;
    const to = y * outer.width * 4;
    out.data.set(small.data.subarray(from, from + inner.width * 4), to);
    const last = small.data.subarray(from + (inner.width - 1) * 4, from + inner.width * 4);
    for (let x = inner.width; x < outer.width; x++) out.data.set(last, to + x * 4);
  }
  return out;
}

/** Nothing of what was added is marked: it is not part of the picture. */
export function framedMask(mask: Mask, { inner, outer }: Frame): Mask {
  const small = resizeMask(mask, inner.width, inner.height);
  const out = blankMask(outer.width, outer.height);
  for (let y = 0; y < inner.height; y++) {
    out.data.set(small.data.subarray(y * inner.width, (y + 1) * inner.width), y * outer.width);
  }
  return out;
}

/** What was made of a frame, in the picture's own size. `made` is of `outer`'s size. */
export function unframed(made: Pixels, { from, inner }: Frame): Pixels {
  return resize(crop(made, { x: 0, y: 0, ...inner }), from.width, from.height);
}
