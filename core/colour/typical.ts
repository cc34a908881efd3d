/** What colour a marked thing has, taken over all its shading. */
import type { Box } from '../pixels/box.ts';
import { readLight } from '../pixels/light.ts';
import type { Mask, Pixels } from '../pixels/pixels.ts';
import { lightToOklab, type Oklab } from './oklab.ts';

export interface Typical extends Oklab {
  /** The lightness that 2 % and 98 % of the thing stay below. */
  readonly darkest: number;
  readonly brightest: number;
}

/** Medians of at most about this many pixels settle to well under a byte. */
const enough = 60_000;

/** Medians over what `mask` marks inside `box`; half-marked pixels count only where nothing is marked wholly. */
export function typical(image: Pixels, mask: Mask, box: Box): Typical {
  const step = Math.max(1, Math.floor(Math.sqrt((box.width * box.height) / enough)));
  // A thin thing may slip through a coarse grid; then every pixel is looked at.
  const seen =
    sample(image, mask, box, step, 200) ?? sample(image, mask, box, 1, 200) ?? sample(image, mask, box, 1, 1);
  const lightness = (seen?.L ?? new Float32Array(1)).sort();
  return {
    L: at(lightness, 0.5),
    a: at((seen?.a ?? new Float32Array(1)).sort(), 0.5),
    b: at((seen?.b ?? new Float32Array(1)).sort(), 0.5),
    darkest: at(lightness, 0.02),
    brightest: at(lightness, 0.98),
  };
}

interface Sampled {
  readonly L: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

function sample(image: Pixels, mask: Mask, box: Box, step: number, least: number): Sampled | undefined {
  const most = Math.ceil(box.width / step) * Math.ceil(box.height / step);
  const planes = [new Float32Array(most), new Float32Array(most), new Float32Array(most)] as const;
  const pixel = new Float32Array(3);
  let found = 0;
  for (let y = box.y; y < box.y + box.height; y += step) {
    for (let x = box.x; x < box.x + box.width; x += step) {
      const i = y * image.width + x;
      if (mask.data[i]! < least || image.data[i * 4 + 3] === 0) continue;
      readLight(image.data, i * 4, 1, pixel);
      lightToOklab(pixel, 1);
      planes.forEach((plane, c) => (plane[found] = pixel[c]!));
      found++;
    }
  }
  if (found === 0) return undefined;
  const [L, a, b] = planes;
  return { L: L.subarray(0, found), a: a.subarray(0, found), b: b.subarray(0, found) };
}

const at = (sorted: Float32Array, share: number): number => sorted[Math.floor(share * (sorted.length - 1))]!;
