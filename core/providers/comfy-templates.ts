/** The graphs that come with Brushword, of nodes that every ComfyUI has (its `nodes.py`). */
import type { Graph, Template } from './comfy-graph.ts';

/** What a seed may be there: 64 bits, of which we use 32. */
const seed = { least: 0, most: 2 ** 32 - 1 };

const model = { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: '' } };
const text = { class_type: 'CLIPTextEncode', inputs: { text: '', clip: ['1', 1] } };
const sampler = {
  seed: 0,
  steps: 20,
  cfg: 7,
  sampler_name: 'euler',
  scheduler: 'normal',
  denoise: 1,
  model: ['1', 0],
};
const save = { class_type: 'SaveImage', inputs: { filename_prefix: 'brushword', images: ['8', 0] } };

/** Nodes 1 to 3 and 7 to 9 are the same in all. */
const places = {
  model: { node: '1', input: 'ckpt_name' },
  words: { node: '2', input: 'text' },
  negative: { node: '3', input: 'text' },
  seed: { node: '7', input: 'seed', ...seed },
  steps: { node: '7', input: 'steps', least: 1, most: 10_000 },
  guidance: { node: '7', input: 'cfg', least: 0, most: 100 },
  sampler: { node: '7', input: 'sampler_name' },
  scheduler: { node: '7', input: 'scheduler' },
  strength: { node: '7', input: 'denoise', least: 0, most: 1 },
  name: { node: '9', input: 'filename_prefix' },
};
const marked = {
  ...places,
  image: { node: '4', input: 'image' },
  mask: { node: '5', input: 'image' },
};

const graphOf = (latent: Graph, from: { positive: unknown; negative: unknown; latent: unknown }): Graph => ({
  '1': model,
  '2': text,
  '3': text,
  ...latent,
  '7': {
    class_type: 'KSampler',
    inputs: { ...sampler, positive: from.positive, negative: from.negative, latent_image: from.latent },
  },
  '8': { class_type: 'VAEDecode', inputs: { samples: ['7', 0], vae: ['1', 2] } },
  '9': save,
});

const picture = {
  '4': { class_type: 'LoadImage', inputs: { image: '' } },
  // A channel of colour is taken as it is: white is repainted. Alpha would be turned round.
  '5': { class_type: 'LoadImageMask', inputs: { image: '', channel: 'red' } },
};

/** A picture from words. */
export const generate: Template = {
  graph: graphOf(
    { '4': { class_type: 'EmptyLatentImage', inputs: { width: 512, height: 512, batch_size: 1 } } },
    { positive: ['2', 0], negative: ['3', 0], latent: ['4', 0] },
  ),
  slots: {
    ...places,
    width: { node: '4', input: 'width', least: 16, most: 16_384 },
    height: { node: '4', input: 'height', least: 16, most: 16_384 },
  },
};

/** Any model: noise only where the mask is. */
export const repaint: Template = {
  graph: graphOf(
    {
      ...picture,
      '6': { class_type: 'VAEEncode', inputs: { pixels: ['4', 0], vae: ['1', 2] } },
      '10': { class_type: 'SetLatentNoiseMask', inputs: { samples: ['6', 0], mask: ['5', 0] } },
    },
    { positive: ['2', 0], negative: ['3', 0], latent: ['10', 0] },
  ),
  slots: marked,
};

/** Models trained to repaint, which are told what lies around. */
export const inpaint: Template = {
  graph: graphOf(
    {
      ...picture,
      '6': {
        class_type: 'InpaintModelConditioning',
        inputs: {
          positive: ['2', 0],
          negative: ['3', 0],
          vae: ['1', 2],
          pixels: ['4', 0],
          mask: ['5', 0],
          noise_mask: true,
        },
      },
    },
    { positive: ['6', 0], negative: ['6', 1], latent: ['6', 2] },
  ),
  slots: marked,
};
