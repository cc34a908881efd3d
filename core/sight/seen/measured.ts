/** What every surface within surfaces of a picture measures: all sums, so that what two are joined to measures the sum of both. */
import type { Surfaces } from '../../colour/surfaces.ts';
import type { Side } from '../../contract/plan.ts';
import { basicColours } from '../../contract/scene.ts';
import { basicNames } from '../colours.ts';
import { sumsOver, treeOf } from '../../colour/tree.ts';
import { inWhiteLight } from './white.ts';

type Counted = 'size' | 'x' | 'y' | 'slope' | 'bend' | Side;
type Measure = Counted | 'L' | 'a' | 'b';

/** By node of the tree of surfaces (`colour/tree.ts`). */
export interface Measured {
  readonly count: number;
  /** Sums over each node's pixels, of the copy that surfaces are sought on; sides are counts of its pixels on the rim. */
  readonly of: Readonly<Record<Measure, Float64Array>>;
  /** Pixels of each basic colour, in their order. */
  readonly colours: readonly Float64Array[];
  /** Left, top, right, bottom (both within) of each. */
  readonly boxes: Int32Array;
  /** The costs at which it came to be, and at which it is joined to another. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Which cells it holds: `order[from]` up to, and not with, `order[to]`. */
  readonly order: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

export function measured({ plane, cells, colours: seen, joins }: Surfaces): Measured {
  const tree = treeOf(cells.count, joins);
  const { parent, cost: low, children } = tree;
  const count = parent.length;
  const boxes = new Int32Array(count * 4);
  for (let node = 0; node < count; node++) boxes.set([plane.width, plane.height, -1, -1], node * 4);
  const counted = countPixels({ plane, cells }, boxes);
  for (let node = cells.count; node < count; node++) {
    const [one, other] = [children[node * 2]!, children[node * 2 + 1]!];
    for (let k = 0; k < 4; k++) {
      const outer = k < 2 ? Math.min : Math.max;
      boxes[node * 4 + k] = outer(boxes[one * 4 + k]!, boxes[other * 4 + k]!);
    }
  }
  const sum = (by: Float64Array): Float64Array => sumsOver(tree, cell => by[cell]!);
  const means = inWhiteLight(seen, counted.size);
  const ofMean = (k: number): Float64Array =>
    sumsOver(tree, cell => means[cell * 3 + k]! * counted.size[cell]!);
  const likely = Array.from({ length: cells.count }, (_, cell) =>
    basicNames({ L: means[cell * 3]!, a: means[cell * 3 + 1]!, b: means[cell * 3 + 2]! }),
  );
  return {
    count,
    of: {
      size: sum(counted.size),
      L: ofMean(0),
      a: ofMean(1),
      b: ofMean(2),
      x: sum(counted.x),
      y: sum(counted.y),
      slope: sum(counted.slope),
      bend: sum(counted.bend),
      top: sum(counted.top),
      right: sum(counted.right),
      bottom: sum(counted.bottom),
      left: sum(counted.left),
    },
    colours: basicColours.map(name =>
      sumsOver(tree, cell => (likely[cell]!.get(name) ?? 0) * counted.size[cell]!),
    ),
    boxes,
    low,
    high: Float64Array.from(parent, above => (above < 0 ? Infinity : low[above]!)),
    ...leavesOf(children, cells.count),
  };
}

/** By cell; and the cells' boxes, into `boxes`. */
function countPixels(
  { plane: { width, height, data }, cells: { labels, count } }: Pick<Surfaces, 'plane' | 'cells'>,
  boxes: Int32Array,
): Record<Counted, Float64Array> {
  const numbers = (): Float64Array => new Float64Array(count);
  const of: Record<Counted, Float64Array> = {
    size: numbers(),
    x: numbers(),
    y: numbers(),
    slope: numbers(),
    bend: numbers(),
    top: numbers(),
    right: numbers(),
    bottom: numbers(),
    left: numbers(),
  };
  const add = (measure: Counted, cell: number, value: number): void => {
    of[measure][cell] = of[measure][cell]! + value;
  };
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const cell = labels[i]!;
      add('size', cell, 1);
      add('x', cell, x + 0.5);
      add('y', cell, y + 0.5);
      if (x > 0 && x < width - 1 && y > 0 && y < height - 1) {
        const [here, left, right] = [data[i * 3]!, data[(i - 1) * 3]!, data[(i + 1) * 3]!];
        const [up, down] = [data[(i - width) * 3]!, data[(i + width) * 3]!];
        add('slope', cell, Math.hypot(right - left, down - up) / 2);
        add('bend', cell, Math.abs(left + right + up + down - 4 * here) / 2);
      }
      if (y === 0) add('top', cell, 1);
      if (x === width - 1) add('right', cell, 1);
      if (y === height - 1) add('bottom', cell, 1);
      if (x === 0) add('left', cell, 1);
      const box = cell * 4;
      boxes[box] = Math.min(boxes[box]!, x);
      boxes[box + 1] = Math.min(boxes[box + 1]!, y);
      boxes[box + 2] = Math.max(boxes[box + 2]!, x);
      boxes[box + 3] = Math.max(boxes[box + 3]!, y);
    }
  }
  return of;
}

/** Puts the cells in a row in which each node's stand together. */
function leavesOf(children: Int32Array, leaves: number): Pick<Measured, 'order' | 'from' | 'to'> {
  const count = children.length / 2;
  const [from, sizes] = [new Int32Array(count), new Int32Array(count).fill(1)];
  for (let node = leaves; node < count; node++)
    sizes[node] = sizes[children[node * 2]!]! + sizes[children[node * 2 + 1]!]!;
  const order = new Int32Array(leaves);
  // From the last join, which holds all, down to the cells.
  for (let node = count - 1; node >= 0; node--) {
    if (node < leaves) order[from[node]!] = node;
    else {
      const [one, other] = [children[node * 2]!, children[node * 2 + 1]!];
      from[one] = from[node]!;
      from[other] = from[node]! + sizes[one]!;
    }
  }
  return { order, from, to: from.map((start, node) => start + sizes[node]!) };
}
