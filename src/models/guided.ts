import { kernelHere, type OpenKernel } from './exemplar.ts';
import type { Network } from './guide/network.ts';
import { defineModel, type Model } from './model.ts';

/** Fills a hole with patches of the same photo, led by what a network paints there, small. */
export const guidedBy = (
  about: Omit<Model<'inpaint'>, 'keeps' | 'make' | 'network'>,
  network: Network,
  openKernel: OpenKernel = kernelHere,
): Model<'inpaint'> =>
  defineModel({
    ...about,
    keeps: 'inpaint',
    network,
    async make(processor, others) {
      const painter = await network.open(processor, others);
      const [{ exemplarFill }, { tuned }] = await Promise.all([
        import('./fill/fill.ts'),
        import('./fill/tuning.ts'),
      ]);
      return exemplarFill(openKernel, tuned, painter);
    },
  });

/** Led by our own network. */
export const guidedByOwn = (own: Network, openKernel?: OpenKernel): Model<'inpaint'> =>
  guidedBy({ name: 'guided', edition: 3, title: 'Guided fill', licence: 'Apache-2.0' }, own, openKernel);
