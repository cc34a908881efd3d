/**
 * Soft edges: hair, fur, glass, what is out of focus. Along its edge a thing is cut out as a matte, where it shows there
 * that the edge is no line. All is measured on the small plane, and only applied to the picture, as in He and Sun, "Fast
 * Guided Filter", 2015. Lengths are in pixels of the plane.
 */
import { oklabToLight } from '../../colour/oklab.ts';
import type { LabPlane } from '../../colour/lab-plane.ts';
import { smoothstep } from '../../colour/smoothstep.ts';
import { pad, type Box } from '../../pixels/box.ts';
import { cropMask } from '../../pixels/crop.ts';
import { squaredDistance } from '../../pixels/distance.ts';
import { light } from '../../pixels/light.ts';
import { bounds } from '../../pixels/mask.ts';
import type { Mask, Pixels } from '../../pixels/pixels.ts';
import { add, partingOf, shareOf, strangeness, sums, type Parting } from './parting.ts';

/** The band in which a pixel may be partly the thing: so far out, and so far in. Beyond, it is known what it is. */
const reach = { out: 20, in: 10 };

/** How far beyond the band a place is still an example. */
const example = 32;

/** Tiles have one parting each, of what is in those around, by a Gaussian of `near` tiles. */
const tile = 16;
const around = 2;
const near = 1;

/** Sides that are not so clearly apart (see `Parting`) are not parted: grain would be taken for hair. */
const clearest = 30;

/** What is next to the edge, and what is far from it: an edge is soft where the first is more of the thing than the second. */
const beside = { from: 1.5, to: 5 };
const far = { from: 16, to: 24 };
const isSoft = { least: 0.1, surely: 0.18 };
const enough = { beside: 20, far: 10 };

/** A light so strange (four standard deviations) is neither of the two, nor between; of those there may be so many. */
const strange = 16;
const strangers = { few: 0.05, many: 0.15 };

/** Shares nearer to nothing and to all than this are grain. */
const grain = 0.06;

interface Band {
  readonly box: Box;
  /** The square of how far each of the box's pixels is from the thing, and how deep in it. */
  readonly away: Uint32Array;
  readonly deep: Uint32Array;
  readonly light: Float32Array;
  readonly columns: number;
  readonly rows: number;
}

/**
 * `mask` with its soft edges as soft as they are; where they are crisp, it is as it was. `small` is the same thing on
 * `plane`, 0 or 255; `scale` of the picture's pixels each way are one of that.
 */
export function matted(image: Pixels, plane: LabPlane, small: Mask, mask: Mask, scale: number): Mask {
  const box = pad(bounds(small), reach.out + example, small);
  if (box.width <= 0 || box.height <= 0) return mask;
  const band = bandOf(plane, small, box);
  const partings = partingsOf(band);
  const trust = trustIn(band, partings);
  return trust.some(value => value > 0) ? applied(image, mask, band, partings, trust, scale) : mask;
}

function bandOf(plane: LabPlane, small: Mask, box: Box): Band {
  const part = cropMask(small, box);
  const rest = { ...part, data: part.data.map(value => 255 - value) };
  const whole = { ...box, x: 0, y: 0 };
  const row = new Float32Array(box.width * 3);
  const lights = new Float32Array(box.width * box.height * 3);
  for (let y = 0; y < box.height; y++) {
    const from = ((box.y + y) * plane.width + box.x) * 3;
    row.set(plane.data.subarray(from, from + row.length));
    oklabToLight(row, box.width);
    lights.set(row, y * row.length);
  }
  return {
    box,
    away: squaredDistance(part, whole, reach.out + example),
    deep: squaredDistance(rest, whole, reach.in + example),
    light: lights,
    columns: Math.ceil(box.width / tile),
    rows: Math.ceil(box.height / tile),
  };
}

