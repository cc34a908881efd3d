import { defineModel } from './model.ts';

/** Fills a hole with patches of the same photo, led by what our own network paints there, small. */
export const guided = defineModel({
  name: 'guided',
  edition: 1,
  title: 'Guided fill',
  licence: 'Apache-2.0',
  keeps: 'inpaint',
  async make(processor) {
    const [{ exemplarFill }, { openKernel, wishesFor }, { tuned }, { openOwnPainter }] = await Promise.all([
      import('./fill/fill.ts'),
      import('./fill/kernel.ts'),
      import('./fill/tuning.ts'),
      import('./guide/open.ts'),
    ]);
    const painter = await openOwnPainter(processor);
    return exemplarFill(async size => (await openKernel(wishesFor(size))).kernel, tuned, painter);
  },
});
