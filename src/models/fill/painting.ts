/** A painter's picture alone, joined to what is around it in the gradient domain. Soft: it has no detail of the photo. */
import type { Tools } from '../../../core/operations/operation.ts';
import type { Painter } from '../guide/painter.ts';
import { drawDoubled, type Planes } from '../guide/planes.ts';
import { HOLE, KNOWN, type Level } from './field.ts';
import { ABSENT, GIVEN, UNKNOWN, membrane } from './membrane.ts';
import { halve } from './pyramid.ts';
import { checkKnown, regionwise } from './regionwise.ts';
import { WORKING_SIDE, planesOf } from './steer.ts';

/** Away from the hole's edge the painter's own tone holds, as if each pixel were drawn to it so strongly. */
const SCREEN = 0.01;
const CYCLES = 4;

export const paintedFill = (painter: Painter): Pick<Tools, 'inpaint'> =>
  regionwise(async () => ({
    async fill({ level }) {
      checkKnown(level);
      join(level, await painted(painter, level));
      return { level, image: level.image };
    },
    close() {},
  }));

/** The hole's colours, painted at a size that the painter is good at. */
async function painted(painter: Painter, level: Level): Promise<Float32Array> {
  if (Math.max(level.width, level.height) <= WORKING_SIDE)
    return (await painter.paint(planesOf(level))).colour;
  const half = halve(level);
  const coarse: Planes = {
    width: half.width,
    height: half.height,
    values: await painted(painter, half),
    hole: new Float32Array(half.width * half.height),
  };
  const fine = planesOf(level);
  drawDoubled(coarse, fine);
  return fine.values;
}

function join({ width, height, image, state }: Level, colour: Float32Array): void {
  const size = width * height;
  const kinds = state.map(s => (s === HOLE ? UNKNOWN : s === KNOWN ? GIVEN : ABSENT));
  const values = new Float32Array(3 * size);
  const pull = new Float32Array(3 * size);
  const paint = (at: number, channel: number): number => 255 * colour[channel * size + at]!;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const hole = state[at] === HOLE;
      for (let channel = 0, to = at * 3; channel < 3; channel++, to++) {
        values[to] = hole ? paint(at, channel) : image[at * 4 + channel]!;
        if (!hole) continue;
        pull[to] = SCREEN * paint(at, channel);
        // What the painting does from each pixel to the next is kept; at the edge, what it would do within.
        for (const [near, inside] of [
          [at - 1, x > 0],
          [at + 1, x < width - 1],
          [at - width, y > 0],
          [at + width, y < height - 1],
        ] as const) {
          // prettier-ignore
          if (inside && state[near] === HOLE) pull[to] = pull[to]! + paint(at, channel) - paint(near, channel);
        }
      }
    }
  }
  membrane(width, height, kinds, SCREEN).solve(values, CYCLES, pull);
  for (let at = 0; at < size; at++) {
    if (state[at] !== HOLE) continue;
    for (let channel = 0; channel < 3; channel++) {
      image[at * 4 + channel] = Math.min(255, Math.max(0, Math.round(values[at * 3 + channel]!)));
    }
  }
}