/** For each tile, how the thing and what is behind it are parted there; nothing where they are too much alike. */
function partingsOf({ box, away, deep, light, columns, rows }: Band): readonly (Parting | undefined)[] {
  const known = new Float64Array(columns * rows * 2 * sums);
  const outer = [reach.out ** 2, (reach.out + example) ** 2] as const;
  const inner = [reach.in ** 2, (reach.in + example) ** 2] as const;
  for (let y = 0, i = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++, i++) {
      const isThing = deep[i]! > inner[0] && deep[i]! <= inner[1];
      if (!isThing && !(away[i]! > outer[0] && away[i]! <= outer[1])) continue;
      const at = (tileAt(columns, x, y) * 2 + (isThing ? 0 : 1)) * sums;
      add(known, at, light[i * 3]!, light[i * 3 + 1]!, light[i * 3 + 2]!);
    }
  }
  const [thing, behind] = [new Float64Array(sums), new Float64Array(sums)];
  return Array.from({ length: columns * rows }, (_, at) => {
    const [column, row] = [at % columns, Math.floor(at / columns)];
    thing.fill(0);
    behind.fill(0);
    for (let v = Math.max(0, row - around); v <= Math.min(rows - 1, row + around); v++) {
      for (let u = Math.max(0, column - around); u <= Math.min(columns - 1, column + around); u++) {
        const weight = Math.exp(-((u - column) ** 2 + (v - row) ** 2) / (2 * near * near));
        const from = (v * columns + u) * 2 * sums;
        for (let k = 0; k < sums; k++) {
          thing[k] = thing[k]! + weight * known[from + k]!;
          behind[k] = behind[k]! + weight * known[from + sums + k]!;
        }
      }
    }
    const parting = partingOf(thing, behind);
    return parting && parting.clear >= clearest ? parting : undefined;
  });
}

const tileAt = (columns: number, x: number, y: number): number =>
  Math.floor(y / tile) * columns + Math.floor(x / tile);

/** How sure it is, from 0 to 1, that the edge in each tile and those around it is soft. */
function trustIn(band: Band, partings: readonly (Parting | undefined)[]): Float32Array {
  const { box, away, light, columns, rows } = band;
  /** Of each tile: how much of what is beside the edge is the thing, of how many pixels; the same far off; and strangers. */
  const seen = new Float64Array(columns * rows * 5);
  const [from, to] = [beside.from ** 2, beside.to ** 2];
  const [farFrom, farTo] = [far.from ** 2, far.to ** 2];
  for (let y = 0, i = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++, i++) {
      const distance = away[i]!;
      const isBeside = distance > from && distance <= to;
      if (!isBeside && !(distance > farFrom && distance <= farTo)) continue;
      const at = tileAt(columns, x, y);
      const parting = partings[at];
      if (!parting) continue;
      const [r, g, b] = [light[i * 3]!, light[i * 3 + 1]!, light[i * 3 + 2]!];
      const share = shareOf(parting, r, g, b);
      const k = at * 5 + (isBeside ? 0 : 2);
      seen[k] = seen[k]! + share;
      seen[k + 1] = seen[k + 1]! + 1;
      if (strangeness(parting, share, r, g, b) > strange) seen[at * 5 + 4] = seen[at * 5 + 4]! + 1;
    }
  }
  return Float32Array.from(partings, (parting, at) => {
    if (!parting) return 0;
    const [column, row] = [at % columns, Math.floor(at / columns)];
    const here = [0, 0, 0, 0, 0];
    for (let v = Math.max(0, row - 1); v <= Math.min(rows - 1, row + 1); v++) {
      for (let u = Math.max(0, column - 1); u <= Math.min(columns - 1, column + 1); u++) {
        for (let k = 0; k < 5; k++) here[k] = here[k]! + seen[(v * columns + u) * 5 + k]!;
      }
    }
    const [close, closeCount, off, offCount, others] = here as [number, number, number, number, number];
    if (closeCount < enough.beside || offCount < enough.far) return 0;
    const more = close / closeCount - off / offCount;
    const known = 1 - smoothstep(strangers.few, strangers.many, others / (closeCount + offCount));
    return known * smoothstep(isSoft.least, isSoft.surely, more);
  });
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
