/** A mask's edge: a bright line with a dark one around it, so that it shows on anything. */
import type { Mask } from './pixels.ts';

/** Words of RGBA bytes, the lowest first. */
const bright = 0xffff_ffff;
const dark = 0xb000_0000;
const wash = 0x40ff_ffff;

/** Into `pixels`, one word for each of the mask's; what is already bright there stays. `filled`: with a wash over it. */
export function outline({ width, height, data }: Mask, pixels: Uint32Array, filled: boolean): void {
  const isIn = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && data[y * width + x] !== 0;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const here = data[i] !== 0;
      const around = [isIn(x - 1, y), isIn(x + 1, y), isIn(x, y - 1), isIn(x, y + 1)];
      if (here && around.includes(false)) pixels[i] = bright;
      else if (here && filled && pixels[i] === 0) pixels[i] = wash;
      else if (!here && around.includes(true) && pixels[i] !== bright) pixels[i] = dark;
    }
  }
}
