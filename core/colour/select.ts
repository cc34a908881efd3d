/** What a tap means: the thing of one make under the finger, through its folds and shades, up to its edges. */
import { Fault } from '../contract/fault.ts';
import { fillHoles } from '../pixels/components.ts';
import { blankMask, type Mask, type Pixels } from '../pixels/pixels.ts';
import type { LabPlane } from './lab-plane.ts';
import { refine } from './refine.ts';
import { surfaceAround, surfacesOf } from './surfaces.ts';
import { unlike } from './unlike.ts';

/** Specks of other colours inside a region, up to this share of it, belong to it. */
const speck = 0.01;

/** A pixel this far in Oklab from all its neighbours is noise, a glint or a thread. */
const grain = 0.06;

/** Under this distance in Oklab no eye tells two colours apart. */
const indistinct = 0.006;

/** What a tolerance half-way to everything (0.62) allows: of the joins' cost, and of difference from the tapped place. */
const allowed = { cost: 0.15, cell: 0.2, pixel: 4 };

/** How much of its weight lightness has within one surface, where shades and folds are. */
const lightnessWithin = 0.3;

/**
 * The pixels like the one at (x, y) and joined to it. `tolerance` from 0 (only what cannot be told apart) to 1 (all
 * there is); more never takes less. A hard inside, with a soft edge where pixels are half of one thing and half of
 * another. `surfaces` are those of the same `image`, where they are known from a tap before.
 * Throws `bad-request` where (x, y) lies outside the picture.
 */
export function selectLike(
  image: Pixels,
  x: number,
  y: number,
  tolerance: number,
  surfaces = surfacesOf(image),
): Mask {
  if (!(x >= 0 && y >= 0 && x < image.width && y < image.height)) {
    throw new Fault('bad-request', 'That point lies outside the picture. Tap inside it.');
  }
  const { scale, plane, cells, colours } = surfaces;
  const t = Math.min(1, Math.max(0, tolerance));
  const far = t === 1 ? Infinity : (t * t) / (1 - t);
  const start = typicalNear(plane, Math.floor(x / scale), Math.floor(y / scale));
  const seed = cells.labels[start]!;
  const isIn = surfaceAround(surfaces, seed, allowed.cost * far).map((value, cell) =>
    unlike(colours, seed * 3, colours, cell * 3, lightnessWithin) <= allowed.cell * far ? value : 0,
  );
  const small = joinedTo(plane, start, i => isIn[cells.labels[i]!] === 1, indistinct + allowed.pixel * far);
  const size = small.data.reduce((sum, value) => sum + (value >> 7), 0);
  fillHoles(small, Math.max(8, size * speck));
  const mask = refine(image, plane, small, scale);
  mask.data[Math.floor(y) * image.width + Math.floor(x)] = 255;
  return mask;
}

/** The pixels that `isNear` allows, not further than `colour` from that of `start`, and joined to it. */
function joinedTo(
  { width, height, data }: LabPlane,
  start: number,
  isNear: (i: number) => boolean,
  colour: number,
): Mask {
  const mask = blankMask(width, height);
  const [L, a, b] = data.subarray(start * 3, start * 3 + 3);
  const stack: number[] = [];
  const offer = (i: number): void => {
    if (mask.data[i] === 255 || !isNear(i)) return;
    if (Math.hypot(data[i * 3]! - L!, data[i * 3 + 1]! - a!, data[i * 3 + 2]! - b!) > colour) return;
    mask.data[i] = 255;
    stack.push(i);
  };
  offer(start);
  for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
    const x = i % width;
    if (x > 0) offer(i - 1);
    if (x < width - 1) offer(i + 1);
    if (i >= width) offer(i - width);
    if (i < (height - 1) * width) offer(i + width);
  }
  return mask;
}

/** The most typical pixel within two of a tap, lest a grain of noise be taken for the thing. */
function typicalNear({ width, height, data }: LabPlane, x: number, y: number): number {
  const near: number[] = [];
  for (let j = Math.max(0, y - 2); j <= Math.min(height - 1, y + 2); j++) {
    for (let i = Math.max(0, x - 2); i <= Math.min(width - 1, x + 2); i++) near.push((j * width + i) * 3);
  }
  const middle = [0, 1, 2].map(c => near.map(at => data[at + c]!).sort((a, b) => a - b)[near.length >> 1]!);
  const away = (at: number): number =>
    middle.reduce((sum, value, c) => sum + Math.abs(data[at + c]! - value), 0);
  const tapped = (y * width + x) * 3;
  // The tapped pixel itself, unless it stands out: near an edge the person meant their own side of it.
  const best = away(tapped) < grain ? tapped : near.reduce((best, at) => (away(at) < away(best) ? at : best));
  return best / 3;
}
