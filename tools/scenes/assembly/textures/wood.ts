/** Wood: warped rings about an axis along x, with dark latewood edges and short pores along the grain. */
import { colourA, colourB, number, seed } from '../material';
import { cell, clamp, fract, fractal, lerp, noise, smoothstep } from '../noise';
import { paint } from '../surface';
import { mix, scale } from '../vector';

/** How dark the grain is, 0 to 1, in a board cut at (y, z) from the heart. Distances in metres. */
function grain(x: f32, y: f32, z: f32, ring: f32, sway: f32, which: u32): f32 {
  const wander: f32 = (noise(x * 1.7, y * 3, z * 3, which) - 0.5) * sway;
  const drift: f32 = (noise(x * 0.8, y * 9, z * 9, which + 5) - 0.5) * sway * 0.5;
  const radius = Mathf.sqrt((y + wander) * (y + wander) + (z + drift) * (z + drift));
  const phase = radius / ring + 0.6 * fractal(x * 3, y * 22, z * 22, 2, which + 9);
  const year = fract(phase);
  const late = smoothstep(0.25, 0.86, year) * (1 - smoothstep(0.9, 1, year));
  const strength: f32 = 0.45 + 0.55 * cell(<i32>floor<f32>(phase), 3, 1, which);
  const fibre = noise(x * 12, y * 520, z * 520, which + 21);
  return late * strength * 0.62 + fibre * 0.26;
}

function pores(x: f32, y: f32, z: f32, which: u32): f32 {
  return smoothstep(0.72, 0.9, noise(x * 42, y * 640, z * 640, which + 33));
}

/** Solid wood. Numbers: ring spacing, sway, pore strength, heart offset y, heart offset z. */
export function wood(at: usize, x: f32, y: f32, z: f32): void {
  const which = seed(at);
  const dark = grain(x, y + number(at, 3), z + number(at, 4), number(at, 0), number(at, 1), which);
  const pore = pores(x, y, z, which) * number(at, 2);
  const tone: f32 = 0.93 + 0.14 * fractal(x * 2.1, y * 6, z * 6, 2, which + 50);
  const colour = scale(mix(colourA(at), colourB(at), clamp(dark + pore * 0.4, 0, 1)), tone);
  paint(colour, -0.00012 * pore - 0.00006 * dark, 1 + 0.25 * dark);
}

/** Boards along x, side by side in z. Numbers: width, length, gap, ring spacing, variety, herringbone (0 or 1). */
export function boards(at: usize, x: f32, z: f32): void {
  const which = seed(at);
  const width = number(at, 0);
  const length = number(at, 1);
  let alongBoard = x;
  let across = z;
  let board: u32 = 0;
  if (number(at, 5) > 0.5) {
    // Herringbone: blocks of length = n·width laid in a staircase; odd stairs run across.
    const n = <i32>(length / width + 0.5);
    const i = <i32>floor<f32>(x / width);
    const j = <i32>floor<f32>(z / width);
    let k = (i - j) % (2 * n);
    if (k < 0) k += 2 * n;
    if (k < n) {
      alongBoard = x - <f32>(i - k) * width;
      across = z - <f32>j * width;
      board = <u32>((i - k) * 7919 + j * 104729);
    } else {
      const up = 2 * n - 1 - k;
      alongBoard = z - <f32>(j - up) * width;
      across = x - <f32>i * width;
      board = <u32>(i * 15731 + (j - up) * 789221 + 17);
    }
  } else {
    const row = <i32>floor<f32>(z / width);
    const shifted = x + cell(row, 11, 0, which) * length;
    const piece = <i32>floor<f32>(shifted / length);
    alongBoard = shifted - <f32>piece * length;
    across = z - <f32>row * width;
    board = <u32>(row * 7919 + piece * 104729);
  }
  const own = which + board * 31;
  const edge = min<f32>(min<f32>(across, width - across), min<f32>(alongBoard, length - alongBoard));
  const gap = number(at, 2);
  const open: f32 = 1 - smoothstep(gap * 0.4, gap, edge);
  const heartY: f32 = 0.02 + 0.1 * cell(<i32>board, 1, 0, which);
  const heartZ: f32 = (cell(<i32>board, 2, 0, which) - 0.5) * 0.22;
  const gx = alongBoard + 7 * cell(<i32>board, 3, 0, which);
  const dark = grain(gx, heartY, across - width * 0.5 + heartZ, number(at, 3), 0.05, own);
  const pore = pores(gx, heartY, across, own);
  const tone: f32 = 1 + number(at, 4) * (cell(<i32>board, 4, 0, which) - 0.5);
  const wear = lerp(0.96, 1.04, noise(x * 1.3, 0, z * 1.3, which + 70));
  const face = scale(mix(colourA(at), colourB(at), clamp(dark + pore * 0.22, 0, 1)), tone * wear);
  paint(
    scale(face, 1 - 0.75 * open),
    -0.0012 * open - 0.00008 * dark,
    (1 + 0.3 * dark) * lerp(0.9, 1.12, noise(x * 2.3, 1, z * 2.3, which + 90)) + open,
  );
}
