/** Leaves, fruit, paper and pictures. */
import { colourA, colourB, colourC, number, seed } from '../material';
import { cell, clamp, fract, fractal, lerp, noise, smoothstep } from '../noise';
import { paint } from '../surface';
import { mix, scale } from '../vector';

/** One colour, a little uneven. Numbers: unevenness, scale. */
export function plain(at: usize, x: f32, y: f32, z: f32): void {
  const s = number(at, 1);
  const uneven = number(at, 0);
  if (uneven <= 0) {
    paint(colourA(at), 0, 1);
    return;
  }
  const n = fractal(x * s, y * s, z * s, 3, seed(at));
  paint(scale(colourA(at), 1 + uneven * (n - 0.5)), 0.0008 * n, lerp(0.85, 1.15, n));
}

/** A leaf: x from stem 0 to tip 1, y from −1 to 1 across, z its own number. Numbers: veins, variegation. */
export function leaf(at: usize, x: f32, y: f32, z: f32): void {
  const which = seed(at);
  const side = abs<f32>(y);
  const rib: f32 = 1 - smoothstep(0.02, 0.07, side);
  const slant = fract((x - side * 0.22) * number(at, 0));
  const vein: f32 = (1 - smoothstep(0.04, 0.14, abs<f32>(slant - 0.5))) * 0.5;
  const blotch = fractal(x * 5 + z * 13, y * 3, z * 7, 3, which);
  const own: f32 = 0.75 + 0.5 * fract(z * 7.31);
  let base = scale(colourA(at), own * (0.8 + 0.4 * blotch));
  base = mix(base, colourC(at), number(at, 1) * smoothstep(0.5, 0.62, blotch + 0.25 * side));
  paint(mix(base, colourB(at), clamp(max<f32>(rib, vein) * 0.7, 0, 1)), -0.0009 * vein - 0.0014 * rib + 0.0004 * blotch, 1 + 0.3 * blotch);
}

/** Fruit about its middle. Numbers: dimple scale, dimple depth, blush. A skin, B blush, C spots at the stem. */
export function fruit(at: usize, x: f32, y: f32, z: f32): void {
  const which = seed(at);
  const s = number(at, 0);
  const dimple = noise(x * s, y * s, z * s, which);
  const broad = fractal(x * 14 + 3, y * 14, z * 14, 3, which + 1);
  const streak = noise(x * 90, y * 12, z * 90, which + 2);
  let base = mix(colourA(at), colourB(at), clamp(number(at, 2) * smoothstep(0.3, 0.7, broad + 0.3 * (streak - 0.5)), 0, 1));
  base = mix(base, colourC(at), 0.25 * smoothstep(0.75, 0.85, noise(x * 240, y * 240, z * 240, which + 3)));
  paint(base, number(at, 1) * smoothstep(0.1, 0.6, dimple), 0.9 + 0.3 * broad);
}

/** The edges of pages: fine lines across x. */
export function pages(at: usize, x: f32, y: f32, z: f32): void {
  const which = seed(at);
  const sheet = noise(x * 1900, y * 3, z * 3, which);
  paint(scale(colourA(at), 0.78 + 0.3 * sheet), 0.0002 * sheet, 1);
}

/**
 * A bound book standing on y with its spine towards +z. Numbers: height, thickness, half depth, style.
 * A cloth, B the stamped title and bands.
 */
export function binding(at: usize, x: f32, y: f32, z: f32): void {
  const which = seed(at);
  const h = y / number(at, 0) + 0.5;
  const cloth = fractal(x * 500, y * 500, z * 500, 2, which);
  const style = <i32>number(at, 3);
  let ink: f32 = 0;
  if (z > number(at, 2) - 0.006) {
    const u = x / number(at, 1);
    const inner: f32 = 1 - smoothstep(0.26, 0.32, abs<f32>(u));
    // Letters are what a spine shows from afar: a row of short marks of uneven length.
    const letters = smoothstep(0.42, 0.5, noise(h * 46, u * 5, 3, which + 3)) * smoothstep(0.3, 0.5, noise(h * 95, u * 9, 8, which + 5));
    const from: f32 = 0.3 + 0.2 * cell(1, 2, 3, which);
    const to: f32 = from + 0.22 + 0.2 * cell(4, 5, 6, which);
    if (h > from && h < to) ink = inner * letters;
    if (style == 1 && (abs<f32>(h - 0.12) < 0.012 || abs<f32>(h - 0.88) < 0.012)) ink = 1;
    if (style == 2 && h > 0.78 && h < 0.9) ink = 1;
    if (style == 3 && h < 0.16) ink = inner;
  }
  paint(scale(mix(colourA(at), colourB(at), ink), 0.86 + 0.28 * cloth), 0.00012 * cloth, 1);
}

