/** From light to a photograph: exposure, white balance, a film's curve, vignette, grain. */
import { hash } from './chance.ts';
import { exp2, log2, pow } from './exact.ts';
import type { Tile } from './kernel.ts';
import type { Room } from './room.ts';

/** Contrast of the curve, and the light that becomes middle grey. */
const slope = 1.34;
const middle = 0.18;
/** How far colours lean on each other before the curve, so that strong light whitens as it does on film. */
const bleed = 0.07;
const grain = 0.0042;

/** sRGB, 0 to 1 (IEC 61966-2-1). */
const encoded = (value: number): number =>
  value <= 0.0031308 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055;

/** The response of an eye or an emulsion (Naka & Rushton 1966): x^n / (x^n + s^n), with middle grey kept. */
const shoulder = pow(middle, slope) * (1 / middle - 1);
function response(light: number): number {
  if (light <= 1e-6) return 0;
  const x = exp2(slope * log2(light));
  return x / (x + shoulder);
}

/** Nearly normal noise, mean 0, deviation 1: the sum of four even dice. */
function speck(x: number, y: number): number {
  const h = hash(x, y, 0x51ed);
  return ((h & 255) + ((h >>> 8) & 255) + ((h >>> 16) & 255) + (h >>> 24) - 510) / 148;
}

/** `light`: linear, three floats a pixel of `area`, which lies in a frame of `size`. Returns RGB bytes. */
export function develop(
  light: Float32Array,
  area: Tile,
  size: { readonly width: number; readonly height: number },
  { exposure, balance }: Pick<Room, 'exposure' | 'balance'>,
): Uint8Array<ArrayBuffer> {
  const gain = exp2(exposure);
  const rgb = new Uint8Array(area.columns * area.rows * 3);
  for (let row = 0; row < area.rows; row++) {
    for (let column = 0; column < area.columns; column++) {
      const i = (row * area.columns + column) * 3;
      const [x, y] = [column + area.left, row + area.top];
      const [u, v] = [
        (x + 0.5) / size.width - 0.5,
        ((y + 0.5) / size.height - 0.5) * (size.height / size.width),
      ];
      const fall = 1 / (1 + 0.42 * (u * u + v * v));
      const exposed = [0, 1, 2].map(k => light[i + k]! * gain * balance[k]! * fall * fall);
      const mean = (exposed[0]! + exposed[1]! + exposed[2]!) / 3;
      const noise = grain * speck(x, y);
      for (let k = 0; k < 3; k++) {
        const value = encoded(response(exposed[k]! * (1 - bleed) + mean * bleed));
        // Grain shows most in the middle tones.
        const shown = value + noise * (0.35 + 2.6 * value * (1 - value));
        rgb[i + k] = Math.max(0, Math.min(255, Math.round(shown * 255)));
      }
    }
  }
  return rgb;
}
