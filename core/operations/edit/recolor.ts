import { fromHex } from '../../colour/srgb.ts';
import { recolour } from '../../colour/recolour.ts';
import { v } from '../../contract/schema.ts';
import { defineOperation } from '../operation.ts';
import { colour } from '../parameters.ts';
import { region } from '../region.ts';

export const recolor = defineOperation({
  name: 'recolor',
  title: 'Recolour',
  workspace: 'edit',
  needs: ['image', 'mask'],
  masked: true,
  uses: [],
  params: v.object({ color: colour }),

  async run(_tools, { image, mask }, { color }, run) {
    const box = region(image, mask);
    return { images: [recolour(image, mask, box, fromHex(color), done => run.report(done))], text: '' };
  },
});
