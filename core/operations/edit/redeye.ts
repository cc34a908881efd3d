import { redPupils } from '../../colour/red-eyes.ts';
import { Fault } from '../../contract/fault.ts';
import { v } from '../../contract/schema.ts';
import { copy, mix } from '../../pixels/blend.ts';
import { byteOf, light } from '../../pixels/light.ts';
import { isEmpty } from '../../pixels/mask.ts';
import { defineOperation } from '../operation.ts';
import { strength } from '../parameters.ts';
import { region } from '../region.ts';

/** Without a mask it finds the eyes itself; with one, what is red in it is taken for them. */
export const redeye = defineOperation({
  name: 'redeye',
  title: 'Fix red eyes',
  workspace: 'edit',
  needs: ['image'],
  masked: true,
  uses: [],
  params: v.object({ amount: v.optional(strength, 1) }),

  async run(_tools, { image, mask }, { amount }, run) {
    region(image, mask);
    run.report(0);
    const pupils = redPupils(image, mask);
    if (!mask && isEmpty(pupils)) {
      throw new Fault('bad-request', 'I see no red eyes here. Brush over them, then say it again.');
    }
    const changed = copy(image);
    const { data } = changed;
    const grey = new Uint8ClampedArray(4);
    for (let i = 0, p = 0; i < pupils.data.length; i++, p += 4) {
      if (pupils.data[i] === 0) continue;
      // As light as green and blue: red is what came back from within. So a pupil is dark, and its glint stays white.
      grey.fill(byteOf((light[data[p + 1]!]! + light[data[p + 2]!]!) / 2)).fill(data[p + 3]!, 3);
      mix(data, p, grey, 0, amount * pupils.data[i]!);
    }
    run.report(1);
    return { images: [changed], text: '' };
  },
});
