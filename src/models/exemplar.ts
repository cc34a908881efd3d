import type { Kernel } from './fill/field.ts';
import { defineModel, type Model } from './model.ts';

/** A kernel for holes of so many pixels in all. */
export type OpenKernel = (size: number) => Promise<Kernel>;

/** What a browser has for it. Elsewhere, where no bundler hands in the modules, makers are given another. */
export const kernelHere: OpenKernel = async size => {
  const { openKernel, wishesFor } = await import('./fill/kernel.ts');
  return (await openKernel(wishesFor(size))).kernel;
};

/** Fills a hole with patches of the same photo. Needs no weights and no network. */
export const exemplarBy = (openKernel: OpenKernel): Model<'inpaint'> =>
  defineModel({
    name: 'exemplar',
    edition: 2,
    title: 'Exemplar fill',
    licence: 'Apache-2.0',
    keeps: 'inpaint',
    async make() {
      const { exemplarFill } = await import('./fill/fill.ts');
      return exemplarFill(openKernel);
    },
  });

export const exemplar = exemplarBy(kernelHere);
