/**
 * The usual stand-in for a person who selects by clicks: Xu et al., "Deep Interactive Object Selection", 2016. Each click
 * falls on the deepest point of the largest area that is wrong, the first one on the deepest of the thing itself.
 */
import { squaredDistance } from '../../core/pixels/distance.ts';
import { blankMask, type Mask } from '../../core/pixels/pixels.ts';

export interface Click {
  readonly x: number;
  readonly y: number;
  /** Whether it adds; else it takes away. */
  readonly adds: boolean;
}

const isIn = (value: number | undefined): boolean => value !== undefined && value > 127;

/** What the two have in common, divided by all that is either. */
export function overlap(one: Mask, other: Mask): number {
  let [both, either] = [0, 0];
  for (let i = 0; i < one.data.length; i++) {
    const [a, b] = [isIn(one.data[i]), isIn(other.data[i])];
    if (a && b) both++;
    if (a || b) either++;
  }
  return either === 0 ? 1 : both / either;
}

/** The overlap after each of so many clicks; `select` is given all clicks so far. The first is that of no click. */
export function overlaps(
  truth: Mask,
  clicks: number,
  select: (points: readonly Click[]) => Mask,
): readonly number[] {
  const points: Click[] = [];
  let taken = select(points);
  const reached = [overlap(taken, truth)];
  for (let click = 0; click < clicks; click++) {
    const next = nextClick(taken, truth);
    if (next) {
      points.push(next);
      taken = select(points);
    }
    reached.push(overlap(taken, truth));
  }
  return reached;
}

/** The mean of that over things; `selecting` tells how each is selected. */
export function meanOverlaps<T extends { readonly truth: Mask }>(
  things: readonly T[],
  clicks: number,
  selecting: (thing: T) => (points: readonly Click[]) => Mask,
): readonly number[] {
  const rows = things.map(thing => overlaps(thing.truth, clicks, selecting(thing)));
  return Array.from({ length: clicks + 1 }, (_, k) =>
    rows.reduce((sum, row) => sum + row[k]! / rows.length, 0),
  );
}

/** Where to click next; null where all is right. */
export function nextClick(taken: Mask, truth: Mask): Click | null {
  const missing = largest(truth, i => isIn(truth.data[i]) && !isIn(taken.data[i]));
  const wrong = largest(truth, i => isIn(taken.data[i]) && !isIn(truth.data[i]));
  const area = missing.length >= wrong.length ? missing : wrong;
  return area.length === 0 ? null : { ...deepest(truth, area), adds: area === missing };
}

/** The point of an area that is farthest from all that is not of it; what lies beyond the picture is not. */
function deepest({ width, height }: Mask, area: readonly number[]): { x: number; y: number } {
  const outside = blankMask(width + 2, height + 2);
  outside.data.fill(255);
  const moved = (i: number): number => (Math.floor(i / width) + 1) * (width + 2) + (i % width) + 1;
  for (const i of area) outside.data[moved(i)] = 0;
  const box = { x: 0, y: 0, width: width + 2, height: height + 2 };
  const distance = squaredDistance(outside, box, width + height);
  let best = area[0] ?? 0;
  for (const i of area) if (distance[moved(i)]! > distance[moved(best)]!) best = i;
  return { x: best % width, y: Math.floor(best / width) };
}

/** The largest area of pixels that hang together by their sides. */
function largest({ width, height }: Mask, counts: (i: number) => boolean): readonly number[] {
  const seen = new Uint8Array(width * height);
  let best: number[] = [];
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] === 1 || !counts(start)) continue;
    const area = [start];
    seen[start] = 1;
    const offer = (i: number): void => {
      if (seen[i] === 1 || !counts(i)) return;
      seen[i] = 1;
      area.push(i);
    };
    for (const i of area) {
      const x = i % width;
      if (x > 0) offer(i - 1);
      if (x < width - 1) offer(i + 1);
      if (i >= width) offer(i - width);
      if (i < (height - 1) * width) offer(i + width);
    }
    if (area.length > best.length) best = area;
  }
  return best;
}
