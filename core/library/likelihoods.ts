/** Which of several names what is shown most likely has: Radford et al., "Learning Transferable Visual Models …" (CLIP), 2021, section 3.1. */

/** What CLIP's cosines are multiplied by before the softmax: its temperature, which it learnt, ended at the limit it was given. */
const sharpness = 100;

/**
 * How likely it shows each of `names`, from 0 to 1, where it shows one of these or of `others`. All are directions of length 1, and of as
 * many numbers.
 */
export function likelihoods(
  shown: Float32Array,
  names: readonly Float32Array[],
  others: readonly Float32Array[],
): number[] {
  const logits = [...names, ...others].map(name => sharpness * cosine(shown, name));
  const most = logits.reduce((greatest, logit) => Math.max(greatest, logit), -Infinity);
  const powers = logits.map(logit => Math.exp(logit - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.slice(0, names.length).map(power => power / sum);
}

const cosine = (one: Float32Array, other: Float32Array): number =>
  one.reduce((sum, number, at) => sum + number * (other[at] ?? 0), 0);
