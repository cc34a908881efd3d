/**
 * A picture as surfaces within surfaces: its cells, joined again and again where they are most alike, until all are one
 * (the binary partition tree of Salembier and Garrido, 2000). What lies between two of them is measured along all of
 * their border, so that weave and grain cancel out, and a gap in an edge is no way through.
 */
import type { Cells } from './cells.ts';
import { Heap } from './heap.ts';
import type { LabPlane } from './lab-plane.ts';
import { unlike } from './unlike.ts';

/** A surface of full weight, as a share of the picture; at most this many times that counts. */
const full = 1 / 800;
const most = 1.6;

/** Lightness has this part of its weight between whole surfaces, which light may fall across. */
const lightnessOfWholes = 0.2;

/** Of what is equally alike the small ones go first, lest on an even ground one giant eat its neighbours one by one. */
const tie = 1e-10;

/** The two sides of a border are looked at this far from it, in pixels: an edge is as wide as that. */
const aside = 1;

/** From here on, what belonged to the region `gone` belongs to `kept`. */
export interface Join {
  readonly kept: number;
  readonly gone: number;
  /** How unlike the two were; small surfaces are less so. Never less than in the join before. */
  readonly cost: number;
}

interface Border {
  one: number;
  other: number;
  /** In pixels. */
  length: number;
  /** How unlike its two sides are, times its length. */
  contrast: number;
  /** What joining the two would cost; another number once the border has changed. */
  cost: number;
}

interface Region {
  /** In pixels. */
  size: number;
  /** Means of L, a and b. */
  readonly mean: Float64Array;
  /** By neighbour. */
  readonly borders: Map<number, Border>;
}

/** All joins in their order. At first, each cell is the region of its own number, of the colour in `colours`. */
export function joinsOf(smooth: LabPlane, cells: Cells, colours: Float64Array): Join[] {
  const list = regionsOf(cells, colours);
  return joined(list, bordersOf(list, smooth, cells), cells.labels.length * full);
}

function regionsOf({ count, labels }: Cells, colours: Float64Array): Region[] {
  const list = Array.from({ length: count }, (_, cell): Region => ({
    size: 0,
    mean: colours.slice(cell * 3, cell * 3 + 3),
    borders: new Map(),
  }));
  for (const cell of labels) list[cell]!.size++;
  return list;
}

/** Both sides of every border between cells are averaged before they are compared. */
function bordersOf(
  list: readonly Region[],
  { width, height, data }: LabPlane,
  { labels }: Cells,
): Iterable<Border> {
  const sides = new Map<Border, Float64Array>();
  const add = (one: number, other: number, beside: number, beyond: number): void => {
    let border = list[one]!.borders.get(other);
    if (!border) {
      border = { one, other, length: 0, contrast: 0, cost: 0 };
      list[one]!.borders.set(other, border);
      list[other]!.borders.set(one, border);
      sides.set(border, new Float64Array(6));
    }
    border.length++;
    const side = sides.get(border)!;
    const [first, second] = border.one === one ? [beside, beyond] : [beyond, beside];
    for (let c = 0; c < 3; c++) {
      side[c] = side[c]! + data[first * 3 + c]!;
      side[c + 3] = side[c + 3]! + data[second * 3 + c]!;
    }
  };
  for (let y = 0, i = 0; y < height; y++) {
    const up = Math.min(y, aside) * width;
    const down = Math.min(height - 1 - y, 1 + aside) * width;
    for (let x = 0; x < width; x++, i++) {
      const here = labels[i]!;
      if (x < width - 1 && labels[i + 1] !== here)
        add(here, labels[i + 1]!, i - Math.min(x, aside), i + Math.min(width - 1 - x, 1 + aside));
      if (y < height - 1 && labels[i + width] !== here) add(here, labels[i + width]!, i - up, i + down);
    }
  }
  for (const [border, side] of sides) {
    const mean = side.map(value => value / border.length);
    border.contrast = unlike(mean, 0, mean, 3) * border.length;
  }
  return sides.keys();
}

/**
 * Joins the cheapest pair until one is left. That small surfaces are cheap keeps specks and folds from standing alone,
 * as in Koepfler, Lopez and Morel, "A Multiscale Algorithm for Image Segmentation by Variational Method", 1994.
 */
function joined(list: readonly Region[], borders: Iterable<Border>, whole: number): Join[] {
  const heap = new Heap<Border>();
  const offer = (border: Border): void => {
    const [one, other] = [list[border.one]!, list[border.other]!];
    const apart =
      (border.contrast / border.length + unlike(one.mean, 0, other.mean, 0, lightnessOfWholes)) / 2;
    const weight = Math.min(most, Math.min(one.size, other.size) / whole);
    border.cost = apart * weight + tie * (one.size + other.size);
    heap.push(border.cost, border);
  };
  for (const border of borders) offer(border);
  const joins: Join[] = [];
  let cost = 0;
  for (let next = heap.pop(); next; next = heap.pop()) {
    if (next.item.cost !== next.key) continue;
    const [kept, gone] = join(list, next.item);
    cost = Math.max(cost, next.key);
    joins.push({ kept, gone, cost });
    for (const border of list[kept]!.borders.values()) offer(border);
  }
  return joins;
}

/** Returns the one that is now both, and the one that no longer counts. */
function join(list: readonly Region[], between: Border): [kept: number, gone: number] {
  const hasMore = list[between.one]!.borders.size >= list[between.other]!.borders.size;
  const [kept, gone] = hasMore ? [between.one, between.other] : [between.other, between.one];
  const [all, part] = [list[kept]!, list[gone]!];
  const share = part.size / (all.size + part.size);
  for (let c = 0; c < 3; c++) all.mean[c] = all.mean[c]! + share * (part.mean[c]! - all.mean[c]!);
  all.size += part.size;
  all.borders.delete(gone);
  part.borders.delete(kept);
  between.cost = -1;
  for (const [beyond, border] of part.borders) {
    const neighbour = list[beyond]!;
    neighbour.borders.delete(gone);
    const same = all.borders.get(beyond);
    if (same) {
      same.length += border.length;
      same.contrast += border.contrast;
      border.cost = -1;
    } else {
      if (border.one === gone) border.one = kept;
      else border.other = kept;
      all.borders.set(beyond, border);
      neighbour.borders.set(kept, border);
    }
  }
  return [kept, gone];
}
