import { defineModel, type Model } from './model.ts';
import type { Painter } from './guide/painter.ts';
import type { Processor } from './net.ts';

/** Fills a hole with patches of the same photo, led by what a painter paints there, small. */
export const guidedBy = (
  about: Omit<Model<'inpaint'>, 'keeps' | 'make'>,
  open: (processor: Processor) => Promise<Painter>,
): Model<'inpaint'> =>
  defineModel({
    ...about,
    keeps: 'inpaint',
    async make(processor) {
      const painter = await open(processor);
      const [{ exemplarFill }, { openKernel, wishesFor }, { tuned }] = await Promise.all([
        import('./fill/fill.ts'),
        import('./fill/kernel.ts'),
        import('./fill/tuning.ts'),
      ]);
      return exemplarFill(async size => (await openKernel(wishesFor(size))).kernel, tuned, painter);
    },
  });

/** Led by our own network. */
export const guided = guidedBy(
  { name: 'guided', edition: 2, title: 'Guided fill', licence: 'Apache-2.0' },
  async processor => (await import('./guide/open.ts')).openOwnPainter(processor),
);
