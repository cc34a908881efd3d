/** Which of a click's proposals is meant: the cues of Alexe, Deselaers and Ferrari, 2010, weighed in a sum. */
import type { Ground } from './ground.ts';
import type { Click, Proposal } from './proposals.ts';

/**
 * Fitted to what most raises the mean overlap (a softmax over each click's proposals) on simulated clicks in the three
 * rooms of tests/fixtures/scenes. Only the cues that helped in a room that was not fitted to are here.
 */
const weights = {
  first: { weak: -18, rim: -8, round: -3.1, middle: -8.2, edges: 6.2 },
  next: { weak: -4.2, stands: 5.3, agrees: 5, deep: -1.5, fills: 4.6 },
};

/** Steps from cell to cell as pixels of the plane, and what keeps the shallowest from counting without end. */
const cellSide = 6;
const shallow = 5;

/** `isFirst`: nothing is selected yet. There is always one proposal at least. */
export function choose(
  ground: Ground,
  click: Click,
  proposals: readonly Proposal[],
  isFirst: boolean,
): Proposal {
  const shapes = proposals.map(proposal => shapeOf(ground, click, proposal));
  const scores = shapes.map((shape, k) => {
    const { weak, rim, round, middle, edges } = weights.first;
    if (isFirst) {
      return (
        weak * shape.weak +
        rim * shape.rim +
        round * shape.round +
        middle * shape.middle +
        edges * shape.edges
      );
    }
    const { stands, agrees, deep, fills } = weights.next;
    const kin = alike(ground, proposals, shapes, k);
    const { radius } = proposals[k]!;
    const fill = radius > 0 ? Math.min(1, shape.area / (Math.PI * radius * radius)) : 0;
    return (
      weights.next.weak * shape.weak +
      stands * kin.stands +
      agrees * kin.agrees +
      deep * depthOf(ground, click, shape) +
      fills * fill
    );
  });
  let best = 0;
  scores.forEach((score, k) => {
    if (score > scores[best]!) best = k;
  });
  return proposals[best]!;
}

interface Shape {
  readonly cells: readonly number[];
  readonly isIn: Uint8Array;
  /** In pixels of the plane. */
  readonly area: number;
  /** How weak its outline is, 0 to 1; what touches what is selected already is none. */
  readonly weak: number;
  /** How much of its outline is the picture's border, 0 to 1. */
  readonly rim: number;
  /** The logarithm of its outline's square over that of a circle of its area. */
  readonly round: number;
  /** How far its middle is from the click, over the root of its area. */
  readonly middle: number;
  /** How strong the borders within it are, 0 to 1: a thing has parts, and a wall has none. */
  readonly edges: number;
}

function shapeOf(
  { sizes, x, y, rim, borders, first, next, across }: Ground,
  click: Click,
  { cells }: Proposal,
): Shape {
  const isIn = new Uint8Array(sizes.length);
  for (const cell of cells) isIn[cell] = 1;
  let [area, left, top, onRim] = [0, 0, 0, 0];
  let [outline, weak, free, within, edges] = [0, 0, 0, 0, 0];
  for (const cell of cells) {
    const size = sizes[cell]!;
    area += size;
    left += x[cell]! * size;
    top += y[cell]! * size;
    onRim += rim[cell]!;
    for (let at = first[cell]!; at < first[cell + 1]!; at++) {
      const [neighbour, border] = [next[at]!, across[at]!];
      const [length, weakness] = [borders.length[border]!, borders.weakness[border]!];
      if (isIn[neighbour] === 1) {
        within += length;
        edges += length * (1 - weakness);
      } else if (click.ours[neighbour] === 1) {
        free += length;
      } else {
        outline += length;
        weak += length * weakness;
      }
    }
  }
  const around = outline + free + onRim;
  return {
    cells,
    isIn,
    area,
    weak: weak / Math.max(1, outline),
    rim: onRim / Math.max(1, around),
    round: Math.log(Math.max(1, around * around) / (4 * Math.PI * area)),
    middle: Math.hypot(left / area - click.x, top / area - click.y) / Math.sqrt(area),
    edges: edges / Math.max(1, within),
  };
}

/** How much a proposal overlaps the one before or after it of its kind, and the most like it of another. */
function alike(
  { sizes }: Ground,
  proposals: readonly Proposal[],
  shapes: readonly Shape[],
  k: number,
): { stands: number; agrees: number } {
  const { isIn, area } = shapes[k]!;
  let [stands, agrees] = [0, 0];
  shapes.forEach((other, m) => {
    const isKin = proposals[m]!.kind === proposals[k]!.kind;
    if (isKin && Math.abs(m - k) !== 1) return;
    let both = 0;
    for (const cell of other.cells) if (isIn[cell] === 1) both += sizes[cell]!;
    const overlap = both / (area + other.area - both);
    if (isKin) stands = Math.max(stands, overlap);
    else agrees = Math.max(agrees, overlap);
  });
  return { stands, agrees };
}

/** The logarithm of how far a shape reaches, over how deep the click lies in it. */
function depthOf({ first, next, rim }: Ground, { cell }: Click, { cells, isIn, area }: Shape): number {
  const steps = new Map<number, number>();
  const reached: number[] = [];
  const neighbours = (i: number): Int32Array => next.subarray(first[i], first[i + 1]);
  for (const i of cells) {
    if (rim[i]! === 0 && neighbours(i).every(neighbour => isIn[neighbour] === 1)) continue;
    steps.set(i, 1);
    reached.push(i);
  }
  for (const i of reached) {
    if (i === cell) break;
    for (const neighbour of neighbours(i)) {
      if (isIn[neighbour] === 0 || steps.has(neighbour)) continue;
      steps.set(neighbour, steps.get(i)! + 1);
      reached.push(neighbour);
    }
  }
  return Math.log(Math.sqrt(area) / (shallow + cellSide * (steps.get(cell) ?? 1)));
}
