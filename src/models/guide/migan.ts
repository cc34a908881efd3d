import { defineNetwork } from './declaration.ts';

/**
 * Sargsyan et al., "MI-GAN: A Simple Baseline for Image Inpainting on Mobile Devices", 2023. The file is a pipeline, which
 * takes any size, but makes a square of 512 pixels of it, however it is shaped: given such a square it stretches nothing.
 */
export const migan = defineNetwork({
  name: 'migan',
  edition: 1,
  title: 'MI-GAN',
  licence: 'MIT',
  file: 'migan_pipeline_v2.onnx',
  runsOn: ['webgpu', 'wasm'],
  image: { name: 'image', type: 'uint8', layout: 'planes', order: 'rgb', range: '0 to 255', hole: 'spread' },
  mask: { as: 'input', name: 'mask', type: 'uint8', layout: 'planes', hole: 0, known: 255 },
  result: { name: 'result', type: 'uint8', layout: 'planes', order: 'rgb', range: '0 to 255' },
  size: { width: 512, height: 512 },
});
