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
