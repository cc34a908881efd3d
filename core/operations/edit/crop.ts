import { Fault } from '../../contract/fault.ts';
import { v } from '../../contract/schema.ts';
import { around, aspectOf, inside } from '../../pixels/aspect.ts';
import { pad } from '../../pixels/box.ts';
import { crop as cropped } from '../../pixels/crop.ts';
import { defineOperation } from '../operation.ts';
import { region } from '../region.ts';

const whole = v.pipe(v.number('Give a whole number of pixels.'), v.integer('Give a whole number of pixels.'));
const from = v.pipe(whole, v.minValue(0, 'Start inside the picture.'));
const some = v.pipe(whole, v.minValue(1, 'Keep at least one pixel.'));

export const crop = defineOperation({
  name: 'crop',
  title: 'Crop',
  workspace: 'edit',
  needs: ['image'],
  masked: false,
  uses: [],
  params: v.object({
    /** Width to height, such as 16:9. */
    aspect: v.optional(
      v.pipe(v.string(), v.regex(/^\d+(\.\d+)?:\d+(\.\d+)?$/, 'Give a shape such as 16:9.')),
    ),
    box: v.optional(v.object({ x: from, y: from, width: some, height: some })),
  }),

  async run(_tools, { image, mask }, { aspect, box }, _run) {
    if (aspect === undefined && box === undefined && mask === undefined) {
      throw new Fault('bad-request', 'Say what to keep: a shape such as 16:9, or mark the part to keep.');
    }
    const kept = box
      ? pad(box, 0, image)
      : region(image, mask, 'Nothing is marked. Brush over what should stay, or tap it.');
    if (box && (kept.width !== box.width || kept.height !== box.height)) {
      const size = `${image.width} × ${image.height}`;
      throw new Fault(
        'bad-request',
        `That box reaches beyond the picture, which is ${size} pixels. Choose one inside it.`,
      );
    }
    const shape = aspect === undefined ? undefined : aspectOf(aspect);
    if (shape === undefined) return { images: [cropped(image, kept)], text: '' };
    const part = mask && !box ? around(kept, shape, image) : inside(kept, shape);
    return { images: [cropped(image, part)], text: '' };
  },
});
