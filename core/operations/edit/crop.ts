import { Fault } from '../../contract/fault.ts';
import { v } from '../../contract/schema.ts';
import { around, aspectOf, inside } from '../../pixels/aspect.ts';
import { pad } from '../../pixels/box.ts';
import { crop as cropped } from '../../pixels/crop.ts';
import { defineOperation } from '../operation.ts';
import { shape } from '../parameters.ts';
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
    aspect: v.optional(shape),
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
    const ratio = aspect === undefined ? undefined : aspectOf(aspect);
    if (ratio === undefined) return { images: [cropped(image, kept)], text: '' };
    const part = mask && !box ? around(kept, ratio, image) : inside(kept, ratio);
    return { images: [cropped(image, part)], text: '' };
  },
});
