/** A region that somebody else outlined, measured as those are that were found by their looks. */
import { coloursOf, type Cells } from '../../colour/cells.ts';
import type { Surfaces } from '../../colour/surfaces.ts';
import type { Region } from '../../contract/scene.ts';
import type { Size } from '../../pixels/box.ts';
import type { Mask } from '../../pixels/pixels.ts';
import { measured } from './measured.ts';
import { regionOf } from './see.ts';

/** Of a picture of `size`. `mask` is of the copy that its surfaces are sought on; nothing where that marks nothing. */
export function regionIn(mask: Mask, surfaces: Surfaces, id: number, size: Size): Region | undefined {
  const { plane, scale } = surfaces;
  const { cells, inside } = parted(surfaces.cells, mask);
  const first = inside.indexOf(true);
  if (first < 0) return undefined;
  const other = inside.indexOf(false);
  const join = (kept: number, isIn: boolean): { kept: number; gone: number; cost: number }[] =>
    inside.flatMap((within, gone) => (within === isIn && gone !== kept ? { kept, gone, cost: 0 } : []));
  // All that is marked, then all that is not, then both: so the tree has a node for each, and a root.
  const [marked, rest] = [join(first, true), join(other, false)];
  const all = other < 0 ? [] : [{ kept: first, gone: other, cost: 0 }];
  const parts = {
    plane,
    scale,
    cells,
    colours: coloursOf(plane, cells),
    joins: [...marked, ...rest, ...all],
  };
  const node = marked.length === 0 ? first : cells.count + marked.length - 1;
  return regionOf(measured(parts), node, id, parts, size);
}

/** The cells, cut along the mask's edge; and which of them it marks. */
function parted({ labels, count }: Cells, { data }: Mask): { cells: Cells; inside: boolean[] } {
  const names = new Int32Array(2 * count).fill(-1);
  const inside: boolean[] = [];
  const cut = labels.map((cell, at) => {
    const isIn = data[at] !== 0;
    const name = 2 * cell + (isIn ? 1 : 0);
    if (names[name] === -1) names[name] = inside.push(isIn) - 1;
    return names[name]!;
  });
  return { cells: { labels: cut, count: inside.length }, inside };
}
