/** Seeded chance: a hash of whole numbers, the same everywhere. */
export function hash(a: number, b = 0, c = 0): number {
  let h = (Math.imul(a | 0, 0x8da6b343) ^ Math.imul(b | 0, 0xd8163841) ^ Math.imul(c | 0, 0xcb1ab31f)) >>> 0;
  // The lowbias32 constants (Wellons 2018).
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A number in [0, 1). */
export const chance = (a: number, b = 0, c = 0): number => hash(a, b, c) / 4294967296;

/** A row of numbers in [0, 1) from one seed. */
export function dice(seed: number): () => number {
  let turn = 0;
  return () => chance(seed, ++turn, 0x5bd1);
}
