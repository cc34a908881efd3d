import { fromHex } from '../../colour/srgb.ts';
import { Fault } from '../../contract/fault.ts';
import { v } from '../../contract/schema.ts';
import { setBehind } from '../../pixels/backdrop.ts';
import { blur } from '../../pixels/blur.ts';
import { invert, isFull } from '../../pixels/mask.ts';
import { blankPixels, words as wordsOf, type Mask, type Pixels } from '../../pixels/pixels.ts';
import { defineOperation } from '../operation.ts';
import { colour, strength, words } from '../parameters.ts';
import { region } from '../region.ts';

/** Sigma at full strength, as a share of the picture's shorter side. */
const widest = 0.05;

const which =
  'Say what the background should be: a colour such as #1f3a5f, or words such as “a quiet beach”.';

const isColour = (replacement: string): boolean => v.is(colour, replacement);

/** The mask marks the subject, which is kept. */
export const background = defineOperation({
  name: 'background',
  title: 'Background',
  workspace: 'edit',
  needs: ['image', 'mask'],
  masked: false,
  uses: ['repaint'],
  calls: ({ action, with: replacement }) =>
    action === 'replace' && replacement !== undefined && !isColour(replacement) ? ['repaint'] : [],
  params: v.object({
    action: v.picklist(['blur', 'remove', 'replace'], 'Choose blur, remove or replace.'),
    /** The colour that replaces it, or in words what does. */
    with: v.optional(words(which)),
    /** How strongly it is blurred. */
    amount: v.optional(strength, 0.5),
  }),

  async run(tools, { image, mask }, { action, with: replacement, amount }, run) {
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
    if (replacement === undefined) throw new Fault('bad-request', which);
    const behind = isColour(replacement)
      ? filled(image, replacement)
      : await tools.repaint(image, invert(mask), replacement, run);
    if (behind.width !== image.width || behind.height !== image.height) {
      throw new Fault('bug', 'What came back is not the size of what was sent. Try again, or report it.');
    }
    return { images: [setBehind(image, mask, behind, half)], text: '' };
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
  const pixels = wordsOf(plain);
  pixels.fill(pixels[0]!);
  return plain;
}
