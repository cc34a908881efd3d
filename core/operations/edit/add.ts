import { v } from '../../contract/schema.ts';
import { fillHole } from '../hole.ts';
import { defineOperation } from '../operation.ts';
import { words } from '../parameters.ts';

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
  }),

  async run(tools, { image, mask }, { what, where }, run) {
    const missing = 'Nothing is marked. Brush over the place where it should go.';
    const said = where === undefined ? what : `${what} ${where}`;
    const fill = fillHole(image, mask, {}, missing, (part, hole) => tools.repaint(part, hole, said, run));
    return { images: [await fill], text: '' };
  },
});
