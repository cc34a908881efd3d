import { v } from '../../contract/schema.ts';
import { resize } from '../../pixels/resize.ts';
import { checkLimit } from '../limit.ts';
import { defineOperation } from '../operation.ts';

export const upscale = defineOperation({
  name: 'upscale',
  title: 'Enlarge',
  workspace: 'edit',
  needs: ['image'],
  masked: false,
  uses: [],
  params: v.object({
    factor: v.optional(
      v.pipe(
        v.number('Give a number of times, such as 2.'),
        v.gtValue(1, 'Give more than 1. To make a picture smaller, resize it.'),
        v.maxValue(16, 'Give 16 times or less.'),
      ),
      2,
    ),
  }),

  async run(_tools, { image }, { factor }, run) {
    const size = { width: Math.round(image.width * factor), height: Math.round(image.height * factor) };
    checkLimit(size, image);
    return { images: [resize(image, size.width, size.height, done => run.report(done))], text: '' };
  },
});