/** Shorthand for the pictures below: 1 inside, 0 outside, with a hand-cut edge. */
@inline
function inside(distance: f32): f32 {
  return 1 - smoothstep(-0.004, 0.004, distance);
}

/** A print in a mount; x and y from 0 to 1. Number 0: which; 1: mount. */
export function print(at: usize, x: f32, y: f32): void {
  const which = seed(at);
  const mount = number(at, 1);
  const grain = fractal(x * 160, y * 160, 0, 2, which);
  const aspect = number(at, 2);
  const outside = max<f32>(abs<f32>(x - 0.5) - 0.5 + mount, (abs<f32>(y - 0.5) - 0.5) / aspect + mount);
  if (outside > 0) {
    const bevel: f32 = 1 - smoothstep(0, 0.012, outside);
    paint(scale(colourA(at), 1 - 0.14 * bevel), 0, 1);
    return;
  }
  const u = (x - mount) / (1 - 2 * mount);
  const v = (y - mount * aspect) / (1 - 2 * mount * aspect);
  const wobble: f32 = 0.008 * (fractal(u * 7, v * 7, 0, 2, which + 2) - 0.5);
  const tall: f32 = 1 / aspect;
  const paper = scale(colourA(at), 0.95);
  let colour = paper;
  const style = <i32>number(at, 0);
  if (style == 0) {
    // A low sun over two hills.
    colour = mix(paper, colourC(at), 0.16 + 0.3 * (1 - v));
    const sun = Mathf.sqrt((u - 0.62) * (u - 0.62) + (v - 0.63) * (v - 0.63) * tall * tall) - 0.17 + wobble;
    colour = mix(colour, colourB(at), inside(sun));
    const far = v - 0.42 - 0.07 * Mathf.sin(u * 5 + 0.6) + wobble;
    colour = mix(colour, mix(colourC(at), paper, 0.35), inside(far));
    const near = v - 0.24 - 0.1 * Mathf.sin(u * 3.6 + 2.4) + wobble;
    colour = mix(colour, scale(colourC(at), 0.55), inside(near));
  } else if (style == 1) {
    // Arches within arches.
    const px = abs<f32>(u - 0.5);
    const py = max<f32>(v - 0.44, 0) * tall;
    const radius = v > 0.1 ? Mathf.sqrt(px * px + py * py) + wobble : 1;
    const band = <i32>floor<f32>(radius / 0.082);
    if (band < 5) {
      const edge = inside(abs<f32>(fract(radius / 0.082) - 0.5) * 0.082 - 0.033);
      colour = mix(paper, band % 2 == 0 ? colourB(at) : colourC(at), edge);
    }
  } else if (style == 2) {
    // A sprig: a bent stem with paired leaves.
    const bend: f32 = 0.5 + 0.1 * Mathf.sin(v * 2.6 + 0.4);
    let ink = inside(abs<f32>(u - bend) - 0.006) * inside(abs<f32>(v - 0.5) - 0.38);
    for (let i = 0; i < 9; i++) {
      const at0: f32 = 0.22 + <f32>i * 0.075;
      const s: f32 = i & 1 ? 1 : -1;
      const lean: f32 = 0.75;
      const dx: f32 = (u - (0.5 + 0.1 * Mathf.sin(at0 * 2.6 + 0.4))) * s;
      const dy: f32 = (v - at0) * tall;
      const a = dx * lean + dy * 0.66;
      const b = -dx * 0.66 + dy * lean;
      const size: f32 = 0.25 - <f32>i * 0.014;
      if (a < 0 || a > size) continue;
      const half: f32 = 0.9 * a * (size - a) / size;
      ink = max<f32>(ink, inside(abs<f32>(b) - half * 0.75));
    }
    colour = mix(paper, i32(ink > 0) ? mix(colourC(at), colourB(at), clamp(v * 1.1, 0, 1)) : paper, ink);
  } else {
    // Colour fields, feathered by hand.
    const soft: f32 = 0.016 * (fractal(u * 19, v * 19, 2, 3, which + 4) - 0.5);
    const box = abs<f32>(u - 0.5) - 0.39;
    const upper = max<f32>(abs<f32>(v - 0.69) - 0.23, box);
    const lower = max<f32>(abs<f32>(v - 0.24) - 0.16, box) + soft;
    colour = mix(scale(paper, 0.9), colourB(at), 1 - smoothstep(-0.012, 0.016, upper + soft));
    colour = mix(colour, colourC(at), 1 - smoothstep(-0.012, 0.016, lower));
    colour = scale(colour, 0.9 + 0.2 * fractal(u * 9, v * 40, 5, 3, which + 5));
  }
  paint(scale(colour, 0.93 + 0.14 * grain), 0, 1);
}
