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
  params: v.object({ width: v.optional(length), height: v.optional(length) }),

  async run(_tools, { image }, { width, height }, run) {
    if (width === undefined && height === undefined) {
      throw new Fault('bad-request', 'Say how wide or how high, such as 1200 pixels wide.');
    }
    const size = {
      width: width ?? Math.max(1, Math.round((image.width * (height ?? 1)) / image.height)),
      height: height ?? Math.max(1, Math.round((image.height * (width ?? 1)) / image.width)),
    };
    checkLimit(size);
    return { images: [resized(image, size.width, size.height, done => run.report(done))], text: '' };
  },
});
