/** A painter's picture alone, joined to what is around it in the gradient domain. Soft: it has no detail of the photo. */
import type { Tools } from '../../../core/operations/operation.ts';
import type { Painter } from '../guide/painter.ts';
import { drawDoubled, type Planes } from '../guide/planes.ts';
import type { Level } from './field.ts';
import { join } from './join.ts';
import { halve } from './pyramid.ts';
import { checkKnown, regionwise } from './regionwise.ts';
import { WORKING_SIDE, planesOf } from './steer.ts';

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
