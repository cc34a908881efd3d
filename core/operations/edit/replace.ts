import { v } from '../../contract/schema.ts';
import { fillHole, settleEdge } from '../hole.ts';
import { defineOperation } from '../operation.ts';
import { pixels, words } from '../parameters.ts';

export const replace = defineOperation({
  name: 'replace',
  title: 'Replace',
  workspace: 'edit',
  needs: ['image', 'mask'],
  masked: true,
  uses: ['repaint'],
  params: v.object({
    with: words('Say what should be there instead.'),
    grow: v.optional(pixels(64)),
    soften: v.optional(pixels(64)),
  }),
  settle: settleEdge,

  async run(tools, { image, mask }, params, run) {
    const missing = 'Nothing is marked. Brush over what should be replaced, or tap it.';
    const fill = fillHole(image, mask, params, missing, (part, hole) =>
      tools.repaint(part, hole, params.with, run),
    );
    return { images: [await fill], text: '' };
  },
});
