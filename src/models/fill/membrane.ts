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
  /** How many neighbours are in the picture, plus the screen: what f(p) is multiplied by. */
  readonly diagonal: Float32Array;
}

export interface Membrane {
  /** Solves in place, for one channel. `values` and `pull` are of the grid's size. */
  solve(values: Float32Array, pull?: Float32Array): void;
}

const CYCLES = 3;
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
  const errors = grids.map(grid => new Float32Array(grid.kind.length));
  const pulls = grids.map(grid => new Float32Array(grid.kind.length));

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
    solve(values, pull) {
      const [f, goal] = [errors[0]!, pulls[0]!];
      for (let y = 0; y < height; y++) {
        const row = (y + 1) * (width + 2) + 1;
        f.set(values.subarray(y * width, (y + 1) * width), row);
        if (pull) goal.set(pull.subarray(y * width, (y + 1) * width), row);
      }
      if (!pull) goal.fill(0);
      for (let k = 0; k < CYCLES; k++) cycle(0);
      for (let y = 0; y < height; y++) {
        const row = (y + 1) * (width + 2) + 1;
        values.set(f.subarray(row, row + width), y * width);
      }
    },
  };
}

function gridOf(width: number, height: number, kind: Uint8Array, screen: number): Grid {
  const found: number[] = [];
  const diagonal = new Float32Array(kind.length);
  for (let at = 0; at < kind.length; at++) {
    if (kind[at] !== UNKNOWN) continue;
    found.push(at);
    let neighbours = 0;
    for (const near of [at - 1, at + 1, at - width, at + width]) if (kind[near] !== ABSENT) neighbours++;
    diagonal[at] = Math.max(neighbours + screen, 1e-6);
  }
  return { width, height, kind, unknowns: Int32Array.from(found), screen, diagonal };
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

/** Gauss-Seidel, forwards and back in turn. Absent cells hold 0 throughout. */
function smooth(
  { width, unknowns, diagonal }: Grid,
  f: Float32Array,
  pull: Float32Array,
  back: boolean,
): void {
  const count = unknowns.length;
  for (let k = 0; k < count; k++) {
    const at = unknowns[back ? count - 1 - k : k]!;
    f[at] = (f[at - 1]! + f[at + 1]! + f[at - width]! + f[at + width]! + pull[at]!) / diagonal[at]!;
  }
}

/** What the fine grid still lacks, summed into the coarse one's pull. */
function restrict(fine: Grid, f: Float32Array, pull: Float32Array, coarse: Grid, out: Float32Array): void {
  out.fill(0);
  const { width, unknowns, diagonal } = fine;
  for (const at of unknowns) {
    const lack =
      pull[at]! + f[at - 1]! + f[at + 1]! + f[at - width]! + f[at + width]! - diagonal[at]! * f[at]!;
    const y = (at / width) | 0;
    const x = at - y * width;
    const to = ((y + 1) >> 1) * coarse.width + ((x + 1) >> 1);
    if (coarse.kind[to] === UNKNOWN) out[to] = out[to]! + lack;
  }
}

/** Adds the coarse error to the fine values, bilinear between the coarse cells' middles. */
function prolong(coarse: Grid, error: Float32Array, fine: Grid, f: Float32Array): void {
  for (const at of fine.unknowns) {
    const y = (at / fine.width) | 0;
    const x = at - y * fine.width;
    const to = ((y + 1) >> 1) * coarse.width + ((x + 1) >> 1);
    const across = (x & 1) === 1 ? -1 : 1;
    const down = (y & 1) === 1 ? -coarse.width : coarse.width;
    f[at] =
      f[at]! +
      0.5625 * error[to]! +
      0.1875 * (error[to + across]! + error[to + down]!) +
      0.0625 * error[to + across + down]!;
  }
}
