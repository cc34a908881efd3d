import { Fault } from '../../contract/fault.ts';
import { v } from '../../contract/schema.ts';
import { blend } from '../../pixels/blend.ts';
import { blankMask } from '../../pixels/pixels.ts';
import { defineOperation } from '../operation.ts';
import { words } from '../parameters.ts';
import { region } from '../region.ts';

export const style = defineOperation({
  name: 'style',
  title: 'Restyle',
  workspace: 'edit',
  needs: ['image'],
  masked: true,
  uses: ['repaint'],
  params: v.object({ style: words('Say which style.') }),

  async run(tools, { image, mask }, params, run) {
    region(image, mask);
    const whole = mask ?? {
      ...blankMask(image.width, image.height),
      data: new Uint8Array(image.width * image.height).fill(255),
    };
    const painted = await tools.repaint(image, whole, params.style, run);
    if (painted.width !== image.width || painted.height !== image.height) {
      throw new Fault('bug', 'What came back is not the size of what was sent. Try again, or report it.');
    }
    return { images: [blend(image, painted, whole)], text: '' };
  },
});
