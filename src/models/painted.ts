import { own } from './guide/open.ts';
import { defineModel } from './model.ts';

/** What our own network paints into the hole, and nothing else: soft, but steady. */
export const painted = defineModel({
  name: 'painted',
  edition: 2,
  title: 'Painted fill',
  licence: 'Apache-2.0',
  keeps: 'inpaint',
  network: own,
  async make(processor, others) {
    const { paintedFill } = await import('./fill/painting.ts');
    return paintedFill(await own.open(processor, others));
  },
});
