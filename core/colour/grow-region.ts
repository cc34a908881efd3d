/**
 * Growing a region from one pixel. The smoothest steps are taken first (Adams and Bischof, "Seeded Region Growing",
 * 1994), and each pixel is compared with a colour that follows along the way, so that a wall is one wall from its
 * sunny end to its dark end; a step in colour, however small the drift has been, is an edge and stops it.
 */
import { blankMask, type Mask } from '../pixels/pixels.ts';
import type { LabPlane } from './lab-plane.ts';

/** How fast the compared colour follows: over about six pixels. */
const follow = 0.15;

/** Light changes along a surface, its paint does not: a step in lightness weighs half of one in colour. */
const lightnessWeight = 0.5;

/** How much further than one step the whole way may lead away from the start: in colour, and in lightness. */
const drift = { colour: 3, lightness: 14 };

const levels = 64;

/** `step` is the largest difference in Oklab between neighbours of one region. */
export function growRegion(plane: LabPlane, start: number, step: number): Mask {
  const { width, height, data } = plane;
  const mask = blankMask(width, height);
  const followed = new Float32Array(data.length);
  const state = mask.data;
  const queues = Array.from({ length: levels }, () => [] as number[]);
  const [seedL, seedA, seedB] = [data[start * 3]!, data[start * 3 + 1]!, data[start * 3 + 2]!];

  const offer = (i: number, from: number): void => {
    if (state[i] === 255) return;
    const at = i * 3;
    const L = data[at]!;
    const a = data[at + 1]!;
    const b = data[at + 2]!;
    const dL = lightnessWeight * (L - followed[from * 3]!);
    const da = a - followed[from * 3 + 1]!;
    const db = b - followed[from * 3 + 2]!;
    const away = Math.sqrt(dL * dL + da * da + db * db);
    if (away > step) return;
    if (Math.abs(L - seedL) > drift.lightness * step + 0.02) return;
    // The start's own paint under this pixel's light.
    const shade = seedL > 0.05 ? L / seedL : 1;
    if (Math.hypot(a - seedA * shade, b - seedB * shade) > drift.colour * step) return;
    followed[at] = followed[from * 3]! + follow * (L - followed[from * 3]!);
    followed[at + 1] = followed[from * 3 + 1]! + follow * da;
    followed[at + 2] = followed[from * 3 + 2]! + follow * db;
    state[i] = 255;
    queues[Math.min(levels - 1, ((away / step) * levels) | 0)]!.push(i);
  };

  followed.set(data.subarray(start * 3, start * 3 + 3), start * 3);
  state[start] = 255;
  queues[0]!.push(start);
  for (let level = 0; level < levels;) {
    const i = queues[level]!.pop();
    if (i === undefined) {
      level++;
      continue;
    }
    const x = i % width;
    if (x > 0) offer(i - 1, i);
    if (x < width - 1) offer(i + 1, i);
    if (i >= width) offer(i - width, i);
    if (i < (height - 1) * width) offer(i + width, i);
    level = lowest(queues, level);
  }
  return mask;
}

/** Steps just offered may be smoother than the one they were offered from. */
function lowest(queues: readonly (readonly number[])[], level: number): number {
  for (let i = 0; i < level; i++) if (queues[i]!.length > 0) return i;
  return level;
}
