/** Numbers from 0 up to 1, the same for the same seed. Marsaglia, "Xorshift RNGs", 2003; it must not start at 0. */
export function chanceFrom(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x100000000;
  };
}

/**
 * 32 bits without order. O'Neill, "PCG", 2014, as a hash: Jarzynski and Olano, "Hash Functions for GPU Rendering", 2020.
 */
export function hashed(n: number): number {
  const state = (Math.imul(n, 747796405) + 2891336453) | 0;
  const word = Math.imul((state >>> ((state >>> 28) + 4)) ^ state, 277803737);
  return (word >>> 22) ^ word;
}
