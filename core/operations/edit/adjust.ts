import { adjust as adjusted } from '../../colour/adjust.ts';
import { properties, type Property } from '../../contract/plan.ts';
import { v } from '../../contract/schema.ts';
import { blend, copy } from '../../pixels/blend.ts';
import { cropMask } from '../../pixels/crop.ts';
import { defineOperation } from '../operation.ts';
import { amount } from '../parameters.ts';
import { region } from '../region.ts';

const some = v.optional(amount, 0);

export const adjust = defineOperation({
  name: 'adjust',
  title: 'Adjust',
  workspace: 'edit',
  needs: ['image'],
  masked: true,
  uses: [],
  params: v.object({
    exposure: some,
    contrast: some,
    highlights: some,
    shadows: some,
    temperature: some,
    tint: some,
    saturation: some,
    vibrance: some,
    sharpness: some,
  } satisfies Record<Property, typeof some>),

  async run(_tools, { image, mask }, params, run) {
    const box = region(image, mask);
    if (properties.every(property => params[property] === 0)) return { images: [copy(image)], text: '' };
    const changed = adjusted(image, box, params, done => run.report(done));
    return { images: [mask ? blend(image, changed, cropMask(mask, box), box.x, box.y) : changed], text: '' };
  },
});
