/** One picture laid over another through a mask. */
import { blankPixels, type Mask, type Pixels } from './pixels.ts';

export function copy(image: Pixels): Pixels {
  const { width, height } = image;
  return { width, height, data: new Uint8ClampedArray(image.data) };
}

/**
 * `image` with `changed` laid over it, its top left at `x`, `y`, through `mask`, which is of `changed`'s size.
 * To the bit `image` where the mask is 0, and `changed` where it is 255.
 */
export function blend(image: Pixels, changed: Pixels, mask: Mask, x = 0, y = 0): Pixels {
  const blended = image === changed ? blankPixels(image.width, image.height) : copy(image);
  blended.data.set(image.data);
  for (let row = 0; row < changed.height; row++) {
    const to = ((y + row) * image.width + x) * 4;
    const from = row * changed.width;
    for (let column = 0; column < changed.width; column++) {
      const weight = mask.data[from + column]!;
      if (weight === 0) continue;
      mix(blended.data, to + column * 4, changed.data, (from + column) * 4, weight);
    }
  }
  return blended;
}

/** Moves the pixel at byte `at` of `to` towards the one at byte `source` of `from`; `weight` from 0 to 255. */
export function mix(
  to: Uint8ClampedArray,
  at: number,
  from: Uint8ClampedArray,
  source: number,
  weight: number,
): void {
  const [under, over] = [to[at + 3]!, from[source + 3]!];
  // Where a pixel is see-through its colour counts for less, so each side weighs in by its own alpha.
  const stays = (255 - weight) * under;
  const comes = weight * over;
  const whole = stays + comes;
  if (weight === 255 || whole === 0) {
    for (let i = 0; i < 4; i++) to[at + i] = from[source + i]!;
    return;
  }
  for (let i = 0; i < 3; i++) to[at + i] = (to[at + i]! * stays + from[source + i]! * comes) / whole;
  to[at + 3] = whole / 255;
}
