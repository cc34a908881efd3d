/** A painter's picture alone, joined to what is around it in the gradient domain. Soft: it has no detail of the photo. */
import type { Tools } from '../../../core/operations/operation.ts';
import type { Painter } from '../guide/painter.ts';
import { drawDoubled, type Planes } from '../guide/planes.ts';
import { HOLE, type Level } from './field.ts';
import { kindsOf, writeHole } from './join.ts';
import { membrane } from './membrane.ts';
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

function join(level: Level, colour: Float32Array): void {
  const { width, height, image, state } = level;
  const size = width * height;
  const values = new Float32Array(3 * size);
  const pull = new Float32Array(3 * size);
  const paint = (at: number, channel: number): number => 255 * colour[channel * size + at]!;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const isHole = state[at] === HOLE;
      // What the painting does from each pixel to the next is kept; at the edge, what it would do within.
      const beside = isHole ? besides(width, height, x, y).filter(near => state[near] === HOLE) : [];
      for (let channel = 0, to = at * 3; channel < 3; channel++, to++) {
        const here = paint(at, channel);
        values[to] = isHole ? here : image[at * 4 + channel]!;
        if (isHole) pull[to] = beside.reduce((sum, near) => sum + here - paint(near, channel), SCREEN * here);
      }
    }
  }
  membrane(width, height, kindsOf(level), SCREEN).solve(values, CYCLES, pull);
  writeHole(level, values);
}

/** The neighbours of a pixel that are in the picture. */
function besides(width: number, height: number, x: number, y: number): number[] {
  const at = y * width + x;
  const near: number[] = [];
  if (x > 0) near.push(at - 1);
  if (x < width - 1) near.push(at + 1);
  if (y > 0) near.push(at - width);
  if (y < height - 1) near.push(at + width);
  return near;
}
