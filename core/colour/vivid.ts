/** Saturation and vibrance: chroma, with lightness and hue kept. */
import { fitLight } from './gamut.ts';
import { lightToOklab, oklabToLight } from './oklab.ts';

/** sRGB's most colourful blue, red and magenta lie near 0.3. */
const colourful = 0.3;

/** Skin of every tone lies about this hue (in Oklab, 45° to 60°): vibrance touches it half as much. */
const skin = {
  a: Math.cos((52 * Math.PI) / 180),
  b: Math.sin((52 * Math.PI) / 180),
  width: Math.cos((25 * Math.PI) / 180),
};

/**
 * Rows of linear light, in place. `saturation` scales all chroma alike: −1 leaves grey, exactly, and 1 doubles it.
 * `vibrance` does so the more the less colourful a pixel is.
 */
export function vivid(row: Float32Array, count: number, saturation: number, vibrance: number): void {
  lightToOklab(row, count);
  for (let i = 0; i < count * 3; i += 3) {
    const a = row[i + 1]!;
    const b = row[i + 2]!;
    let factor = 1 + saturation;
    if (vibrance !== 0) {
      const chroma = Math.sqrt(a * a + b * b);
      const muted = chroma < colourful ? 1 - chroma / colourful : 0;
      const isSkin = a * skin.a + b * skin.b > skin.width * chroma;
      factor *= 1 + vibrance * muted * (isSkin ? 0.5 : 1);
    }
    row[i + 1] = a * factor;
    row[i + 2] = b * factor;
  }
  if (saturation === -1) {
    for (let i = 0; i < count * 3; i += 3) row[i] = row[i + 1] = row[i + 2] = row[i]! ** 3;
    return;
  }
  oklabToLight(row, count);
  fitLight(row, count);
}
