import { v } from '../../contract/schema.ts';
import { fillHole, partAround, settleEdge } from '../hole.ts';
import { defineOperation } from '../operation.ts';
import { pixels } from '../parameters.ts';

export const remove = defineOperation({
  name: 'remove',
  title: 'Remove',
  workspace: 'edit',
  needs: ['image', 'mask'],
  masked: true,
  uses: ['inpaint'],
  params: v.object({ grow: v.optional(pixels(64)), soften: v.optional(pixels(64)) }),
  settle: settleEdge,
  part: ({ grow = 0 }, mask) => partAround(mask, grow),

  async run(tools, { image, mask }, params, run) {
    const missing = 'Nothing is marked. Brush over what should go, or tap it.';
    const fill = fillHole(image, mask, params, missing, (part, hole) => tools.inpaint(part, hole, run));
    return { images: [await fill], text: '' };
  },
});
