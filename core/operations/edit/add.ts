import { v } from '../../contract/schema.ts';
import { fillHole, settleEdge } from '../hole.ts';
import { defineOperation } from '../operation.ts';
import { pixels, words } from '../parameters.ts';

export const add = defineOperation({
  name: 'add',
  title: 'Add',
  workspace: 'edit',
  needs: ['image', 'mask'],
  masked: true,
  uses: ['repaint'],
  params: v.object({
    what: words('Say what should be added.'),
    where: v.optional(words('Say where, or leave it out.')),
    grow: v.optional(pixels(64)),
    soften: v.optional(pixels(64)),
  }),
  settle: settleEdge,

  async run(tools, { image, mask }, { what, where, ...edge }, run) {
    const missing = 'Nothing is marked. Brush over the place where it should go.';
    const said = where === undefined ? what : `${what} ${where}`;
    const fill = fillHole(image, mask, edge, missing, (part, hole) => tools.repaint(part, hole, said, run));
    return { images: [await fill], text: '' };
  },
});
