/** How a picture looks, measured. */
import { lookEdition, type Look } from '../contract/look.ts';
import { leanOf } from '../pixels/horizon.ts';
import type { Pixels } from '../pixels/pixels.ts';
import { grainOf } from './grain.ts';
import { harmonyOf } from './harmony.ts';
import { layoutOf } from './layout.ts';
import { paletteOf } from './palette.ts';
import { pixelsOf, sampleOf } from './sample.ts';
import { colourfulness, tonesOf } from './tones.ts';

/** Of a picture of at least one pixel. See-through pixels count as what they would show. The same picture, the same numbers. */
export function lookOf(image: Pixels): Look {
  const sample = sampleOf(image);
  const small = pixelsOf(sample);
  const lean = leanOf(small);
  return {
    edition: lookEdition,
    aspect: image.width / image.height,
    ...tonesOf(sample, small),
    colourfulness: colourfulness(small),
    palette: paletteOf(sample),
    harmony: harmonyOf(sample),
    ...grainOf(image),
    ...(lean === undefined ? {} : { lean }),
    ...layoutOf(sample),
  };
}
