/** Soft things: cushions, curtains, throws, leaves. */
import { hash } from '../chance.ts';
import { cos, sin } from '../exact.ts';
import { joined, shaped, type Mesh, type Vector } from '../mesh.ts';
import { box } from './box.ts';
import { grid } from './grid.ts';

/** Smooth noise in −1 … 1, one lattice cell per unit. */
export function ripple(x: number, y: number, z: number, seed: number): number {
  const [i, j, k] = [Math.floor(x), Math.floor(y), Math.floor(z)];
  const ease = (t: number): number => t * t * (3 - 2 * t);
  const [u, v, w] = [ease(x - i), ease(y - j), ease(z - k)];
  const corner = (a: number, b: number, c: number): number =>
    hash(hash(i + a, j + b, k + c), seed) / 2147483648 - 1;
  const mix = (a: number, b: number, t: number): number => a + (b - a) * t;
  const layer = (c: number): number =>
    mix(mix(corner(0, 0, c), corner(1, 0, c), u), mix(corner(0, 1, c), corner(1, 1, c), u), v);
  return mix(layer(0), layer(1), w);
}

/** A boxed cushion, swollen by `puff` metres at the middle of each side, with slight creases. */
export function cushion(width: number, height: number, depth: number, puff: number, seed: number): Mesh {
  const base = box(width, height, depth, {
    round: Math.min(width, height, depth) * 0.28,
    bend: 4,
    cells: 14,
    cover: 'cloth',
  });
  const swell = (t: number): number => Math.max(0, 1 - t * t);
  return shaped(base, ([x, y, z]) => {
    const [a, b, c] = [(2 * x) / width, (2 * y) / height, (2 * z) / depth];
    const crease =
      0.1 * puff * ripple(x * 9, y * 9, z * 9, seed) +
      0.22 * puff * ripple(x * 3.4, y * 3.4, z * 3.4, seed + 1);
    return [
      x + a * (puff * 0.45 * swell(b) * swell(c)) + crease * a,
      y + b * (puff * swell(a) * swell(c)) + crease * b,
      z + c * (puff * swell(a) * swell(b)) + crease * c,
    ];
  });
}

/** A scatter cushion standing in x, y: two cloths sewn at the rim, with pulled-in sides and pointed corners. */
export function pillow(width: number, height: number, thick: number, seed: number): Mesh {
  const cloth = (front: 1 | -1): Mesh =>
    grid(28, 28, (u, v) => {
      const a = (u * 2 - 1) * front;
      const b = v * 2 - 1;
      const pinch = 0.07;
      const x = (width / 2) * a * (1 - pinch * (1 - b * b) * a * a);
      const y = (height / 2) * b * (1 - pinch * (1 - a * a) * b * b);
      const dome = Math.sqrt(Math.max(0, (1 - a ** 4) * (1 - b ** 4)));
      const radial =
        0.1 * ripple(a * 2.5, b * 2.5, front, seed) + 0.05 * ripple(a * 7, b * 7, front, seed + 1);
      const z = front * (thick / 2) * dome * (0.9 + radial);
      return { point: [x, y, z], coord: [x, y, 0] };
    });
  return joined(cloth(1), cloth(-1));
}

/** A curtain in x, y hanging from its top: folds grow wider downwards. */
export function curtain(width: number, height: number, folds: number, depth: number, seed: number): Mesh {
  return grid(folds * 14, 24, (u, v) => {
    const down = 1 - v;
    const lazy = u + (0.25 / folds) * ripple(u * folds * 0.7, down * 1.4, 0, seed);
    const phase = lazy * folds * 2 * Math.PI;
    const size = depth * (0.6 + 0.4 * down) * (0.75 + 0.35 * ripple(u * folds, 0, 4, seed));
    const z =
      size * (sin(phase) + 0.28 * sin(2 * phase + 1)) + 0.3 * depth * ripple(u * 5, down * 3, 2, seed);
    const x = width * (u - 0.5) + 0.35 * size * cos(phase);
    return { point: [x, -height * down, z], coord: [u * width * 1.7, v * height, 0] };
  });
}

export interface LeafShape {
  readonly length: number;
  readonly width: number;
  /** How far the tip droops, in radians over the length. */
  readonly droop: number;
  /** How far the halves fold up about the midrib, 0 to 1. */
  readonly fold: number;
  /** Where it is widest: 0.3 near the stem, 0.7 near the tip. */
  readonly widest: number;
  readonly waves: number;
  readonly seed: number;
}

/** A leaf from the origin along +z, its upper side up. */
export function leaf({ length, width, droop, fold, widest, waves, seed }: LeafShape): Mesh {
  const own = (hash(seed) % 1000) / 1000;
  const cells = 9;
  // The midrib bends evenly: an arc, stepped.
  const rib: Vector[] = [[0, 0, 0]];
  for (let i = 1; i <= cells * 4; i++) {
    const angle = droop * (i / (cells * 4)) - droop * 0.25;
    const step = length / (cells * 4);
    const [, y, z] = rib[i - 1]!;
    rib.push([0, y - sin(angle) * step, z + cos(angle) * step]);
  }
  return grid(8, cells, (u, v) => {
    const side = 1 - u * 2;
    const t = v;
    const bulge =
      t < widest ? sin((t / widest) * (Math.PI / 2)) : cos(((t - widest) / (1 - widest)) * (Math.PI / 2));
    const half = (width / 2) * Math.sqrt(Math.max(0, bulge)) * (0.35 + 0.65 * bulge) + 0.0006;
    const [, y, z] = rib[Math.round(t * cells * 4)]!;
    const wave = waves * half * ripple(t * 5, side * 1.2, own * 50, seed) * Math.abs(side);
    return {
      point: [-side * half, y + Math.abs(side) * half * fold + wave, z],
      coord: [t, side, own],
    };
  });
}
