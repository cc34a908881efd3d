import { defineNetwork } from './declaration.ts';

/** Suvorov et al., "Resolution-robust Large Mask Inpainting with Fourier Convolutions", 2022, as Carve exported it. */
export const lama = defineNetwork({
  name: 'lama',
  edition: 1,
  title: 'LaMa',
  licence: 'Apache-2.0',
  file: 'lama_fp32.onnx',
  // Its Fourier layers failed on WebGPU (Carve-Photos/lama, issue 6): there only where a device has shown that they do not.
  runsOn: ['webgpu', 'wasm'],
  image: { name: 'image', type: 'float32', layout: 'planes', order: 'rgb', range: '0 to 1', hole: 'spread' },
  mask: { as: 'input', name: 'mask', type: 'float32', layout: 'planes', hole: 1, known: 0 },
  result: { name: 'output', type: 'float32', layout: 'planes', order: 'rgb', range: '0 to 255' },
  size: { width: 512, height: 512 },
});
