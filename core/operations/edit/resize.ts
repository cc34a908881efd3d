import { Fault } from '../../contract/fault.ts';
import { v } from '../../contract/schema.ts';
import { resize as resized } from '../../pixels/resize.ts';
import { checkLimit } from '../limit.ts';
import { defineOperation } from '../operation.ts';

const length = v.pipe(
  v.number('Give a whole number of pixels.'),
  v.integer('Give a whole number of pixels.'),
  v.minValue(1, 'Give at least one pixel.'),
);

export const resize = defineOperation({
  name: 'resize',
  title: 'Resize',
  workspace: 'edit',
  needs: ['image'],
  masked: false,
  uses: [],
  /** Where one is missing the picture keeps its shape. */
  params: v.object({
    width: v.optional(length),
    height: v.optional(length),
    /** Instead of both: times what it is. */
    factor: v.optional(
      v.pipe(
        v.number('Give a number, such as 0.5.'),
        v.gtValue(0, 'Give more than 0.'),
        v.maxValue(16, 'Give 16 times or less.'),
      ),
    ),
  }),

  async run(_tools, { image }, { factor, width, height }, run) {
    if (width === undefined && height === undefined && factor === undefined) {
      throw new Fault('bad-request', 'Say how wide or how high, such as 1200 pixels wide.');
    }
    const size = {
      width: width ?? scaled(image.width, factor ?? (height ?? 1) / image.height),
      height: height ?? scaled(image.height, factor ?? (width ?? 1) / image.width),
    };
    checkLimit(size, image);
    return { images: [resized(image, size.width, size.height, done => run.report(done))], text: '' };
  },
});

const scaled = (side: number, factor: number): number => Math.max(1, Math.round(side * factor));
