/** What every surface within surfaces of a picture measures: all sums, so that what two are joined to measures the sum of both. */
import type { Surfaces } from '../../colour/surfaces.ts';
import { basicColours } from '../../contract/scene.ts';
import { basicNames } from '../colours.ts';
import { inWhiteLight } from './white.ts';

export const measures = [
  'size',
  'L',
  'a',
  'b',
  'x',
  'y',
  'slope',
  'bend',
  'top',
  'right',
  'bottom',
  'left',
] as const;
type Measure = (typeof measures)[number];

/** Nodes are numbered from the cells on, each join after those that it joins. */
export interface Tree {
  readonly count: number;
  /** Sums over each node's pixels, of the copy that surfaces are sought on; sides are counts of its pixels on the rim. */
  readonly of: Readonly<Record<Measure, Float64Array>>;
  /** Pixels of each basic colour, node by node. */
  readonly colours: Float64Array;
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

export function treeOf({ plane, cells, colours: seen, joins }: Surfaces): Tree {
  const leaves = cells.count;
  const count = leaves + joins.length;
  const numbers = (): Float64Array => new Float64Array(count);
  const of: Record<Measure, Float64Array> = {
    size: numbers(),
    L: numbers(),
    a: numbers(),
    b: numbers(),
    x: numbers(),
    y: numbers(),
    slope: numbers(),
    bend: numbers(),
    top: numbers(),
    right: numbers(),
    bottom: numbers(),
    left: numbers(),
  };
  const boxes = new Int32Array(count * 4);
  for (let node = 0; node < count; node++) boxes.set([plane.width, plane.height, -1, -1], node * 4);
  countPixels({ plane, cells }, of, boxes);
  const means = inWhiteLight(seen, of.size);
  const colours = new Float64Array(count * basicColours.length);
  for (let cell = 0; cell < leaves; cell++) {
    for (const [k, measure] of (['L', 'a', 'b'] as const).entries())
      of[measure][cell] = means[cell * 3 + k]! * of.size[cell]!;
    const names = basicNames({ L: means[cell * 3]!, a: means[cell * 3 + 1]!, b: means[cell * 3 + 2]! });
    basicColours.forEach((name, k) => {
      colours[cell * basicColours.length + k] = (names.get(name) ?? 0) * of.size[cell]!;
    });
  }
  const [low, high] = [numbers(), numbers().fill(Infinity)];
  const children = new Int32Array(count * 2).fill(-1);
  const now = Int32Array.from({ length: leaves }, (_, cell) => cell);
  joins.forEach(({ kept, gone, cost }, i) => {
    const [node, one, other] = [leaves + i, now[kept]!, now[gone]!];
    children.set([one, other], node * 2);
    for (const measure of measures) of[measure][node] = of[measure][one]! + of[measure][other]!;
    for (let k = 0; k < basicColours.length; k++)
      colours[node * basicColours.length + k] =
        colours[one * basicColours.length + k]! + colours[other * basicColours.length + k]!;
    for (let k = 0; k < 4; k++) {
      const nearer = k < 2 ? Math.min : Math.max;
      boxes[node * 4 + k] = nearer(boxes[one * 4 + k]!, boxes[other * 4 + k]!);
    }
    low[node] = cost;
    high[one] = high[other] = cost;
    now[kept] = node;
  });
  return { count, of, colours, boxes, low, high, ...leavesOf(children, leaves) };
}

function countPixels(
  { plane: { width, height, data }, cells: { labels } }: Pick<Surfaces, 'plane' | 'cells'>,
  of: Record<Measure, Float64Array>,
  boxes: Int32Array,
): void {
  const add = (measure: Measure, cell: number, value: number): void => {
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
}

/** Puts the cells in a row in which each node's stand together. */
function leavesOf(children: Int32Array, leaves: number): Pick<Tree, 'order' | 'from' | 'to'> {
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
