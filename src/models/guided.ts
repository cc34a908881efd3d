import { defineModel, type Model } from './model.ts';
import type { Network } from './guide/network.ts';
import { own } from './guide/open.ts';

/** Fills a hole with patches of the same photo, led by what a network paints there, small. */
export const guidedBy = (
  about: Omit<Model<'inpaint'>, 'keeps' | 'make' | 'network'>,
  network: Network,
): Model<'inpaint'> =>
  defineModel({
    ...about,
    keeps: 'inpaint',
    network,
    async make(processor, others) {
      const painter = await network.open(processor, others);
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
  { name: 'guided', edition: 3, title: 'Guided fill', licence: 'Apache-2.0' },
  own,
);
