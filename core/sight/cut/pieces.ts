/** A picture's surfaces for cutting things out: from finer cells, so that small things keep their outline, yet fewer. */
import { cellsOf, coloursOf } from '../../colour/cells.ts';
import { smoothed } from '../../colour/lab-plane.ts';
import { joinsOf, type Join } from '../../colour/regions.ts';
import type { Surfaces } from '../../colour/surfaces.ts';

/** The side of the squares that the cells rise from, in pixels of the plane. */
const grid = 4;

/**
 * The cheapest joins are made until this many cells are left: what they join is one surface to the eye, and so a click
 * has seven times fewer cells to tell apart. The best union of them overlaps the things of our rooms by 0.94, as before.
 */
const enough = 2000;

/** Surfaces of the same picture with other cells. */
export function piecesOf(surfaces: Surfaces): Surfaces {
  const { plane } = surfaces;
  const smooth = smoothed(plane);
  const fine = cellsOf(smooth, grid);
  const joins = joinsOf(smooth, fine, coloursOf(plane, fine));
  const made = Math.max(0, fine.count - enough);
  const piece = joined(fine.count, joins.slice(0, made));
  const cells = { count: fine.count - made, labels: fine.labels.map(cell => piece[cell]!) };
  const left = joins.slice(made).map(({ kept, gone, cost }) => {
    return { kept: piece[kept]!, gone: piece[gone]!, cost };
  });
  return { ...surfaces, cells, colours: coloursOf(plane, cells), joins: left };
}

/** The number of the piece that each cell belongs to once these joins are made. */
function joined(cells: number, joins: readonly Join[]): Int32Array {
  const into = Int32Array.from({ length: cells }, (_, cell) => cell);
  for (const { kept, gone } of joins) into[gone] = kept;
  const piece = new Int32Array(cells).fill(-1);
  let count = 0;
  into.forEach((kept, cell) => {
    if (kept === cell) piece[cell] = count++;
  });
  // Backwards, where a region went is already known when what it took in before is met.
  for (const { kept, gone } of joins.toReversed()) piece[gone] = piece[kept]!;
  return piece;
}
