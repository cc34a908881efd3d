/**
 * Another colour for a marked thing, with its shading, texture and highlights kept.
 *
 * In Oklab the three numbers of a matt surface keep their proportions as the light on it changes, for all are cube
 * roots of light. So a thing's typical colour moves to the wanted one, lightness follows by a curve through the two
 * (`shade.ts`), and chroma is scaled with the new lightness. What is left, how far each pixel is from what the typical
 * colour would be at its lightness, is texture, and is carried over as a ratio. A highlight is a mirror image of the
 * lamp: it has the lamp's colour before and after.
 */
import type { Box } from '../pixels/box.ts';
import { copy } from '../pixels/blend.ts';
import { readLight, writeLight } from '../pixels/light.ts';
import type { Mask, Pixels } from '../pixels/pixels.ts';
import { rimOf, solid, unmix, type Rim } from '../pixels/rim.ts';
import { fitLight, largestChroma } from './gamut.ts';
import { lightToOklab, oklabOf, oklabToLight, type Oklab } from './oklab.ts';
import { glint, shade } from './shade.ts';
import { smoothstep } from './smoothstep.ts';
import type { Rgb } from './srgb.ts';
import { typical, type Typical } from './typical.ts';

export function recolour(
  image: Pixels,
  mask: Mask,
  box: Box,
  colour: Rgb,
  report: (done: number) => void,
): Pixels {
  const changed = copy(image);
  const paint = painter(typical(image, mask, box), oklabOf(...colour));
  const rim = rimOf(image, mask, box);
  const before = new Float32Array(box.width * 3);
  const after = new Float32Array(box.width * 3);
  for (let y = 0; y < box.height; y++) {
    if (y % 64 === 0) report(y / box.height);
    const row = (box.y + y) * image.width + box.x;
    const marks = mask.data.subarray(row, row + box.width);
    if (marks.every(value => value === 0)) continue;
    readLight(image.data, row * 4, box.width, before);
    after.set(before);
    paint(after, box.width);
    if (rim) paintRim(rim, marks, y, before, after, paint);
    for (let x = 0; x < box.width; x++) {
      const start = x;
      while (x < box.width && marks[x] !== 0) x++;
      if (x > start) writeLight(after.subarray(start * 3), x - start, changed.data, (row + start) * 4);
    }
  }
  report(1);
  return changed;
}

type Paint = (row: Float32Array, count: number) => void;

/** Gives rows of linear light, in place, the colour `to` where they had the colour `from`. */
function painter(from: Typical, to: Oklab): Paint {
  const lightness = shade(from, to.L);
  const goal = lightness[Math.round(from.L * 1024)]!;
  const shine = glint(from);
  const chroma = Math.hypot(from.a, from.b);
  // In the darkest bytes a step of one is a hue of its own: neither it nor a cast can be told from noise.
  const lit = smoothstep(0.08, 0.25, from.L);
  // Below 0.02 a hue is mostly noise and cast; from 0.06 it is the thing's own.
  const own = lit * smoothstep(0.02, 0.06, chroma);
  const limit = largestChroma(to.a, to.b);
  const reach = Math.hypot(to.a, to.b);
  // Multiplying by this turns the thing's hue to 0 and its typical chroma to 1.
  const norm = chroma === 0 ? 0 : from.L / (chroma * chroma);
  return (row, count) => {
    lightToOklab(row, count);
    for (let i = 0; i < count * 3; i += 3) {
      const L = row[i]!;
      const a = row[i + 1]!;
      const b = row[i + 2]!;
      const place = Math.min(1023.999, L * 1024);
      const low = place | 0;
      const matt = lightness[low]! + (lightness[low + 1]! - lightness[low]!) * (place - low);
      // How much of the thing's own colour this pixel has, and how far it turns from it.
      const scale = L > 0.01 ? norm / L : 0;
      const along = Math.min(1.5, Math.max(0, (a * from.a + b * from.b) * scale));
      const aside = Math.min(0.3, Math.max(-0.3, (b * from.a - a * from.b) * scale * 0.5));
      const shining = shine(L) * (1 - own * Math.min(1, along));
      const newL = matt + (Math.max(matt, L) - matt) * shining;
      const full = (1 + own * (along - 1)) * (1 - shining) * Math.min(newL / goal, 1.15);
      const turn = own * aside * (1 - shining) * Math.min(newL / goal, 1);
      // A colourless thing shows the room's colours; half of that is kept, for the new colour would show them less.
      const cast = 0.5 * lit * (1 - own) * (newL / Math.max(L, 0.05));
      const castA = (a - (from.a * L) / Math.max(from.L, 0.05)) * Math.min(1, cast);
      const castB = (b - (from.b * L) / Math.max(from.L, 0.05)) * Math.min(1, cast);
      const shown = limit[Math.min(256, Math.round(newL * 256))]!;
      const fit = reach * full > shown ? shown / (reach * full) : 1;
      row[i] = newL;
      row[i + 1] = (to.a * full - to.b * turn) * fit + castA;
      row[i + 2] = (to.b * full + to.a * turn) * fit + castB;
    }
    oklabToLight(row, count);
    fitLight(row, count);
  };
}

/** On the rim only the thing's share is exchanged; where the mask just fades out, the painted pixel is faded in. */
function paintRim(
  rim: Rim,
  marks: Uint8Array,
  y: number,
  before: Float32Array,
  after: Float32Array,
  paint: Paint,
): void {
  const mixed = { thing: new Float32Array(3), behind: new Float32Array(3) };
  const painted = new Float32Array(3);
  for (let x = 0; x < marks.length; x++) {
    const value = marks[x]!;
    if (value === 0 || value >= solid) continue;
    const share = value / 255;
    const trust = unmix(rim, x, y, share, before, x * 3, mixed);
    painted.set(mixed.thing);
    paint(painted, 1);
    for (let c = 0; c < 3; c++) {
      const now = before[x * 3 + c]!;
      const exchanged = Math.min(1, Math.max(0, now + share * (painted[c]! - mixed.thing[c]!)));
      const faded = now + share * (after[x * 3 + c]! - now);
      after[x * 3 + c] = faded + trust * (exchanged - faded);
    }
  }
}
