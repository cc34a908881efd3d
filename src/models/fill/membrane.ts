/**
 * The screened Poisson equation over the holes of a picture (Pérez et al., "Poisson Image Editing", 2003; the screen
 * after Bhat et al., 2008), by multigrid: over every unknown pixel p with neighbours q in the picture,
 *   sum over q of (f(p) - f(q)) + screen * f(p) = pull(p),
 * where f is given at known pixels. With no screen and no pull it is the membrane: the smoothest join of what is around.
 */
export const GIVEN = 0;
export const UNKNOWN = 1;
export const ABSENT = 2;

/** A grid with a rim of absent cells one wide on every side, so that neighbours need no bounds. */
interface Grid {
  readonly width: number;
  readonly height: number;
  readonly kind: Uint8Array;
  readonly unknowns: Int32Array;
  readonly screen: number;
  /** For each unknown, one over how many neighbours are in the picture, plus the screen: f(p) is multiplied by that. */
  readonly shares: Float32Array;
}

/** Red, green and blue are solved for side by side: three chains of sums that do not wait for each other. */
const CHANNELS = 3;

export interface Membrane {
  /**
   * Solves in place. Both arrays hold three numbers for every cell. Eight `cycles` bring what starts 100 off to within
   * 1.5; what starts near needs fewer.
   */
  solve(values: Float32Array, cycles: number, pull?: Float32Array): void;
}

const SMOOTHINGS = 2;

/** `kinds` holds GIVEN, UNKNOWN or ABSENT for `width` x `height` cells. */
export function membrane(width: number, height: number, kinds: Uint8Array, screen = 0): Membrane {
  const rimmed = new Uint8Array((width + 2) * (height + 2)).fill(ABSENT);
  for (let y = 0; y < height; y++)
    rimmed.set(kinds.subarray(y * width, (y + 1) * width), (y + 1) * (width + 2) + 1);
  const grids = [gridOf(width + 2, height + 2, rimmed, screen)];
  for (let grid = grids[0]!; grid.unknowns.length > 32;) {
    grid = coarser(grid);
    if (grid.unknowns.length === 0) break;
    grids.push(grid);
  }
  const errors = grids.map(grid => new Float32Array(grid.kind.length * CHANNELS));
  const pulls = grids.map(grid => new Float32Array(grid.kind.length * CHANNELS));

  const cycle = (n: number): void => {
    const [grid, f, pull] = [grids[n]!, errors[n]!, pulls[n]!];
    const last = n === grids.length - 1;
    for (let k = 0; k < (last ? 24 : SMOOTHINGS); k++) smooth(grid, f, pull, false);
    if (last) return;
    restrict(grid, f, pull, grids[n + 1]!, pulls[n + 1]!);
    errors[n + 1]!.fill(0);
    cycle(n + 1);
    prolong(grids[n + 1]!, errors[n + 1]!, grid, f);
    for (let k = 0; k < SMOOTHINGS; k++) smooth(grid, f, pull, true);
  };

  return {
    solve(values, cycles, pull) {
      const [f, goal] = [errors[0]!, pulls[0]!];
      const length = width * CHANNELS;
      const inside = (y: number): number => ((y + 1) * (width + 2) + 1) * CHANNELS;
      if (!pull) goal.fill(0);
      for (let y = 0; y < height; y++) {
        f.set(values.subarray(y * length, (y + 1) * length), inside(y));
        if (pull) goal.set(pull.subarray(y * length, (y + 1) * length), inside(y));
      }
      for (let k = 0; k < cycles; k++) cycle(0);
      for (let y = 0; y < height; y++) values.set(f.subarray(inside(y), inside(y) + length), y * length);
    },
  };
}

function gridOf(width: number, height: number, kind: Uint8Array, screen: number): Grid {
  const found: number[] = [];
  const shares: number[] = [];
  for (let at = 0; at < kind.length; at++) {
    if (kind[at] !== UNKNOWN) continue;
    found.push(at);
    let neighbours = 0;
    for (const near of [at - 1, at + 1, at - width, at + width]) if (kind[near] !== ABSENT) neighbours++;
    shares.push(1 / Math.max(neighbours + screen, 1e-6));
  }
  const [unknowns, reciprocals] = [Int32Array.from(found), Float32Array.from(shares)];
  return { width, height, kind, unknowns, screen, shares: reciprocals };
}

