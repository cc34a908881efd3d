import { defineModel } from './model.ts';

/** What our own network paints into the hole, and nothing else: soft, but steady. */
export const painted = defineModel({
  name: 'painted',
  edition: 1,
  title: 'Painted fill',
  licence: 'Apache-2.0',
  keeps: 'inpaint',
  async make(processor) {
    const [{ paintedFill }, { openOwnPainter }] = await Promise.all([
      import('./fill/painting.ts'),
      import('./guide/open.ts'),
    ]);
    return paintedFill(await openOwnPainter(processor));
  },
});
