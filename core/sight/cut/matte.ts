/**
 * Soft edges: hair, fur, glass, what is out of focus. Along its edge a thing is cut out as a matte, where it shows there
 * that the edge is no line. All is measured on the small plane, and only applied to the picture, as in He and Sun, "Fast
 * Guided Filter", 2015. Lengths are in pixels of the plane.
 */
import type { LabPlane } from '../../colour/lab-plane.ts';
import { light } from '../../pixels/light.ts';
import type { Mask, Pixels } from '../../pixels/pixels.ts';
import { bandOf, partingsOf, reach, tile, type Band } from './band.ts';
import type { Parting } from './parting.ts';
import { trustIn } from './softness.ts';

/** Shares nearer to nothing and to all than this are grain. */
const grain = 0.06;

/**
 * `mask` with its soft edges as soft as they are; where they are crisp, it is as it was. `small` is the same thing on
 * `plane`, 0 or 255; `scale` of the picture's pixels each way are one of that.
 */
export function matted(image: Pixels, plane: LabPlane, small: Mask, mask: Mask, scale: number): Mask {
  const band = bandOf(plane, small);
  if (!band) return mask;
  const partings = partingsOf(band);
  const trust = trustIn(band, partings);
  return trust.some(value => value > 0) ? applied(image, mask, band, partings, trust, scale) : mask;
}

/** The mask with what the partings say within the band, as far as they are to be trusted. */
function applied(
  image: Pixels,
  mask: Mask,
  { box, away, deep, columns, rows }: Band,
  partings: readonly (Parting | undefined)[],
  trust: Float32Array,
  scale: number,
): Mask {
  const soft = { ...mask, data: mask.data.slice() };
  const between = new Float64Array(5);
  for (let y = 0, i = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++, i++) {
      const isIn = deep[i]! > 0;
      const most = isIn ? reach.in : reach.out;
      const distance = Math.sqrt(isIn ? deep[i]! : away[i]!);
      if (distance > most || !interpolate(partings, trust, columns, rows, x, y, between)) continue;
      // Towards the ends of the band it is known better and better what a pixel is.
      const weight = between[4]! * Math.min(1, (most - distance) / (0.3 * most));
      const [left, top] = [(box.x + x) * scale, (box.y + y) * scale];
      const [right, bottom] = [Math.min(image.width, left + scale), Math.min(image.height, top + scale)];
      for (let row = top; row < bottom; row++) {
        for (let at = row * image.width + left; at < row * image.width + right; at++) {
          const share =
            between[0]! * light[image.data[at * 4]!]! +
            between[1]! * light[image.data[at * 4 + 1]!]! +
            between[2]! * light[image.data[at * 4 + 2]!]! +
            between[3]!;
          const firm = Math.min(1, Math.max(0, (share - grain) / (1 - 2 * grain)));
          soft.data[at] = Math.round((1 - weight) * mask.data[at]! + weight * 255 * firm);
        }
      }
    }
  }
  return soft;
}

/** The weights, the offset and the trust at a place, between those of the tiles around it. Whether any is to be trusted. */
function interpolate(
  partings: readonly (Parting | undefined)[],
  trust: Float32Array,
  columns: number,
  rows: number,
  x: number,
  y: number,
  into: Float64Array,
): boolean {
  const across = Math.max(0, Math.min(columns - 1, (x + 0.5) / tile - 0.5));
  const down = Math.max(0, Math.min(rows - 1, (y + 0.5) / tile - 0.5));
  const [left, top] = [Math.floor(across), Math.floor(down)];
  into.fill(0);
  let all = 0;
  for (let v = top; v <= Math.min(rows - 1, top + 1); v++) {
    for (let u = left; u <= Math.min(columns - 1, left + 1); u++) {
      const weight = (1 - Math.abs(across - u)) * (1 - Math.abs(down - v));
      const at = v * columns + u;
      const parting = partings[at];
      if (!parting || weight === 0) continue;
      all += weight;
      for (let k = 0; k < 3; k++) into[k] = into[k]! + weight * parting.weights[k]!;
      into[3] = into[3]! + weight * parting.offset;
      into[4] = into[4]! + weight * trust[at]!;
    }
  }
  if (into[4] === 0) return false;
  for (let k = 0; k < 4; k++) into[k] = into[k]! / all;
  return true;
}
