/**
 * How much of a pixel is a thing's, told by its light, from how the thing and what lies behind it look nearby. Within a
 * small window a mixture's share is a linear function of its light (Levin, Lischinski and Weiss, "A Closed-Form Solution to
 * Natural Image Matting", 2008); here it is the one that parts the two best (Fisher, "The Use of Multiple Measurements in
 * Taxonomic Problems", 1936), scaled to 1 at the mean of the thing and 0 at the mean of what is behind it.
 */

/** A sum over pixels: how many; red, green and blue; and their products, each with each. */
export type Sums = Float64Array;
export const sums = 10;

/** What any light may be off by: grain, and what a file's compression did. Squared. */
const grain = 0.02 ** 2;

/** Fewer pixels than this say nothing of a side. */
const least = 4;

type Triple = readonly [number, number, number];

export interface Parting {
  /** The share of a light: these times its red, green and blue, plus `offset`. */
  readonly weights: Triple;
  readonly offset: number;
  /** How far apart the two sides are, in standard deviations of both, squared. */
  readonly clear: number;
  readonly behind: Triple;
  /** From the mean of what is behind to the thing's. */
  readonly across: Triple;
  /** The inverse of the covariance: its upper half, row by row. */
  readonly inverse: readonly [number, number, number, number, number, number];
}

/** Adds a pixel's light to the sum that begins at `at`. */
export function add(into: Sums, at: number, r: number, g: number, b: number): void {
  into[at] = into[at]! + 1;
  into[at + 1] = into[at + 1]! + r;
  into[at + 2] = into[at + 2]! + g;
  into[at + 3] = into[at + 3]! + b;
  into[at + 4] = into[at + 4]! + r * r;
  into[at + 5] = into[at + 5]! + r * g;
  into[at + 6] = into[at + 6]! + r * b;
  into[at + 7] = into[at + 7]! + g * g;
  into[at + 8] = into[at + 8]! + g * b;
  into[at + 9] = into[at + 9]! + b * b;
}

/** Undefined where too little is known of one of them. */
export function partingOf(thing: Sums, behind: Sums): Parting | undefined {
  if (thing[0]! < least || behind[0]! < least) return undefined;
  const [one, other] = [meanOf(thing), meanOf(behind)];
  const across: Triple = [one[0] - other[0], one[1] - other[1], one[2] - other[2]];
  const both = (k: number, i: number, j: number): number =>
    thing[k]! / thing[0]! - one[i]! * one[j]! + behind[k]! / behind[0]! - other[i]! * other[j]!;
  const [rr, rg, rb] = [both(4, 0, 0) + grain, both(5, 0, 1), both(6, 0, 2)];
  const [gg, gb, bb] = [both(7, 1, 1) + grain, both(8, 1, 2), both(9, 2, 2) + grain];
  const minors = [gg * bb - gb * gb, rb * gb - rg * bb, rg * gb - rb * gg] as const;
  const size = rr * minors[0] + rg * minors[1] + rb * minors[2];
  const inverse = [
    minors[0] / size,
    minors[1] / size,
    minors[2] / size,
    (rr * bb - rb * rb) / size,
    (rg * rb - rr * gb) / size,
    (rr * gg - rg * rg) / size,
  ] as const;
  const line = times(inverse, across);
  const clear = line[0] * across[0] + line[1] * across[1] + line[2] * across[2];
  const weights: Triple = [line[0] / clear, line[1] / clear, line[2] / clear];
  const offset = -(weights[0] * other[0] + weights[1] * other[1] + weights[2] * other[2]);
  return { weights, offset, clear, behind: other, across, inverse };
}

/** From 0, all that is behind, to 1, all the thing. */
export function shareOf({ weights, offset }: Parting, r: number, g: number, b: number): number {
  return Math.min(1, Math.max(0, weights[0] * r + weights[1] * g + weights[2] * b + offset));
}

/** How far a light is from the mixture that has this share, in standard deviations, squared (Mahalanobis, 1936). */
export function strangeness(
  { behind, across, inverse }: Parting,
  share: number,
  r: number,
  g: number,
  b: number,
): number {
  const off: Triple = [
    r - behind[0] - share * across[0],
    g - behind[1] - share * across[1],
    b - behind[2] - share * across[2],
  ];
  const line = times(inverse, off);
  return line[0] * off[0] + line[1] * off[1] + line[2] * off[2];
}

const meanOf = (of: Sums): Triple => [of[1]! / of[0]!, of[2]! / of[0]!, of[3]! / of[0]!];

const times = ([rr, rg, rb, gg, gb, bb]: Parting['inverse'], [r, g, b]: Triple): Triple => [
  rr * r + rg * g + rb * b,
  rg * r + gg * g + gb * b,
  rb * r + gb * g + bb * b,
];
