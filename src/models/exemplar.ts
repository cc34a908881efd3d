import { defineModel } from './model.ts';

/** Fills a hole with patches of the same photo. Needs no weights and no network. */
export const exemplar = defineModel({
  name: 'exemplar',
  edition: 2,
  title: 'Exemplar fill',
  licence: 'Apache-2.0',
  keeps: 'inpaint',
  async make() {
    const [{ exemplarFill }, { openKernel, wishesFor }] = await Promise.all([
      import('./fill/fill.ts'),
      import('./fill/kernel.ts'),
    ]);
    return exemplarFill(async size => (await openKernel(wishesFor(size))).kernel);
  },
});