/** Cells of twice the size. One is unknown where most of what it stands for is. */
function coarser(fine: Grid): Grid {
  const width = ((fine.width - 1) >> 1) + 2;
  const height = ((fine.height - 1) >> 1) + 2;
  const kind = new Uint8Array(width * height).fill(ABSENT);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      let [unknown, given] = [0, 0];
      for (let fy = 2 * y - 1; fy <= Math.min(2 * y, fine.height - 2); fy++) {
        for (let fx = 2 * x - 1; fx <= Math.min(2 * x, fine.width - 2); fx++) {
          const found = fine.kind[fy * fine.width + fx];
          if (found === UNKNOWN) unknown++;
          else if (found === GIVEN) given++;
        }
      }
      if (unknown + given > 0) kind[y * width + x] = unknown > given ? UNKNOWN : GIVEN;
    }
  }
  return gridOf(width, height, kind, fine.screen * 4);
}

/** Gauss-Seidel, forwards or back. Absent cells hold 0 throughout. */
function smooth({ width, unknowns, shares }: Grid, f: Float32Array, pull: Float32Array, back: boolean): void {
  const count = unknowns.length;
  const down = width * CHANNELS;
  for (let k = 0; k < count; k++) {
    const n = back ? count - 1 - k : k;
    const share = shares[n]!;
    const at = unknowns[n]! * CHANNELS;
    const [red, green, blue] = [at, at + 1, at + 2];
    f[red] = (f[red - 3]! + f[red + 3]! + f[red - down]! + f[red + down]! + pull[red]!) * share;
    f[green] = (f[green - 3]! + f[green + 3]! + f[green - down]! + f[green + down]! + pull[green]!) * share;
    f[blue] = (f[blue - 3]! + f[blue + 3]! + f[blue - down]! + f[blue + down]! + pull[blue]!) * share;
  }
}

/** What the fine grid still lacks, summed into the coarse one's pull. */
function restrict(fine: Grid, f: Float32Array, pull: Float32Array, coarse: Grid, out: Float32Array): void {
  out.fill(0);
  const { width, unknowns, shares } = fine;
  const down = width * CHANNELS;
  for (let n = 0; n < unknowns.length; n++) {
    const cell = above(unknowns[n]!, width, coarse.width);
    if (coarse.kind[cell] !== UNKNOWN) continue;
    const diagonal = 1 / shares[n]!;
    for (let c = 0, at = unknowns[n]! * CHANNELS, to = cell * CHANNELS; c < CHANNELS; c++, at++, to++) {
      const around = f[at - 3]! + f[at + 3]! + f[at - down]! + f[at + down]!;
      out[to] = out[to]! + pull[at]! + around - diagonal * f[at]!;
    }
  }
}

/** Adds the coarse error to the fine values, bilinear between the coarse cells' middles. */
function prolong(coarse: Grid, error: Float32Array, fine: Grid, f: Float32Array): void {
  for (const cell of fine.unknowns) {
    const y = (cell / fine.width) | 0;
    const x = cell - y * fine.width;
    const across = (x & 1) === 1 ? -CHANNELS : CHANNELS;
    const down = ((y & 1) === 1 ? -coarse.width : coarse.width) * CHANNELS;
    let from = above(cell, fine.width, coarse.width) * CHANNELS;
    for (let c = 0, at = cell * CHANNELS; c < CHANNELS; c++, at++, from++) {
      const sides = error[from + across]! + error[from + down]!;
      f[at] = f[at]! + 0.5625 * error[from]! + 0.1875 * sides + 0.0625 * error[from + across + down]!;
    }
  }
}

/** The coarse cell that a fine one lies in, both on grids with their rims. */
function above(cell: number, fineWidth: number, coarseWidth: number): number {
  const y = (cell / fineWidth) | 0;
  const x = cell - y * fineWidth;
  return ((y + 1) >> 1) * coarseWidth + ((x + 1) >> 1);
}
