import { defineNetwork } from '../../src/models/guide/declaration.ts';

/** A network that a person might add, and all that MI-GAN and LaMa are not: `odd` of `tools/nets`. */
export const odd = defineNetwork({
  name: 'odd',
  edition: 3,
  title: 'Odd',
  licence: 'Apache-2.0',
  file: 'odd.onnx',
  runsOn: ['webgpu', 'wasm'],
  image: { name: 'pixels', type: 'float32', layout: 'pixels', order: 'bgr', range: '-1 to 1', hole: 0 },
  mask: { as: 'channel', at: 'first', hole: 1, known: -1 },
  result: { name: 'filled', type: 'float32', layout: 'pixels', order: 'bgr', range: '-1 to 1' },
  size: { multiple: 8, least: 8, most: 32 },
});
