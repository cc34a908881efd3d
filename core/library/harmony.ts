/**
 * How a picture's hues lie to each other: Cohen-Or, Sorkine, Gal, Leyvand and Xu, "Color Harmonization", 2006, with the
 * sectors of Matsuda, "Color Design", 1995, here on the hue of Oklab.
 */
import type { LabPlane } from '../colour/lab-plane.ts';
import { harmonies, type Harmony, type Look } from '../contract/look.ts';

/** Sectors as [middle, width] in degrees. */
const sectors: Readonly<Record<Harmony, readonly (readonly [number, number])[]>> = {
  N: [],
  i: [[0, 18]],
  V: [[0, 93.6]],
  I: [
    [0, 18],
    [180, 18],
  ],
  L: [
    [0, 18],
    [90, 79.2],
  ],
  T: [[0, 180]],
  Y: [
    [0, 93.6],
    [180, 18],
  ],
  X: [
    [0, 93.6],
    [180, 93.6],
  ],
};

const bins = 72;
const degrees = 360 / bins;

/** Below this chroma a pixel has no hue to speak of; below this mean of it a picture has none. */
const grey = 0.025;
const colourless = 0.015;

/** What lies outside by no more than this, in degrees, is noise and shading: the first template that is so near is taken. */
const near = 4;

export function harmonyOf({ data }: LabPlane): Look['harmony'] {
  const wheel = new Float64Array(bins);
  let sum = 0;
  for (let i = 0; i < data.length; i += 3) {
    const chroma = Math.hypot(data[i + 1]!, data[i + 2]!);
    if (chroma < grey) continue;
    const hue = (Math.atan2(data[i + 2]!, data[i + 1]!) * 180) / Math.PI;
    const bin = Math.floor((((hue + 360) % 360) / degrees) % bins);
    wheel[bin] = wheel[bin]! + chroma;
    sum += chroma;
  }
  if (sum / (data.length / 3) < colourless) return { template: 'N', hue: 0, off: 0 };
  const found: Look['harmony'][] = [];
  for (const template of harmonies) {
    if (template !== 'N') found.push(turned(template, wheel, sum));
  }
  const simple = found.find(({ off }) => off <= near);
  return simple ?? found.reduce((best, one) => (one.off < best.off ? one : best));
}

/** The turn of a template at which least lies outside it. */
function turned(template: Harmony, wheel: Float64Array, sum: number): Look['harmony'] {
  const cost = Float64Array.from({ length: bins }, (_, bin) => outside(template, (bin + 0.5) * degrees));
  let best: Look['harmony'] = { template, hue: 0, off: 180 };
  for (let turn = 0; turn < bins; turn++) {
    let off = 0;
    for (let bin = 0; bin < bins; bin++) off += wheel[bin]! * cost[(bin - turn + bins) % bins]!;
    if (off / sum < best.off) best = { template, hue: turn * degrees, off: off / sum };
  }
  return best;
}

/** Degrees from the nearest sector's border. */
const outside = (template: Harmony, hue: number): number =>
  Math.min(
    ...sectors[template].map(([middle, width]) => {
      const apart = Math.abs(((hue - middle + 540) % 360) - 180);
      return Math.max(0, apart - width / 2);
    }),
  );
