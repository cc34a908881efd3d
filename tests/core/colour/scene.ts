/** Things of one paint under uneven light, made from what paint and light do and not from how they are recoloured. */
import { byteOf, decode } from '../../../core/pixels/light.ts';
import { blankMask, blankPixels, type Mask, type Pixels } from '../../../core/pixels/pixels.ts';
import type { Rgb } from '../../../core/colour/srgb.ts';

export const side = 96;

const linear = (rgb: Rgb): number[] => rgb.map(byte => decode(byte / 255));

/** How much light falls on (x, y): from a lamp at the upper left, into folds, on a woven surface. About 1 in the middle. */
function lightAt(x: number, y: number): number {
  const lamp = 1.25 - 0.5 * ((x + y) / (2 * side));
  const folds = 1 + 0.18 * Math.sin(x / 7) * Math.sin(y / 11);
  const weave = 1 + 0.05 * (((x * 13 + y * 29) % 7) / 3 - 1);
  return lamp * folds * weave;
}

/** A small shine, which has the lamp's colour. */
function shineAt(x: number, y: number, strength: number): number {
  const far = Math.hypot(x - 60, y - 36);
  return far < 5 ? strength : far < 9 ? strength * ((9 - far) / 4) ** 2 : 0;
}

/** A disc of `paint` on a plain ground; its mask is how much of each pixel it covers. */
export function disc(paint: Rgb, ground: Rgb, shine: number): { image: Pixels; mask: Mask } {
  const [image, mask] = [blankPixels(side, side), blankMask(side, side)];
  const [own, behind] = [linear(paint), linear(ground)];
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const i = y * side + x;
      const cover = Math.min(1, Math.max(0, 38 - Math.hypot(x - 48, y - 48) + 0.5));
      const [glow, gloss] = [lightAt(x, y), shineAt(x, y, shine)];
      for (let c = 0; c < 3; c++) {
        const thing = Math.min(1, own[c]! * glow + gloss);
        image.data[i * 4 + c] = byteOf(cover * thing + (1 - cover) * behind[c]!);
      }
      image.data[i * 4 + 3] = 255;
      mask.data[i] = Math.round(cover * 255);
    }
  }
  return { image, mask };
}
