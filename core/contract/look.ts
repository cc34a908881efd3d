/** How a picture looks, as numbers: what was measured of it on a small copy, once. */
import { v, type Infer } from './schema.ts';

/** Goes up when the same picture would give other numbers. */
export const lookEdition = 1;

const whole = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least));
const between = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most));
const share = between(0, 1);

/** Where a picture's hues lie on the wheel: the templates of Matsuda, "Color Design", 1995, the narrowest first; N is grey. */
export const harmonies = ['N', 'i', 'I', 'V', 'L', 'Y', 'T', 'X'] as const;
export type Harmony = (typeof harmonies)[number];

export const Swatch = v.object({ L: share, a: between(-1, 1), b: between(-1, 1), share });
export type Swatch = Infer<typeof Swatch>;

export const Look = v.object({
  edition: whole(1),
  /** Width for one of height. */
  aspect: v.pipe(v.number(), v.gtValue(0)),
  /** The lightness in Oklab, from 0 to 1, that so many percent of the picture stay below. */
  lightness: v.object({
    p2: share,
    p10: share,
    p25: share,
    p50: share,
    p75: share,
    p90: share,
    p98: share,
  }),
  /** The standard deviation of that lightness. */
  contrast: share,
  /** Shares of the picture that have no detail left. */
  clipped: v.object({ shadows: share, highlights: share }),
  /** The mean of Oklab's b and a over what is near to neutral: yellow and magenta are positive. */
  warmth: between(-1, 1),
  tint: between(-1, 1),
  /** Which share of the picture is near to neutral: of little, warmth and tint say little. */
  neutral: share,
  /** The mean chroma in Oklab, from 0 to about 0.3. */
  chroma: share,
  /** Hasler and Süsstrunk's measure: 15 is slightly colourful, 45 quite, 82 highly, 109 extremely. */
  colourfulness: v.pipe(v.number(), v.minValue(0)),
  /** The largest first. */
  palette: v.pipe(v.array(Swatch), v.maxLength(6)),
  harmony: v.object({
    template: v.picklist(harmonies),
    /** Of the template's middle, in Oklab, from 0 up to 360 degrees. */
    hue: between(0, 360),
    /** The degrees by which colours lie outside it, weighed by chroma. */
    off: between(0, 180),
  }),
  /** From 0, blurred, to 1, sharp, at full size. */
  sharpness: share,
  /** The standard deviation of noise at full size, in levels of 255. */
  noise: v.pipe(v.number(), v.minValue(0)),
  /** Degrees clockwise by which the picture leans, from −15 to 15; absent where no line says. */
  lean: v.optional(between(-15, 15)),
  /** Where what stands out lies, as shares of width and height from the top left. */
  weight: v.object({ x: share, y: share }),
  /** How much of the picture stands out, is empty, and is not like its own mirror image (1: wholly unlike). */
  standing: share,
  space: share,
  skew: share,
});
export type Look = Infer<typeof Look>;
