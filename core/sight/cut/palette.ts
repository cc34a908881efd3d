/** The colours of a picture's cells, few enough that a distribution over them can be smoothed in no time. */

/** Oklab colours in one cube of this side are one; a distribution is smoothed by a Gaussian as wide (Parzen, 1962). */
const step = 0.02;

/** Light falls across a thing: lightness counts half. */
const lightness = 0.5;

export interface Palette {
  readonly count: number;
  /** The palette's colour of each cell. */
  readonly of: Int32Array;
  /** How near each of its colours is to each: 1 is the same. */
  readonly near: Float64Array;
}

/** `colours`: L, a and b of each cell. */
export function paletteOf(colours: ArrayLike<number>): Palette {
  const index = new Map<string, number>();
  const sums: [L: number, a: number, b: number, cells: number][] = [];
  const of = new Int32Array(colours.length / 3);
  for (let cell = 0; cell < of.length; cell++) {
    const colour = [colours[cell * 3]! * lightness, colours[cell * 3 + 1]!, colours[cell * 3 + 2]!] as const;
    const cube = colour.map(value => Math.round(value / step)).join(' ');
    const at = index.get(cube) ?? sums.push([0, 0, 0, 0]) - 1;
    index.set(cube, at);
    of[cell] = at;
    const [L, a, b, cells] = sums[at]!;
    sums[at] = [L + colour[0], a + colour[1], b + colour[2], cells + 1];
  }
  const count = sums.length;
  const means = sums.map(([L, a, b, cells]) => [L / cells, a / cells, b / cells] as const);
  const near = new Float64Array(count * count);
  means.forEach(([L, a, b], i) => {
    means.forEach(([M, c, d], j) => {
      near[i * count + j] = Math.exp(-((L - M) ** 2 + (a - c) ** 2 + (b - d) ** 2) / (2 * step * step));
    });
  });
  return { count, of, near };
}

/** How usual each colour is where so much of each is found: 0 to 1. */
export function usual({ count, near }: Palette, found: Float64Array): Float64Array {
  const used: number[] = [];
  let all = 0;
  found.forEach((amount, colour) => {
    if (amount > 0) used.push(colour);
    all += amount;
  });
  const means = new Float64Array(count);
  if (all === 0) return means;
  for (let colour = 0; colour < count; colour++) {
    let sum = 0;
    for (const other of used) sum += near[colour * count + other]! * found[other]!;
    means[colour] = sum / all;
  }
  return means;
}
