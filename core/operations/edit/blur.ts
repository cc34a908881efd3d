import { v } from '../../contract/schema.ts';
import { blend } from '../../pixels/blend.ts';
import { blur as blurred } from '../../pixels/blur.ts';
import { cropMask } from '../../pixels/crop.ts';
import { pixelate } from '../../pixels/pixelate.ts';
import { defineOperation } from '../operation.ts';
import { strength } from '../parameters.ts';
import { region } from '../region.ts';

/** Sigma at full strength, as a share of the region's shorter side: a marked thing dissolves, a picture goes soft. */
const widest = { marked: 0.2, whole: 0.03 };

/**
 * Squares along the region's shorter side, from the weakest to the strongest. A face is still read at sixteen across
 * (Harmon and Julesz, 1973), so a marked one never gets more than twelve.
 */
const squares = { marked: [12, 4], whole: [64, 12] } as const;

export const blur = defineOperation({
  name: 'blur',
  title: 'Blur',
  workspace: 'edit',
  needs: ['image'],
  masked: true,
  uses: [],
  params: v.object({
    kind: v.optional(v.picklist(['gaussian', 'pixelate'], 'Choose gaussian or pixelate.'), 'gaussian'),
    amount: v.optional(strength, 0.5),
  }),

  async run(_tools, { image, mask }, { kind, amount }, run) {
    const box = region(image, mask);
    const of = mask ? 'marked' : 'whole';
    const side = Math.min(box.width, box.height);
    const weight = mask ? (i: number) => mask.data[i]! : () => 255;
    const [most, fewest] = squares[of];
    const changed =
      kind === 'pixelate'
        ? pixelate(image, box, weight, Math.max(2, Math.ceil(side / (most + (fewest - most) * amount))))
        : blurred(image, box, weight, widest[of] * amount * side, done => run.report(done));
    run.report(1);
    return { images: [mask ? blend(image, changed, cropMask(mask, box), box.x, box.y) : changed], text: '' };
  },
});
