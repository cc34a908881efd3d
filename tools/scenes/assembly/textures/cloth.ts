/** Woven, knotted and plaited things. Their x and y run along the cloth, in metres. */
import { colourA, colourB, colourC, number, seed } from '../material';
import { cell, clamp, fract, fractal, lerp, noise, smoothstep } from '../noise';
import { paint } from '../surface';
import { mix, scale } from '../vector';

@inline
function arch(t: f32): f32 {
  return 4 * t * (1 - t);
}

/** Plain weave of slubby yarn. Numbers: pitch, mottling, stripe period (0 for none), stripe share. */
export function weave(at: usize, x: f32, y: f32): void {
  const which = seed(at);
  const pitch = number(at, 0);
  const wx = x + 0.4 * pitch * (noise(x * 40, y * 40, 1, which) - 0.5);
  const wy = y + 0.4 * pitch * (noise(x * 40, y * 40, 7, which) - 0.5);
  const i = <i32>floor<f32>(wx / pitch);
  const j = <i32>floor<f32>(wy / pitch);
  const u = fract(wx / pitch);
  const v = fract(wy / pitch);
  const over = (i + j) & 1;
  const height = over ? arch(v) * (0.4 + 0.6 * arch(u)) : arch(u) * (0.4 + 0.6 * arch(v));
  const yarn = over ? cell(j, 5, 0, which) : cell(i, 9, 1, which);
  const slub = over ? noise(wx * 45, <f32>j, 0, which + 2) : noise(<f32>i, wy * 45, 3, which + 2);
  let base = mix(colourA(at), colourB(at), clamp(0.75 * slub + 0.5 * (yarn - 0.5), 0, 1));
  const period = number(at, 2);
  if (period > 0 && fract(x / period) < number(at, 3)) base = colourC(at);
  const mottle: f32 = 1 + number(at, 1) * (fractal(x * 14, y * 14, 2, 3, which + 4) - 0.5);
  paint(scale(base, mottle * (0.72 + 0.34 * height)), pitch * 0.3 * (height + 0.5 * slub), 1);
}

/** Bouclé: loops of thick yarn. Numbers: loop size, mottling. */
export function loops(at: usize, x: f32, y: f32, z: f32): void {
  const which = seed(at);
  const s: f32 = 1 / number(at, 0);
  const curl = abs<f32>(fractal(x * s, y * s, z * s, 2, which) - 0.5) * 2;
  const mottle: f32 = 1 + number(at, 1) * (fractal(x * 6, y * 6, z * 6, 3, which + 4) - 0.5);
  paint(scale(mix(colourB(at), colourA(at), smoothstep(0, 0.35, curl)), mottle), number(at, 0) * 0.5 * smoothstep(0, 0.5, curl), 1);
}

/**
 * A knotted rug about its middle. Numbers: pattern, half length, half width, scale.
 * Patterns: 0 lozenges in a band border, 1 broad stripes with small marks, 2 a loose grid of lines.
 */
export function rug(at: usize, x: f32, y: f32): void {
  const which = seed(at);
  const s = number(at, 3);
  const px = x + 0.012 * (noise(x * 9, y * 9, 0, which) - 0.5) + 0.005 * (noise(x * 70, y * 70, 0, which + 1) - 0.5);
  const py = y + 0.012 * (noise(x * 9, y * 9, 4, which) - 0.5) + 0.005 * (noise(x * 70, y * 70, 4, which + 1) - 0.5);
  const halfX = number(at, 1);
  const halfY = number(at, 2);
  const rim = min<f32>(halfX - abs<f32>(px), halfY - abs<f32>(py));
  const pattern = <i32>number(at, 0);
  let ink: f32 = 0;
  let accent: f32 = 0;
  if (pattern == 0) {
    const a = fract(px / s + 0.5) - 0.5;
    const b = fract(py / (s * 1.5) + 0.5) - 0.5;
    const ring = abs<f32>(a) + abs<f32>(b);
    ink = smoothstep(0.42, 0.44, ring) * (1 - smoothstep(0.49, 0.51, ring));
    accent = 1 - smoothstep(0.11, 0.13, ring);
    ink = max<f32>(ink, smoothstep(0.2, 0.22, ring) * (1 - smoothstep(0.25, 0.27, ring)));
    const inner = smoothstep(0.125, 0.13, rim);
    ink *= inner;
    accent *= inner;
    const band = smoothstep(0.045, 0.05, rim) * (1 - smoothstep(0.085, 0.09, rim));
    const teeth = abs<f32>(fract((halfX - abs<f32>(px) < halfY - abs<f32>(py) ? py : px) / 0.07) - 0.5) * 2;
    ink = max<f32>(ink, band * smoothstep(0.3, 0.36, teeth));
  } else if (pattern == 1) {
    const band = fract(py / s);
    ink = smoothstep(0.05, 0.07, band) * (1 - smoothstep(0.3, 0.32, band));
    const mark = abs<f32>(fract(px / (s * 0.32)) - 0.5) + abs<f32>(band - 0.66) * 1.9;
    accent = 1 - smoothstep(0.2, 0.24, mark);
  } else {
    const a = abs<f32>(fract((px + py * 0.62) / s) - 0.5);
    const b = abs<f32>(fract((px - py * 0.62) / s) - 0.5);
    ink = 1 - smoothstep(0.028, 0.045, min<f32>(a, b));
  }
  const abrash = fractal(x * 1.2, y * 9, 0, 3, which + 6);
  let base = mix(colourA(at), colourB(at), ink);
  base = mix(base, colourC(at), accent);
  const pile = fractal(x * 210, y * 210, 0, 3, which + 7);
  const rows: f32 = 0.5 + 0.5 * Mathf.sin(y * 900);
  paint(scale(base, (0.82 + 0.3 * abrash) * (0.72 + 0.5 * pile)), 0.0032 * pile + 0.0006 * rows, 1);
}

/** Plaited rush or rattan around a basket. Numbers: strand width, strand height. */
export function wicker(at: usize, x: f32, y: f32): void {
  const which = seed(at);
  const width = number(at, 0);
  const tall = number(at, 1);
  const j = <i32>floor<f32>(y / tall);
  const shifted = x / width + (j & 1 ? 0.5 : 0);
  const i = <i32>floor<f32>(shifted);
  const u = fract(shifted);
  const v = fract(y / tall);
  const hump = arch(u) * (0.35 + 0.65 * arch(v));
  const strand = cell(i, j, 0, which);
  const fibre = noise(x * 60, y * 700, 0, which + 2);
  const shade = clamp(0.6 * strand + 0.5 * fibre, 0, 1);
  paint(scale(mix(colourA(at), colourB(at), shade), lerp(0.42, 1.05, Mathf.sqrt(max<f32>(hump, 0)))), tall * 0.45 * hump, 1);
}
