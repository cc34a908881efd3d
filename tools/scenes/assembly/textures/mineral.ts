/** Plaster, tile, stone and fired clay. */
import { colourA, colourB, colourC, number, seed } from '../material';
import { cell, clamp, fract, fractal, lerp, noise, smoothstep } from '../noise';
import { paint } from '../surface';
import { mix, scale } from '../vector';

/** Painted wall. Numbers: mottling, texture scale (per metre). */
export function plaster(at: usize, x: f32, y: f32, z: f32): void {
  const which = seed(at);
  const broad = fractal(x * 1.1, y * 1.1, z * 1.1, 3, which);
  const size = number(at, 1);
  const fine = fractal(x * size, y * size, z * size, 3, which + 8);
  paint(scale(colourA(at), 1 + number(at, 0) * (broad - 0.5)), 0.0006 * fine, lerp(0.92, 1.08, broad));
}

/**
 * Tiles in x, y. Numbers: width, height, grout, shift of every other row, variety, hand (how uneven the faces are).
 * A and C are the glazes, B the grout.
 */
export function tiles(at: usize, x: f32, y: f32): void {
  const which = seed(at);
  const width = number(at, 0);
  const height = number(at, 1);
  const row = <i32>floor<f32>(y / height);
  const shifted = x + (row & 1 ? number(at, 3) * width : 0);
  const column = <i32>floor<f32>(shifted / width);
  const u = shifted - <f32>column * width;
  const v = y - <f32>row * height;
  const hand = number(at, 5);
  const waver: f32 = 0.0011 * hand * (noise(x * 60, y * 60, 0, which + 3) - 0.5);
  const edge = min<f32>(min<f32>(u, width - u), min<f32>(v, height - v)) + waver;
  const grout = number(at, 2);
  const joint: f32 = 1 - smoothstep(grout * 0.38, grout * 0.62, edge);
  const one = cell(column, row, 0, which);
  const two = cell(column, row, 1, which);
  const glaze = mix(
    colourA(at),
    colourC(at),
    clamp(one * number(at, 4) * 1.4 + 0.35 * noise(x * 9, y * 9, <f32>row, which + 4) * number(at, 4), 0, 1),
  );
  const pooled: f32 = 1 + 0.1 * hand * (fractal(x * 34, y * 34, 3, 2, which + 5) - 0.5);
  const tilt: f32 = hand * 0.02 * ((one - 0.5) * (u - width * 0.5) + (two - 0.5) * (v - height * 0.5));
  const swell: f32 = hand * 0.0011 * noise(u * 23 + one * 50, v * 23 + two * 50, 0, which + 6);
  const pillow: f32 = -0.0007 * (1 - smoothstep(grout * 0.5, grout * 0.5 + 0.005, edge));
  const sand = fractal(x * 420, y * 420, 0, 2, which + 7);
  if (joint > 0.5) paint(scale(colourB(at), 0.86 + 0.24 * sand), -0.0016 + 0.0003 * sand, 6);
  else paint(scale(glaze, pooled), tilt + swell + pillow, 0.8 + 0.6 * two);
}

/** Marble: veins where warped noise crosses its middle. Numbers: scale, vein strength. A ground, B vein, C cloud. */
export function marble(at: usize, x: f32, y: f32, z: f32): void {
  const which = seed(at);
  const s = number(at, 0);
  const wx = fractal(x * s, y * s, z * s, 4, which);
  const wz = fractal(x * s + 9, y * s + 4, z * s + 2, 4, which + 3);
  const ridge = abs<f32>(
    fractal(x * s * 1.3 + wx * 2.4, y * s * 1.3, z * s * 0.8 + wz * 2.4, 4, which + 6) - 0.5,
  );
  const vein: f32 = (1 - smoothstep(0, 0.05, ridge)) * smoothstep(0.35, 0.65, wz);
  const hair: f32 = (1 - smoothstep(0, 0.016, abs<f32>(wx - 0.48))) * 0.5;
  const ground = mix(colourA(at), colourC(at), smoothstep(0.3, 0.75, wx) * 0.6);
  paint(mix(ground, colourB(at), clamp((vein + hair) * number(at, 1), 0, 1)), 0, 1);
}

/** Terrazzo: chips scattered in cells, one to a cell, three sizes. A ground, B and C chips. Number: cell size. */
export function terrazzo(at: usize, x: f32, z: f32): void {
  const which = seed(at);
  let colour = scale(colourA(at), 0.97 + 0.06 * fractal(x * 60, 0, z * 60, 2, which));
  let size = number(at, 0);
  for (let layer = 0; layer < 3; layer++) {
    const ci = <i32>floor<f32>(x / size);
    const cj = <i32>floor<f32>(z / size);
    for (let dj = -1; dj <= 1; dj++) {
      for (let di = -1; di <= 1; di++) {
        const i = ci + di;
        const j = cj + dj;
        const pick = cell(i, j, layer * 8, which);
        if (pick > 0.72) continue;
        const px = x / size - <f32>i - 0.2 - 0.6 * cell(i, j, layer * 8 + 1, which);
        const pz = z / size - <f32>j - 0.2 - 0.6 * cell(i, j, layer * 8 + 2, which);
        const turn = cell(i, j, layer * 8 + 3, which) * 3;
        const a = px + turn * pz;
        const b = pz - turn * px;
        const stretch: f32 = 1 + turn * turn;
        const reach: f32 =
          (0.1 + 0.24 * cell(i, j, layer * 8 + 4, which)) *
          (1 + 0.5 * (noise((x / size) * 3, 0, (z / size) * 3, which + 40) - 0.5));
        if (abs<f32>(a) * 0.8 + abs<f32>(b) * 1.25 > reach * Mathf.sqrt(stretch)) continue;
        const tone: f32 = 0.75 + 0.5 * cell(i, j, layer * 8 + 5, which);
        colour = scale(pick < 0.3 ? colourB(at) : pick < 0.5 ? colourC(at) : scale(colourA(at), 0.62), tone);
      }
    }
    size *= 0.47;
  }
  paint(colour, 0, 1);
}

/**
 * Glazed pottery. Numbers: the height below which the clay is bare (B), how wavy that edge is, speckle strength,
 * throwing-ring strength. C is the colour of the speckles.
 */
export function glaze(at: usize, x: f32, y: f32, z: f32): void {
  const which = seed(at);
  const edge = number(at, 0) + number(at, 1) * (noise(x * 22, 0, z * 22, which) - 0.5);
  const rings = number(at, 3) * (0.5 + 0.5 * Mathf.sin(y * 900 + 2 * noise(x * 5, y * 30, z * 5, which + 1)));
  if (y < edge) {
    const grit = fractal(x * 300, y * 300, z * 300, 2, which + 2);
    paint(scale(colourB(at), 0.85 + 0.3 * grit), 0.0002 * grit + 0.0002 * rings, 3);
    return;
  }
  const dots = smoothstep(0.8, 0.86, noise(x * 330, y * 330, z * 330, which + 3)) * number(at, 2);
  const pool: f32 = 0.9 + 0.2 * fractal(x * 16, y * 9, z * 16, 3, which + 4);
  paint(scale(mix(colourA(at), colourC(at), dots), pool), 0.00025 * rings, lerp(0.85, 1.15, fract(pool * 7)));
}
