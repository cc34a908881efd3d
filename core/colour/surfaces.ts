/** The surfaces within surfaces that a picture is made of, and which of those around a place stands out most. */
import type { Size } from '../pixels/box.ts';
import type { Pixels } from '../pixels/pixels.ts';
import { cellsOf, coloursOf, type Cells } from './cells.ts';
import { labPlane, smoothed, type LabPlane } from './lab-plane.ts';
import { joinsOf, type Join } from './regions.ts';

/** Surfaces are sought on a copy of about this many pixels. */
const enough = 300_000;

/** How steeply a surface counts less, the further from the asked cost it stands. */
const steep = 2.5;

export interface Surfaces {
  /** So many pixels of the picture, each way, are one of the copy. */
  readonly scale: number;
  readonly plane: LabPlane;
  readonly cells: Cells;
  /** L, a and b of each cell. */
  readonly colours: Float64Array;
  readonly joins: readonly Join[];
}

/** So many pixels each way become one of the copy. */
export const scaleFor = ({ width, height }: Size): number =>
  Math.max(1, Math.ceil(Math.sqrt((width * height) / enough)));

export function surfacesOf(image: Pixels): Surfaces {
  const scale = scaleFor(image);
  const plane = labPlane(image, scale);
  const smooth = smoothed(plane);
  const cells = cellsOf(smooth);
  const colours = coloursOf(plane, cells);
  return { scale, plane, cells, colours, joins: joinsOf(smooth, cells, colours) };
}

/**
 * The cells, as 0 or 1, of the surface around `seed` that joins of about `cost` leave alone. Of all surfaces around it
 * the one that stands longest near that cost is meant: what has a firm edge holds although another edge gave way at much
 * the same cost. Each stands for a stretch of costs, weighed by a logistic curve over their logarithm; that curve's
 * ratios rise with `cost`, so a larger one never chooses a smaller surface.
 */
export function surfaceAround({ cells, joins }: Surfaces, seed: number, cost: number): Uint8Array {
  const upTo = (limit: number): number => (limit === 0 ? 0 : 1 / (1 + (cost / limit) ** steep));
  let [root, from, best, end] = [seed, 0, -1, 0];
  joins.forEach((join, i) => {
    if (join.kept !== root && join.gone !== root) return;
    root = join.kept;
    const stands = upTo(join.cost) - upTo(from);
    if (stands > best) [best, end] = [stands, i];
    from = join.cost;
  });
  if (1 - upTo(from) > best) end = joins.length;
  return cellsWith(seed, joins.slice(0, end), cells.count);
}

/** The cells that these joins put together with `seed`. */
function cellsWith(seed: number, joins: readonly Join[], count: number): Uint8Array {
  const isIn = new Uint8Array(count);
  let root = seed;
  for (const { kept, gone } of joins) if (gone === root) root = kept;
  isIn[root] = 1;
  // Backwards, a region is already known when what it took in is met.
  for (const { kept, gone } of joins.toReversed()) isIn[gone] = isIn[kept]!;
  return isIn;
}
