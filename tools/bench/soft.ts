/** Things with soft and with crisp edges, drawn before photos, and how much of each pixel is theirs. */
import { labPlane, type LabPlane } from '../../core/colour/lab-plane.ts';
import { refine } from '../../core/colour/refine.ts';
import { scaleFor } from '../../core/colour/surfaces.ts';
import { byteOf, light } from '../../core/pixels/light.ts';
import { grow } from '../../core/pixels/mask.ts';
import { blankMask, blankPixels, type Mask, type Pixels } from '../../core/pixels/pixels.ts';
import { withRim } from '../../core/sight/cut/rim.ts';
import { dice } from '../scenes/chance.ts';

export interface Soft {
  readonly image: Pixels;
  /** From 0 to 1. */
  readonly alpha: Float32Array;
  readonly scale: number;
  readonly plane: LabPlane;
  /** What a perfect cut by cells takes of the plane, and what a cut came to before there were mattes. */
  readonly small: Mask;
  readonly mask: Mask;
}

export const edges = ['hair', 'fuzz', 'crisp'] as const;
export type Edge = (typeof edges)[number];

/** Bytes, and how much they vary from pixel to pixel. */
export const furs = {
  brown: [60, 38, 24, 14],
  white: [238, 232, 222, 10],
  orange: [215, 120, 40, 18],
  blue: [50, 80, 170, 12],
} as const;

/** A ball in the middle, 170 pixels in radius, before `behind`. Light is mixed as a lens does. */
export function ballBefore(behind: Pixels, edge: Edge, fur: keyof typeof furs, seed: number): Soft {
  const { width, height } = behind;
  const alpha = { hair, fuzz, crisp }[edge](width, height, 170, seed);
  const [red, green, blue, vary] = furs[fur];
  const chance = dice(seed + 1000);
  const image = blankPixels(width, height);
  for (let i = 0, p = 0; i < alpha.length; i++, p += 4) {
    const grain = (chance() - 0.5) * 2 * vary;
    [red, green, blue].forEach((shade, c) => {
      const own = light[Math.max(0, Math.min(255, Math.round(shade + grain)))]!;
      image.data[p + c] = byteOf(alpha[i]! * own + (1 - alpha[i]!) * light[behind.data[p + c]!]!);
    });
    image.data[p + 3] = 255;
  }
  const scale = scaleFor(image);
  const plane = labPlane(image, scale);
  // Of hair a cut takes what is dense.
  const whole = edge === 'hair' ? crisp(width, height, 172) : alpha;
  const small = blankMask(plane.width, plane.height);
  for (let y = 0; y < plane.height; y++)
    for (let x = 0; x < plane.width; x++) {
      const [column, row] = [Math.min(width - 1, x * scale + 1), Math.min(height - 1, y * scale + 1)];
      if (whole[row * width + column]! > 0.5) small.data[y * plane.width + x] = 255;
    }
  return { image, alpha, scale, plane, small, mask: withRim(refine(image, plane, small, scale)) };
}

/** The sum of what a mask is off by, in thousands of pixels: SAD, as Rhemann et al. count, alphamatting.com, 2009. */
export const off = (values: ArrayLike<number>, most: number, { alpha }: Soft): number =>
  alpha.reduce((sum, share, i) => sum + Math.abs(values[i]! / most - share), 0) / 1000;

/** The mean of its square over what is within 5 pixels of an edge: MSE. */
export function squaredOff(values: ArrayLike<number>, most: number, { alpha, image }: Soft): number {
  const mixed = blankMask(image.width, image.height);
  alpha.forEach((share, i) => (mixed.data[i] = share > 0 && share < 1 ? 255 : 0));
  let [sum, count] = [0, 0];
  grow(mixed, 5).data.forEach((isNear, i) => {
    if (isNear === 0) return;
    sum += (values[i]! / most - alpha[i]!) ** 2;
    count++;
  });
  return sum / count;
}

function crisp(width: number, height: number, radius: number): Float32Array {
  return Float32Array.from({ length: width * height }, (_, i) => {
    const away = Math.hypot((i % width) + 0.5 - width / 2, Math.floor(i / width) + 0.5 - height / 2);
    return Math.max(0, Math.min(1, radius + 0.5 - away));
  });
}

/** From nothing to all over 28 to 64 pixels. */
function fuzz(width: number, height: number, radius: number, seed: number): Float32Array {
  const half = 14 + 6 * (seed % 4);
  return Float32Array.from({ length: width * height }, (_, i) => {
    const away = Math.hypot((i % width) + 0.5 - width / 2, Math.floor(i / width) + 0.5 - height / 2);
    const t = Math.max(0, Math.min(1, 0.5 + (radius - away) / (2 * half)));
    return t * t * (3 - 2 * t);
  });
}

/** Strands of half a pixel to two, up to 85 pixels long, each bent its own way and thinner towards its end. */
function hair(width: number, height: number, radius: number, seed: number): Float32Array {
  const alpha = crisp(width, height, radius);
  const chance = dice(seed);
  for (let strand = 0; strand < 240; strand++) {
    let angle = chance() * 2 * Math.PI;
    let x = width / 2 + Math.cos(angle) * (radius - 3);
    let y = height / 2 + Math.sin(angle) * (radius - 3);
    const length = (radius / 2) * (0.3 + 0.7 * chance());
    const [wide, bend] = [0.5 + 1.6 * chance(), (chance() - 0.5) * 0.04];
    angle += (chance() - 0.5) * 0.9;
    for (let along = 0; along < length; along += 0.5) {
      x += Math.cos(angle) / 2;
      y += Math.sin(angle) / 2;
      angle += bend;
      const half = (wide * (1 - along / length)) / 2 + 0.15;
      for (let v = Math.max(0, Math.floor(y - 3)); v <= Math.min(height - 1, y + 3); v++)
        for (let u = Math.max(0, Math.floor(x - 3)); u <= Math.min(width - 1, x + 3); u++) {
          const covered = Math.min(1, half + 0.5 - Math.hypot(u + 0.5 - x, v + 0.5 - y));
          const i = v * width + u;
          alpha[i] = Math.max(alpha[i]!, covered * Math.min(1, 2 * half));
        }
    }
  }
  return alpha;
}
