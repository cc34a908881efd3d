/**
 * Bytes ↔ linear light. IEC 61966-2-1 (sRGB), with light from 0 to 1. Whatever averages pixels averages light, for
 * that is what a lens and an eye average; bytes are spaced for the eye and average too dark.
 */

/** The light of an encoded value; both from 0 to 1. */
export function decode(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** The encoded value of light; both from 0 to 1. */
export function encode(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** The light of each byte. */
export const light = Float32Array.from({ length: 256 }, (_, byte) => decode(byte / 255));

/** Five steps to the darkest byte, the one that is narrowest in light, so that every byte comes back as itself. */
const steps = 16384;
const bytes = Uint8Array.from({ length: steps + 1 }, (_, step) => Math.round(255 * encode(step / steps)));

/** The byte nearest to light from 0 to 1; what lies outside is brought to the end it passed. */
export function byteOf(light: number): number {
  if (light <= 0) return 0;
  return light >= 1 ? 255 : bytes[(light * steps + 0.5) | 0]!;
}

/** Reads `count` pixels from byte `at` on into `row`, three lights a pixel. Alpha is left where it is. */
export function readLight(data: Uint8ClampedArray, at: number, count: number, row: Float32Array): void {
  for (let i = 0, from = at; i < count * 3; i += 3, from += 4) {
    row[i] = light[data[from]!]!;
    row[i + 1] = light[data[from + 1]!]!;
    row[i + 2] = light[data[from + 2]!]!;
  }
}

/** Writes what `readLight` read. Alpha is left as it is. */
export function writeLight(row: Float32Array, count: number, data: Uint8ClampedArray, at: number): void {
  for (let i = 0, to = at; i < count * 3; i += 3, to += 4) {
    data[to] = byteOf(row[i]!);
    data[to + 1] = byteOf(row[i + 1]!);
    data[to + 2] = byteOf(row[i + 2]!);
  }
}
