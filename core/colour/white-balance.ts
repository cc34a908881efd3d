/** Temperature and tint, as a matrix on light. */
import { adaptation, daylight } from './adapt.ts';
import { after, d65, fromLight, toLight, type Matrix } from './xyz.ts';

/**
 * What ±1 of temperature means, in mired (a million divided by kelvin), in which equal steps look equal. +1 takes white
 * from D65 to 4,100 K, the light of a late afternoon; −1 to 15,700 K, that of a blue sky.
 */
const mired = 90;
const neutral = 1e6 / 6504;

/** What ±1 of tint means, across the line of daylight in CIE 1960 uv. */
const duv = 0.02;

/** Linear light → linear light `gain` times as strong, its white moved from D65. Both amounts from −1 to 1. */
export function whiteBalance(temperature: number, tint: number, gain: number): Matrix {
  const from = daylight(1e6 / neutral);
  const to = daylight(1e6 / (neutral + mired * temperature), -duv * tint);
  // Daylight at 6,504 K is D65 to four digits only; what is missing would tint greys.
  const white: [number, number, number] = [(d65[0] * to[0]) / from[0], 1, (d65[2] * to[2]) / from[2]];
  const matrix = after(toLight, after(adaptation(d65, white), fromLight));
  const scale = (n: number): number => n * gain;
  const [a, b, c] = matrix;
  return [
    [scale(a[0]), scale(a[1]), scale(a[2])],
    [scale(b[0]), scale(b[1]), scale(b[2])],
    [scale(c[0]), scale(c[1]), scale(c[2])],
  ];
}
