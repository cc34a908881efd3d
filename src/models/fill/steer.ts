/**
 * What a painted guide says of each level: what a patch's surroundings are to be like in the mean, in colour and in
 * texture, and how much that weighs. Guide and photo are compared as the guide sees them: blurred, at the size it was
 * painted at (after Zhang et al., "Inpainting at Modern Camera Resolution by Guided PatchMatch", 2022).
 */
import { busyness } from '../guide/busy.ts';
import type { Painted, Painter } from '../guide/painter.ts';
import { blankPlanes, boxMean, drawDoubled, halved, type Planes } from '../guide/planes.ts';
import { KNOWN, type Level, type Steer } from './field.ts';
import { LEAST_DOUBT, objection } from './objection.ts';
import { halve } from './pyramid.ts';
import type { Step } from './settle.ts';
import type { Tuning } from './tuning.ts';

/** The longest side of what is painted. Larger windows are painted smaller: a network that sees more sees no better. */
export const WORKING_SIDE = 512;

/** Half the side of the square over which guide and photo are compared. */
const REACH = 2;

/** Planes of what is compared: red, green, blue and texture, and of how much that weighs. */
const PLANES = 5;

/** From each level to the next coarser the guide weighs less by this: a patch there sees more of the photo itself. */
const COARSER = 0.7;

/** Where it expects so large an error, squared, of 255, it counts half of that, and soon nothing: what it painted there is grey. */
const LOST = 700;

export interface Guided {
  readonly steps: readonly Step[];
  /** Of the size of one of the steps. */
  readonly painted: Painted;
  /** Of the hole, the share where it speaks against the unled fill. */
  readonly against: number;
}

/** The steps, from the finest to the coarsest, each with what `painter` says of it, or has against the `unled` fill. */
export async function steered(
  steps: readonly Step[],
  painter: Painter,
  tuning: Tuning,
  unled?: Uint8Array,
): Promise<Guided> {
  const fits = steps.findIndex(({ level }) => Math.max(level.width, level.height) <= WORKING_SIDE);
  const at = fits < 0 ? steps.length - 1 : fits;
  const { level } = steps[at]!;
  const planes = planesOf(level);
  markHalo(planes, steps.slice(at + 1));
  const painted = await painter.paint(planes);
  const maps: Planes[] = [];
  const against = unled && objection(planesOf(halvedTo(at, { ...steps[0]!.level, image: unled })), painted);
  maps[at] = compared(level, painted, weightsOf(painted, against), tuning.textureGain);
  for (let n = at + 1; n < steps.length; n++) maps[n] = halved(maps[n - 1]!);
  for (let n = at - 1; n >= 0; n--) {
    const { width, height } = steps[n]!.level;
    maps[n] = blankPlanes(width, height, PLANES);
    maps[n]!.hole.fill(1);
    drawDoubled(maps[n + 1]!, maps[n]!);
    maps[n]!.hole.fill(0);
  }
  return {
    steps: steps.map((step, n) => {
      const gain = tuning.steer * (n > at ? COARSER ** (n - at) : 1);
      return { ...step, level: { ...step.level, steer: rounded(maps[n]!, gain) } };
    }),
    painted,
    against: against ? shareOf(against, level) : 1,
  };
}

function shareOf(against: Float32Array, { state }: Level): number {
  let [hole, objected] = [0, 0];
  for (let at = 0; at < state.length; at++) {
    if (state[at] === KNOWN) continue;
    hole++;
    if (against[at]! > 0.5) objected++;
  }
  return objected / hole;
}

const halvedTo = (times: number, level: Level): Level =>
  times === 0 ? level : halvedTo(times - 1, halve(level));

/** The painter is not to carry on the shadow of the thing that goes: what is its halo at any coarser level is painted, too. */
function markHalo({ width, height, hole }: Planes, coarser: readonly Step[]): void {
  for (const [n, { level, halo }] of coarser.entries()) {
    for (let y = 0, at = 0; y < height; y++) {
      for (let x = 0; x < width; x++, at++) {
        if (halo[(y >> (n + 1)) * level.width + (x >> (n + 1))] === 1) hole[at] = 1;
      }
    }
  }
}

/** What is not known is to be painted, also where it is another region's to fill. */
export function planesOf({ width, height, image, state }: Level): Planes {
  const planes = blankPlanes(width, height, 3);
  const size = width * height;
  for (let at = 0; at < size; at++) {
    if (state[at] !== KNOWN) planes.hole[at] = 1;
    for (let channel = 0; channel < 3; channel++)
      planes.values[channel * size + at] = image[at * 4 + channel]! / 255;
  }
  return planes;
}

/** How much a painting weighs at each pixel. */
const weightsOf = ({ doubt }: Painted, against?: Float32Array): Float32Array =>
  doubt.map((value, at) => {
    const square = 65025 * value;
    const trust = 1 / (1 + (square / LOST) ** 2);
    return ((against?.[at] ?? 1) * trust) / (square + LEAST_DOUBT);
  });

function compared(
  { width, height, state }: Level,
  painted: Painted,
  weights: Float32Array,
  textureGain: number,
): Planes {
  const size = width * height;
  const values = new Float32Array(PLANES * size);
  const colour = painted.colour.map(value => 255 * value);
  for (let start = 0; start < 3 * size; start += size) {
    values.set(boxMean(colour.subarray(start, start + size), width, height, REACH), start);
  }
  const busy = busyness(colour, width, height);
  const share = measure(busy, painted.texture, state);
  const texture = busy.map((value, at) => (state[at] === KNOWN ? value : share * painted.texture[at]!));
  values.set(
    boxMean(texture, width, height, 1).map(value => Math.min(255, textureGain * value)),
    3 * size,
  );
  values.set(weights, 4 * size);
  return { width, height, values, hole: new Float32Array(size) };
}

/** What is around says how the painter's measure of texture is to be read: of grass it has seen less than there is. */
function measure(busy: Float32Array, told: Float32Array, state: Uint8Array): number {
  let [there, said] = [0, 0];
  for (let at = 0; at < busy.length; at++) {
    if (state[at] !== KNOWN) continue;
    there += busy[at]!;
    said += told[at]!;
  }
  return said > 0 ? there / said : 255;
}

function rounded({ width, height, values }: Planes, gain: number): Steer {
  const size = width * height;
  const map = new Uint8Array(4 * size);
  const weight = new Uint8Array(size);
  for (let at = 0; at < size; at++) {
    for (let plane = 0; plane < 4; plane++) map[at * 4 + plane] = values[plane * size + at]! + 0.5;
    weight[at] = Math.min(255, gain * values[4 * size + at]! + 0.5);
  }
  return { map, weight };
}
