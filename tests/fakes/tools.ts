/** Makers that are easy to see through: each does to the whole picture what it was asked to do to the hole. */
import type { Tools } from '../../core/operations/operation.ts';
import { blankPixels, type Mask, type Pixels } from '../../core/pixels/pixels.ts';

export interface Call {
  readonly tool: keyof Tools;
  readonly image?: Pixels;
  readonly hole?: Mask;
  readonly words?: string;
}

/** Every colour turned to its opposite, also outside the hole, which a good operation keeps out of the picture. */
export function inverted(image: Pixels): Pixels {
  return { ...image, data: image.data.map((byte, i) => (i % 4 === 3 ? byte : 255 - byte)) };
}

export function fakeTools(): { readonly tools: Tools; readonly calls: Call[] } {
  const calls: Call[] = [];
  return {
    calls,
    tools: {
      inpaint(image, hole) {
        calls.push({ tool: 'inpaint', image, hole });
        return Promise.resolve(inverted(image));
      },
      repaint(image, hole, words) {
        calls.push({ tool: 'repaint', image, hole, words });
        return Promise.resolve(inverted(image));
      },
      generate(words, { width, height }) {
        calls.push({ tool: 'generate', words });
        return Promise.resolve(blankPixels(width, height));
      },
    },
  };
}
