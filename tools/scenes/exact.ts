/**
 * Sine, logarithm and power from + − × ÷ √ alone. IEEE 754 fixes those five, and leaves the rest to each machine's
 * own library: with these, a scene comes out the same bit for bit wherever it is made.
 */
const words = new Uint32Array(2);
const double = new Float64Array(words.buffer);
const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
const high = littleEndian ? 1 : 0;

/** Taylor series after folding into a quarter turn; within 1e-13 for |radians| < 1000. */
export function sin(radians: number): number {
  let x = radians - 2 * Math.PI * Math.round(radians / (2 * Math.PI));
  if (x > Math.PI / 2) x = Math.PI - x;
  if (x < -Math.PI / 2) x = -Math.PI - x;
  const s = x * x;
  let term = x;
  let total = x;
  for (let n = 1; n < 10; n++) {
    term *= -s / (2 * n * (2 * n + 1));
    total += term;
  }
  return total;
}

export const cos = (radians: number): number => sin(radians + Math.PI / 2);

/** Base-2 logarithm of a positive, normal number: 2·artanh((m − 1) / (m + 1)) of the mantissa, plus the exponent. */
export function log2(value: number): number {
  double[0] = value;
  const top = words[high] ?? 0;
  let exponent = (top >>> 20) - 1023;
  words[high] = (top & 0xfffff) | 0x3ff00000;
  let mantissa = double[0];
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let power = s;
  let total = s;
  for (let n = 3; n < 23; n += 2) {
    power *= square;
    total += power / n;
  }
  return exponent + total * (2 / Math.LN2);
}

/** 2 to a power between −1000 and 1000. */
export function exp2(power: number): number {
  const whole = Math.round(power);
  const rest = (power - whole) * Math.LN2;
  let term = 1;
  let total = 1;
  for (let n = 1; n < 14; n++) {
    term *= rest / n;
    total += term;
  }
  double[0] = 1;
  words[high] = (whole + 1023) << 20;
  return total * double[0];
}

/** `base` ≥ 0 to a power. */
export const pow = (base: number, power: number): number => (base <= 0 ? 0 : exp2(power * log2(base)));

export const exp = (power: number): number => exp2(power / Math.LN2);
