/**
 * A small mask at full size, with its edge where the full picture has it: joint bilateral upsampling (Kopf, Cohen,
 * Lischinski and Uyttendaele, 2007). The weights look at the picture alone and are never negative, so a mask that holds
 * another still holds it afterwards.
 */
import { blankMask, type Mask, type Pixels } from '../pixels/pixels.ts';
import { labAt, type LabPlane } from './lab-plane.ts';

/** Small pixels this far around have a say. */
const reach = 2;

/** Nearer than this in Oklab, one colour is as good as another. */
const alike = 0.02;

/** Small pixels that differ by this from one beside them are mixtures of two things, and hardly count. */
const mixed = 0.03;

/** Nearly in is in, and nearly out is out: only the edge itself is soft. */
const firmness = 1.4;

export function refine(image: Pixels, plane: LabPlane, small: Mask, scale: number): Mask {
  const mask = blankMask(image.width, image.height);
  const near: Near[] = [];
  const pixel = new Float32Array(3);
  for (let row = 0; row < small.height; row++) {
    const bottom = Math.min(image.height, (row + 1) * scale);
    for (let column = 0; column < small.width; column++) {
      const left = column * scale;
      const right = Math.min(image.width, left + scale);
      if (!isEdge(small, column, row)) {
        if (small.data[row * small.width + column] === 0) continue;
        for (let y = row * scale; y < bottom; y++)
          mask.data.fill(255, y * image.width + left, y * image.width + right);
        continue;
      }
      gather(plane, small, column, row, near);
      for (let y = row * scale; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          const i = y * image.width + x;
          labAt(image, i * 4, pixel);
          const share = shareOf(pixel, near, (x + 0.5) / scale - 0.5, (y + 0.5) / scale - 0.5);
          mask.data[i] = Math.round(255 * Math.min(1, Math.max(0, 0.5 + firmness * (share - 0.5))));
        }
      }
    }
  }
  return mask;
}

function isEdge({ width, height, data }: Mask, x: number, y: number): boolean {
  const value = data[y * width + x]!;
  for (let j = Math.max(0, y - 1); j <= Math.min(height - 1, y + 1); j++) {
    for (let i = Math.max(0, x - 1); i <= Math.min(width - 1, x + 1); i++) {
      if (data[j * width + i] !== value) return true;
    }
  }
  return false;
}

/** A small pixel: where it is, its colour, whether it is in, and how far it can be trusted. */
interface Near {
  readonly x: number;
  readonly y: number;
  readonly L: number;
  readonly a: number;
  readonly b: number;
  readonly isIn: boolean;
  readonly trust: number;
}

function gather(plane: LabPlane, { width, height, data }: Mask, x: number, y: number, near: Near[]): void {
  near.length = 0;
  for (let j = Math.max(0, y - reach); j <= Math.min(height - 1, y + reach); j++) {
    for (let i = Math.max(0, x - reach); i <= Math.min(width - 1, x + reach); i++) {
      const at = j * width + i;
      const [L, a, b] = [plane.data[at * 3]!, plane.data[at * 3 + 1]!, plane.data[at * 3 + 2]!];
      const trust = 1 / (1 + (roughness(plane, i, j) / mixed) ** 2);
      near.push({ x: i, y: j, L, a, b, isIn: data[at] === 255, trust });
    }
  }
}

/** The smaller of what the two neighbours on a line differ by, along the line where that is most: an edge passes here. */
function roughness({ width, height, data }: LabPlane, x: number, y: number): number {
  const at = (y * width + x) * 3;
  const from = (step: number): number =>
    Math.hypot(
      data[at]! - data[at + step]!,
      data[at + 1]! - data[at + step + 1]!,
      data[at + 2]! - data[at + step + 2]!,
    );
  const across = x > 0 && x < width - 1 ? Math.min(from(-3), from(3)) : 0;
  const along = y > 0 && y < height - 1 ? Math.min(from(-3 * width), from(3 * width)) : 0;
  return Math.max(across, along);
}

function shareOf(pixel: Float32Array, near: readonly Near[], x: number, y: number): number {
  const [L, a, b] = [pixel[0]!, pixel[1]!, pixel[2]!];
  let [within, all] = [0, 0];
  for (const small of near) {
    const colour = (small.L - L) ** 2 + (small.a - a) ** 2 + (small.b - b) ** 2;
    const place = (small.x - x) ** 2 + (small.y - y) ** 2;
    const weight = small.trust / ((colour + alike * alike) * (1 + place * place));
    if (small.isIn) within += weight;
    all += weight;
  }
  return within / all;
}
