import { Fault } from '../../contract/fault.ts';
import { v } from '../../contract/schema.ts';
import { blend } from '../../pixels/blend.ts';
import { isEmpty, pad, type Size } from '../../pixels/box.ts';
import { crop } from '../../pixels/crop.ts';
import { squaredDistance } from '../../pixels/distance.ts';
import { bounds, checkSize } from '../../pixels/mask.ts';
import { blankMask } from '../../pixels/pixels.ts';
import { defineOperation } from '../operation.ts';
import { pixels } from '../parameters.ts';

/** A thing's soft rim is about this wide: a lens and a resize blur in proportion to the picture. */
const margin = ({ width, height }: Size): number =>
  Math.min(8, Math.max(3, Math.round(Math.max(width, height) / 400)));

/** Context on each side of the hole, at least; and never less than the hole is long, so that there is enough to copy. */
const context = 64;

export const remove = defineOperation({
  name: 'remove',
  title: 'Remove',
  workspace: 'edit',
  needs: ['image', 'mask'],
  masked: true,
  uses: ['inpaint'],
  params: v.object({
    /** How far beyond the mask the picture may change, in pixels: the recipe's margin. */
    grow: v.optional(pixels(64)),
    /** How much of that margin is a soft edge. */
    soften: v.optional(pixels(64)),
  }),

  async run(tools, { image, mask }, { grow = margin(image), soften = grow / 2 }, run) {
    checkSize(mask, image);
    const marked = bounds(mask);
    if (isEmpty(marked))
      throw new Fault('bad-request', 'Nothing is marked. Brush over what should go, or tap it.');
    const around = pad(marked, Math.max(context, marked.width, marked.height) + Math.ceil(grow), image);
    const hole = blankMask(around.width, around.height);
    const edge = blankMask(around.width, around.height);
    const distances = squaredDistance(mask, around, grow);
    // Wholly new on the mask and next to it, then less and less of it up to the margin.
    const ramp = Math.min(soften, grow);
    for (let i = 0; i < distances.length; i++) {
      const distance = Math.sqrt(distances[i]!);
      if (distance > grow) continue;
      hole.data[i] = 255;
      edge.data[i] = ramp === 0 ? 255 : Math.round(255 * Math.min(1, (grow - distance + 1) / (ramp + 1)));
    }
    if (!hole.data.includes(0)) {
      throw new Fault(
        'bad-request',
        'The whole picture is marked, so nothing is left to fill it from. Mark only what should go.',
      );
    }
    const filled = await tools.inpaint(crop(image, around), hole, run);
    return { images: [blend(image, filled, edge, around.x, around.y)], text: '' };
  },
});
