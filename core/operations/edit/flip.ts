import { v } from '../../contract/schema.ts';
import { flip as flipped } from '../../pixels/turn.ts';
import { defineOperation } from '../operation.ts';

export const flip = defineOperation({
  name: 'flip',
  title: 'Flip',
  workspace: 'edit',
  needs: ['image'],
  masked: false,
  uses: [],
  params: v.object({
    /** `horizontal` mirrors left to right. */
    axis: v.optional(v.picklist(['horizontal', 'vertical'], 'Choose horizontal or vertical.'), 'horizontal'),
  }),

  async run(_tools, { image }, { axis }, _run) {
    return { images: [flipped(image, axis)], text: '' };
  },
});
