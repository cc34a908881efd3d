/**
 * Red eyes: round, much redder than anything about them, and in a face. Redness after Gaubatz and Ulichney, "Automatic
 * Red-Eye Detection and Correction", 2002.
 */
import { filmOf, onto, type Film } from '../pixels/film.ts';
import { patchesOf, type Patch } from '../pixels/patches.ts';
import { blankMask, type Mask, type Pixels } from '../pixels/pixels.ts';
import { resizeMask } from '../pixels/resize.ts';
import { oklabOf } from './oklab.ts';
import { smoothstep } from './smoothstep.ts';

/** R² / (G² + B² + 14): skin is below 1.3, terracotta below 2.3, half of a pupil lit from behind above 3. */
const red = 2.5;
const half = 3;
/** What somebody marked is looked at with less doubt; and between skin and this, a pixel at a pupil's rim is partly red. */
const redEnough = 1.8;
const skinRed = 1.3;
/** Of 255: less has no colour to speak of. */
const dark = 50;
/** A pupil's diameter: in pixels of the copy at least, and as a share of the longer side at most. */
const diameter = { least: 3, share: 1 / 20 };
/** A disc fills π/4 of its box. */
const disc = { fills: 0.6, aspect: 1.7 };
/** The share of what is around an eye that is skin; and the share close to it that may be as red. */
const around = { skin: 0.3, red: 0.12 };

/** Marks red pupils, hard-edged; empty where none are found. Of the picture's size. */
export function redEyes(image: Pixels): Mask {
  const film = filmOf(image);
  return onto(image, film, pupilsIn(film), 1);
}

/**
 * How much of each pixel is a red pupil: with its glint, and soft at its rim. With `marked`, of the picture's size, what
 * is red there is one, whatever its shape and whatever is around it, and nothing outside is. Empty where none are found.
 */
export function redPupils(image: Pixels, marked?: Mask): Mask {
  const film = filmOf(image);
  const places = marked ? redIn(film, marked) : pupilsIn(film);
  const pupils = onto(image, film, places, 0);
  if (places.length === 0) return pupils;
  const rims = onto(image, film, places, 1);
  for (let i = 0, p = 0; i < rims.data.length; i++, p += 4) {
    if (rims.data[i] === 0) continue;
    const share = rims.data[i]! * smoothstep(skinRed, redEnough, redness(image.data, p));
    pupils.data[i] = Math.min(marked?.data[i] ?? 255, Math.max(pupils.data[i]!, Math.round(share)));
  }
  return pupils;
}

function pupilsIn(film: Film): number[] {
  const { width } = film.image;
  const reds = redsOf(film.image, red);
  const eyes = patchesOf(reds).filter(
    patch => isRound(patch, film.side) && isVivid(film.image, patch) && isInFace(film, patch, reds),
  );
  return eyes.flatMap(filled(width));
}

function redIn({ image }: Film, marked: Mask): number[] {
  const { width, height } = image;
  const isSame = width === marked.width && height === marked.height;
  const small = isSame ? marked : resizeMask(marked, width, height);
  const reds = redsOf(image, redEnough);
  for (let i = 0; i < reds.data.length; i++) if (small.data[i] === 0) reds.data[i] = 0;
  return patchesOf(reds).flatMap(filled(width));
}

function redsOf({ width, height, data }: Pixels, least: number): Mask {
  const reds = blankMask(width, height);
  for (let i = 0, p = 0; i < reds.data.length; i++, p += 4)
    if (data[p]! > dark && redness(data, p) > least) reds.data[i] = 255;
  return reds;
}

const redness = (data: Uint8ClampedArray, p: number): number =>
  data[p]! ** 2 / (data[p + 1]! ** 2 + data[p + 2]! ** 2 + 14);

function isRound({ pixels, width, height }: Patch, side: number): boolean {
  const [long, short] = [Math.max(width, height), Math.min(width, height)];
  if (short < diameter.least || long > diameter.share * side || long > disc.aspect * short) return false;
  return pixels.length >= disc.fills * width * height;
}

function isVivid({ data }: Pixels, { pixels }: Patch): boolean {
  return pixels.filter(i => redness(data, i * 4) > half).length > pixels.length / 2;
}

/** What the picture's border cuts may be anything. */
function isInFace({ image }: Film, { x, y, width, height }: Patch, reds: Mask): boolean {
  if (x === 0 || y === 0 || x + width === image.width || y + height === image.height) return false;
  const across = Math.max(width, height);
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  let [near, nearRed, far, skin] = [0, 0, 0, 0];
  const reach = Math.ceil(2.5 * across);
  for (let v = Math.max(0, Math.floor(middleY - reach)); v < Math.min(image.height, middleY + reach); v++)
    for (let u = Math.max(0, Math.floor(middleX - reach)); u < Math.min(image.width, middleX + reach); u++) {
      const away = Math.hypot(u + 0.5 - middleX, v + 0.5 - middleY) / across;
      const i = v * image.width + u;
      if (away > 0.75 && away < 1.5) {
        near++;
        if (reds.data[i] !== 0) nearRed++;
      }
      if (away < 1.2 || away > 2.5) continue;
      far++;
      if (isSkin(image.data, i * 4)) skin++;
    }
  return near > 0 && far > 0 && nearRed < around.red * near && skin > around.skin * far;
}

/** Skin of every tone has nearly one hue: in Oklab from 25° to 80°, with little chroma and some light. */
function isSkin(data: Uint8ClampedArray, p: number): boolean {
  const { L, a, b } = oklabOf(data[p]!, data[p + 1]!, data[p + 2]!);
  const [chroma, hue] = [Math.hypot(a, b), (Math.atan2(b, a) * 180) / Math.PI];
  return L > 0.3 && L < 0.95 && chroma > 0.02 && chroma < 0.16 && hue > 25 && hue < 80;
}

/** With the glint in the middle, which is not red, and is an eye's all the same: each row from end to end. */
const filled =
  (row: number) =>
  ({ pixels }: Patch): number[] => {
    const ends = new Map<number, [number, number]>();
    for (const i of pixels) {
      const y = Math.floor(i / row);
      const [first, last] = ends.get(y) ?? [i, i];
      ends.set(y, [Math.min(first, i), Math.max(last, i)]);
    }
    return [...ends.values()].flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, k) => first + k),
    );
  };
