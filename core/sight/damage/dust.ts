/**
 * Dust: small bright or dark specks on what is smooth around them. Top hats of both signs (Meyer, 1977) show what is
 * small; what is around tells specks from texture, which is small too, and everywhere.
 */
import { closed, opened } from '../../pixels/morphology.ts';
import { blankMask, type Mask, type Pixels } from '../../pixels/pixels.ts';
import { filmOf, onto, type Film } from '../../pixels/film.ts';
import { patchesOf, type Patch } from '../../pixels/patches.ts';

/** A speck's largest radius, as a share of the picture's longer side, and in pixels. */
const largest = { share: 1 / 250, pixels: 4 };
/** Bytes by which a speck stands out, at least. */
const faintest = 22;
/** And how many times as much as what is around it varies. */
const clearly = 5;
/** More of the picture than this is no dust. */
const most = 0.02;

/** Marks specks of dust, hard-edged; empty where none are found. Of the picture's size. `report` is told from 0 to 1. */
export function dustIn(image: Pixels, report: (done: number) => void = () => {}): Mask {
  const film = filmOf(image);
  report(0.2);
  const radius = Math.max(largest.pixels, Math.round(film.side * largest.share));
  const light = specksOf(film, radius, 1);
  report(0.6);
  const places = [...light, ...specksOf(film, radius, -1)].flatMap(({ pixels }) => pixels);
  report(1);
  return onto(image, film, places.length > most * film.luma.data.length ? [] : places, 2);
}

function specksOf(film: Film, radius: number, sign: 1 | -1): Patch[] {
  const { luma } = film;
  const base = sign === 1 ? opened(luma, radius) : closed(luma, radius);
  const small = blankMask(luma.width, luma.height);
  for (let i = 0; i < small.data.length; i++)
    if (sign * (luma.data[i]! - base.data[i]!) > faintest * 0.75) small.data[i] = 255;
  return patchesOf(small).filter(
    patch =>
      patch.pixels.length >= 2 &&
      Math.max(patch.width, patch.height) <= 2 * radius + 1 &&
      patch.length < 3 * patch.breadth + 2 &&
      standsOut(film, patch, radius, sign),
  );
}

/** Whether the patch is unlike everything in a ring about it, and the ring is alike. */
function standsOut(
  { luma }: Film,
  { pixels, x, y, width, height }: Patch,
  radius: number,
  sign: 1 | -1,
): boolean {
  const [gap, reach] = [2, 2 + radius];
  let [count, sum, squares] = [0, 0, 0];
  for (let v = Math.max(0, y - reach); v < Math.min(luma.height, y + height + reach); v++)
    for (let u = Math.max(0, x - reach); u < Math.min(luma.width, x + width + reach); u++) {
      if (u >= x - gap && u < x + width + gap && v >= y - gap && v < y + height + gap) continue;
      const value = luma.data[v * luma.width + u]!;
      count++;
      sum += value;
      squares += value * value;
    }
  if (count === 0) return false;
  const mean = sum / count;
  const spread = Math.sqrt(Math.max(0, squares / count - mean * mean));
  const peak = Math.max(...pixels.map(i => sign * (luma.data[i]! - mean)));
  return peak > faintest && peak > clearly * (spread + 2);
}
