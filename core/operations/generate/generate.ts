import { v } from '../../contract/schema.ts';
import { defineOperation } from '../operation.ts';
import { words } from '../parameters.ts';

export const generate = defineOperation({
  name: 'generate',
  title: 'Generate',
  workspace: 'generate',
  needs: [],
  masked: false,
  uses: ['generate'],
  params: v.object({ words: words('Say what the picture should show.') }),

  async run(tools, _inputs, params, run) {
    return { images: [await tools.generate(params.words, run)], text: '' };
  },
});
