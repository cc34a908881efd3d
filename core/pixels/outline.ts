/** A mask's edge: a bright line with a dark one around it, so that it shows on anything. */
import type { Mask } from './pixels.ts';

/** Words of RGBA bytes, the lowest first. */
const bright = 0xffff_ffff;
const dark = 0xb000_0000;
const wash = 0x40ff_ffff;

/** Into `pixels`, one word for each of the mask's; what is already bright there stays. `filled`: with a wash over it. */
export function outline({ width, height, data }: Mask, pixels: Uint32Array, filled: boolean): void {
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const left = x > 0 && data[i - 1] !== 0;
      const right = x < width - 1 && data[i + 1] !== 0;
      const above = y > 0 && data[i - width] !== 0;
      const below = y < height - 1 && data[i + width] !== 0;
      if (data[i] === 0) {
        if ((left || right || above || below) && pixels[i] !== bright) pixels[i] = dark;
      } else if (!left || !right || !above || !below) pixels[i] = bright;
      else if (filled && pixels[i] === 0) pixels[i] = wash;
    }
  }
}
