import { v } from '../../contract/schema.ts';
import { defineOperation } from '../operation.ts';
import { words } from '../parameters.ts';

/** As the wire has a side (`core/contract/ask.ts`). */
const side = v.optional(
  v.pipe(
    v.number('Give a whole number of pixels.'),
    v.integer('Give a whole number of pixels.'),
    v.minValue(64, 'A picture has at least 64 pixels on each side.'),
    v.maxValue(8192, 'A picture has at most 8,192 pixels on each side.'),
  ),
  1024,
);

export const generate = defineOperation({
  name: 'generate',
  title: 'Generate',
  workspace: 'generate',
  needs: [],
  masked: false,
  uses: ['generate'],
  params: v.object({ words: words('Say what the picture should show.'), width: side, height: side }),

  async run(tools, _inputs, { words, ...size }, run) {
    return { images: [await tools.generate(words, size, run)], text: '' };
  },
});
