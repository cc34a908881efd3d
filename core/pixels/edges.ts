/**
 * Where light and dark meet in a picture, and which way: the structure tensor (Förstner and Gülch, 1987) of Scharr's
 * gradient, whose direction is truer than Sobel's (Scharr, "Optimal Operators in Digital Image Processing", 2000).
 */
import type { Pixels } from './pixels.ts';
import { blankPlane, gaussian, type Plane } from './plane.ts';

export interface Edges {
  readonly width: number;
  readonly height: number;
  /** The direction across the edge, in radians from −π/2 to π/2, clockwise from the picture's width. */
  readonly across: Float32Array;
  /** Bytes a pixel, less where the directions around do not agree: texture has strength, and no direction. */
  readonly strength: Float32Array;
}

/** Directions are gathered over about this many pixels: a hair's width more than the stairs of a slanting edge. */
const reach = 2;
/** Takes off the stairs that slanting edges have. */
const softness = 1;

export function edgesOf(image: Pixels): Edges {
  const { width, height } = image;
  const [xx, xy, yy] = tensor(brightness(image));
  for (const plane of [xx, xy, yy]) gaussian(plane, reach);
  const across = new Float32Array(width * height);
  const strength = new Float32Array(width * height);
  for (let i = 0; i < across.length; i++) {
    const sum = xx.data[i]! + yy.data[i]!;
    if (sum <= 0) continue;
    const difference = xx.data[i]! - yy.data[i]!;
    const double = 2 * xy.data[i]!;
    const agreement = (difference * difference + double * double) / (sum * sum);
    across[i] = Math.atan2(double, difference) / 2;
    strength[i] = Math.sqrt(sum) * agreement;
  }
  return { width, height, across, strength };
}

/** Luma of Rec. 709, on bytes, for they are spaced as the eye sees; what is see-through is dark. */
function brightness({ width, height, data }: Pixels): Plane {
  const plane = blankPlane(width, height);
  for (let i = 0, p = 0; i < plane.data.length; i++, p += 4) {
    const luma = 0.2126 * data[p]! + 0.7152 * data[p + 1]! + 0.0722 * data[p + 2]!;
    plane.data[i] = (luma * data[p + 3]!) / 255;
  }
  gaussian(plane, softness);
  return plane;
}

/** The products of the two slopes. The outermost pixels have none. */
function tensor({ width, height, data }: Plane): [xx: Plane, xy: Plane, yy: Plane] {
  const [xx, xy, yy] = [blankPlane(width, height), blankPlane(width, height), blankPlane(width, height)];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const [a, b, c] = [data[i - width - 1]!, data[i - width]!, data[i - width + 1]!];
      const [d, e] = [data[i - 1]!, data[i + 1]!];
      const [f, g, h] = [data[i + width - 1]!, data[i + width]!, data[i + width + 1]!];
      const right = (3 * (c - a + h - f) + 10 * (e - d)) / 32;
      const down = (3 * (f - a + h - c) + 10 * (g - b)) / 32;
      xx.data[i] = right * right;
      xy.data[i] = right * down;
      yy.data[i] = down * down;
    }
  }
  return [xx, xy, yy];
}
