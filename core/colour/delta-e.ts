/** How far apart two colours look. */
import type { Lab } from './lab.ts';

/**
 * CIEDE2000 with all its weights at 1: about 1 is the least that is seen. Sharma, Wu and Dalal, "The CIEDE2000
 * Color-Difference Formula: Implementation Notes, Supplementary Test Data, and Mathematical Observations", 2005, whose
 * names these are.
 */
export function deltaE([L1, a1, b1]: Lab, [L2, a2, b2]: Lab): number {
  const meanC = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const stretch = 1 + 0.5 * (1 - chromaWeight(meanC));
  const [c1, c2] = [Math.hypot(a1 * stretch, b1), Math.hypot(a2 * stretch, b2)];
  const [h1, h2] = [hue(a1 * stretch, b1), hue(a2 * stretch, b2)];
  const grey = c1 * c2 === 0;

  let turn = grey ? 0 : h2 - h1;
  if (turn > 180) turn -= 360;
  else if (turn < -180) turn += 360;
  const [dL, dC, dH] = [L2 - L1, c2 - c1, 2 * Math.sqrt(c1 * c2) * Math.sin(radians(turn / 2))];

  let meanH = h1 + h2;
  if (!grey) {
    const apart = Math.abs(h1 - h2) > 180;
    meanH = (meanH + (apart ? (meanH < 360 ? 360 : -360) : 0)) / 2;
  }
  const [meanL, mean] = [(L1 + L2) / 2, (c1 + c2) / 2];
  const t =
    1 -
    0.17 * Math.cos(radians(meanH - 30)) +
    0.24 * Math.cos(radians(2 * meanH)) +
    0.32 * Math.cos(radians(3 * meanH + 6)) -
    0.2 * Math.cos(radians(4 * meanH - 63));
  const fromMiddle = (meanL - 50) ** 2;
  const sL = 1 + (0.015 * fromMiddle) / Math.sqrt(20 + fromMiddle);
  const sC = 1 + 0.045 * mean;
  const sH = 1 + 0.015 * mean * t;
  const bluish = 30 * Math.exp(-(((meanH - 275) / 25) ** 2));
  const rotation = -2 * chromaWeight(mean) * Math.sin(radians(2 * bluish));
  const [l, c, h] = [dL / sL, dC / sC, dH / sH];
  return Math.sqrt(l * l + c * c + h * h + rotation * c * h);
}

const chromaWeight = (c: number): number => Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7));

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

function hue(a: number, b: number): number {
  if (a === 0 && b === 0) return 0;
  const degrees = (Math.atan2(b, a) * 180) / Math.PI;
  return degrees < 0 ? degrees + 360 : degrees;
}
