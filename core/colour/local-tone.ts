/** Highlights and shadows: light taken from, or given to, whole bright and dark areas, with their detail kept. */
import type { Box } from '../pixels/box.ts';
import { guided } from '../pixels/guided.ts';
import { light } from '../pixels/light.ts';
import { blankPlane, enlargedRow, type Plane } from '../pixels/plane.ts';
import type { Pixels } from '../pixels/pixels.ts';
import { cubeRoot } from './oklab.ts';
import { smoothstep } from './smoothstep.ts';

/** The small copy's longest side: an area is some tens of pixels of it across. */
const small = 480;

/** Detail finer than this share of the picture's longest side is not an area of its own. */
const area = 1 / 40;

/** Lightness that varies by less than 0.1 within an area is detail and is kept; more is an edge, and is not crossed. */
const edge = 0.1 ** 2;

/** What ±1 means, in stops, where an area is wholly shadow or wholly highlight. */
const stops = { shadows: 1.6, highlights: 1.1 };

/** How much lighter white may become: what the curve after it has to find room for. */
export const headroom = (highlights: number): number => 2 ** (stops.highlights * Math.max(0, highlights));

/** Rows of linear light, in place; `y` counts from the top of the box that this was made for. */
export type LocalTone = (row: Float32Array, count: number, y: number) => void;

/** `highlights` and `shadows` from −1 to 1. */
export function localTone(image: Pixels, box: Box, highlights: number, shadows: number): LocalTone {
  const scale = Math.max(1, Math.ceil(Math.max(box.width, box.height) / small));
  const reduced = lightness(image, box, scale);
  const radius = Math.max(2, Math.round(Math.max(reduced.width, reduced.height) * area));
  const { a, b } = guided(reduced, radius, edge);
  const gain = gains(highlights, shadows);
  const rowA = new Float32Array(box.width);
  const rowB = new Float32Array(box.width);
  return (row, count, y) => {
    enlargedRow(a, scale, y, rowA);
    enlargedRow(b, scale, y, rowB);
    for (let x = 0, i = 0; x < count; x++, i += 3) {
      const L = cubeRoot(0.2126 * row[i]! + 0.7152 * row[i + 1]! + 0.0722 * row[i + 2]!);
      const place = Math.min(255, Math.max(0, (rowA[x]! * L + rowB[x]!) * 255));
      const low = place | 0;
      const factor = gain[low]! + (gain[low + 1]! - gain[low]!) * (place - low);
      row[i] = row[i]! * factor;
      row[i + 1] = row[i + 1]! * factor;
      row[i + 2] = row[i + 2]! * factor;
    }
  };
}

/** The gain of each area's lightness. Gentle enough that a lighter area never ends darker than a darker one. */
function gains(highlights: number, shadows: number): Float32Array {
  return Float32Array.from({ length: 257 }, (_, i) => {
    const L = Math.min(1, i / 255);
    const dark = Math.max(0, 1 - L / 0.6) ** 1.5;
    const bright = smoothstep(0.5, 0.95, L);
    return 2 ** (stops.shadows * shadows * dark + stops.highlights * highlights * bright);
  });
}

/** The cube root of the mean luminance of each `scale` × `scale` pixels. */
function lightness(image: Pixels, box: Box, scale: number): Plane {
  const plane = blankPlane(Math.ceil(box.width / scale), Math.ceil(box.height / scale));
  const counts = new Float32Array(plane.data.length);
  for (let y = 0; y < box.height; y++) {
    const to = Math.floor(y / scale) * plane.width;
    for (let x = 0, i = ((box.y + y) * image.width + box.x) * 4; x < box.width; x++, i += 4) {
      const cell = to + Math.floor(x / scale);
      const luminance =
        0.2126 * light[image.data[i]!]! +
        0.7152 * light[image.data[i + 1]!]! +
        0.0722 * light[image.data[i + 2]!]!;
      plane.data[cell] = plane.data[cell]! + luminance;
      counts[cell] = counts[cell]! + 1;
    }
  }
  for (let i = 0; i < counts.length; i++) plane.data[i] = cubeRoot(plane.data[i]! / counts[i]!);
  return plane;
}
