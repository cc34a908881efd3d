/** A thing to be clicked on, on the plane that clicks are understood on. */
import { blankMask, type Mask } from '../../../core/pixels/pixels.ts';
import type { Proposal } from '../../../core/sight/cut/proposals.ts';
import type { Thing } from '../../bench/things.ts';

export interface Target extends Thing {
  /** 255 where most of a pixel of the plane is the thing's, else 0. */
  readonly small: Mask;
  /** How many of each cell's pixels those are, and how many there are in all. */
  readonly within: Float64Array;
  readonly area: number;
}

/** The name of a view is its room's and its own. */
export const roomOf = (name: string): string => name.replace(/-v\d$/, '');

export function targetOf(thing: Thing): Target {
  const { plane, cells, scale } = thing.ground.surfaces;
  const small = blankMask(plane.width, plane.height);
  const within = new Float64Array(cells.count);
  let area = 0;
  for (let i = 0; i < small.data.length; i++) {
    const [x, y] = [i % plane.width, Math.floor(i / plane.width)];
    if (covered(thing, x * scale, y * scale, scale) * 2 <= scale * scale) continue;
    small.data[i] = 255;
    within[cells.labels[i]!]! += 1;
    area++;
  }
  return { ...thing, small, within, area };
}

function covered({ truth }: Thing, left: number, top: number, side: number): number {
  let count = 0;
  for (let y = top; y < top + side; y++)
    for (let x = left; x < left + side; x++) if (truth.data[y * truth.width + x]! > 127) count++;
  return count;
}

/** What the thing and what is selected would have in common if each proposal were taken, divided by all that is either. */
export function overlapsOf(
  { ground: { sizes }, within, area }: Target,
  isIn: Uint8Array,
  proposals: readonly Proposal[],
  adds: boolean,
): number[] {
  let [before, outside] = [0, 0];
  isIn.forEach((value, cell) => {
    if (value === 0) return;
    before += within[cell]!;
    outside += sizes[cell]! - within[cell]!;
  });
  return proposals.map(({ cells }) => {
    let [both, either] = [before, area + outside];
    const by = adds ? 1 : -1;
    for (const cell of cells) {
      if ((isIn[cell] === 1) === adds) continue;
      both += by * within[cell]!;
      either += by * (sizes[cell]! - within[cell]!);
    }
    return both / either;
  });
}
