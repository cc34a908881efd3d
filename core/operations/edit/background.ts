import { fromHex } from '../../colour/srgb.ts';
import { Fault } from '../../contract/fault.ts';
import { v } from '../../contract/schema.ts';
import { setBehind } from '../../pixels/backdrop.ts';
import { blur } from '../../pixels/blur.ts';
import { isFull } from '../../pixels/mask.ts';
import { blankPixels, words, type Mask, type Pixels } from '../../pixels/pixels.ts';
import { defineOperation } from '../operation.ts';
import { colour, strength } from '../parameters.ts';
import { region } from '../region.ts';

/** Sigma at full strength, as a share of the picture's shorter side. */
const widest = 0.05;

/** The mask marks the subject, which is kept. */
export const background = defineOperation({
  name: 'background',
  title: 'Background',
  workspace: 'edit',
  needs: ['image', 'mask'],
  masked: false,
  uses: [],
  params: v.object({
    action: v.picklist(['blur', 'remove', 'replace'], 'Choose blur, remove or replace.'),
    /** The colour that replaces it. */
    with: v.optional(colour),
    /** How strongly it is blurred. */
    amount: v.optional(strength, 0.5),
  }),

  async run(_tools, { image, mask }, { action, with: replacement, amount }, run) {
    region(image, mask, 'Nothing is marked. Brush over the subject, which stays, or tap it.');
    if (isFull(mask)) {
      throw new Fault(
        'bad-request',
        'The whole picture is marked, so there is no background. Mark only the subject.',
      );
    }
    const half = (done: number): void => run.report(0.5 + done / 2);
    if (action === 'remove') return { images: [setBehind(image, mask, undefined, half)], text: '' };
    if (action === 'blur') {
      const soft = blurredAround(image, mask, amount, done => run.report(done / 2));
      return { images: [setBehind(image, mask, soft, half)], text: '' };
    }
    if (replacement === undefined) {
      throw new Fault('bad-request', 'Say which colour the background should be, such as white or #1f3a5f.');
    }
    return { images: [setBehind(image, mask, filled(image, replacement), half)], text: '' };
  },
});

/** What is wholly or partly the subject takes no part in the blur, so it leaves no halo of its colour. */
function blurredAround(image: Pixels, mask: Mask, amount: number, report: (done: number) => void): Pixels {
  const box = { x: 0, y: 0, width: image.width, height: image.height };
  const sigma = widest * amount * Math.min(image.width, image.height);
  return blur(image, box, i => (mask.data[i] === 0 ? 255 : 0), sigma, report);
}

function filled({ width, height }: Pixels, hex: string): Pixels {
  const plain = blankPixels(width, height);
  plain.data.set([...fromHex(hex), 255]);
  const pixels = words(plain);
  pixels.fill(pixels[0]!);
  return plain;
}
