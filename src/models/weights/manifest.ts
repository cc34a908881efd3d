/** Every model whose weights can be had. Sizes and hashes are the hub's own for the commit. */
import { defineWeights, type WeightsEntry } from './entry.ts';
import { sights } from './sights.ts';
import { whispers } from './whispers.ts';

export const manifest: readonly WeightsEntry[] = [
  defineWeights({
    name: 'migan',
    title: 'MI-GAN',
    purpose: 'Fills what was removed, in a moment. Best for many small things.',
    licence: 'MIT',
    source: 'https://github.com/Picsart-AI-Research/MI-GAN',
    repository: 'andraniksargsyan/migan',
    commit: '1538c135034b8cfe7a8472f34d09c8a5a45b17a7',
    files: [
      {
        path: 'migan_pipeline_v2.onnx',
        bytes: 28_079_181,
        sha256: '6f1f3530a1a2324b19752018ce756088b07973cda8d7d890034ace5c8a48c40b',
      },
    ],
    runsOn: ['webgpu', 'wasm'],
    memory: 600e6,
  }),
  defineWeights({
    name: 'lama',
    title: 'LaMa',
    purpose:
      'Fills what was removed, slowly and with more care. Best for large things and repeating patterns.',
    licence: 'Apache-2.0',
    source: 'https://huggingface.co/Carve/LaMa-ONNX',
    repository: 'Carve/LaMa-ONNX',
    commit: 'c3c0c9e468934d62e79c329e35d82dd09ff8c444',
    files: [
      {
        path: 'lama_fp32.onnx',
        bytes: 208_044_816,
        sha256: '1faef5301d78db7dda502fe59966957ec4b79dd64e16f03ed96913c7a4eb68d6',
      },
    ],
    runsOn: ['webgpu', 'wasm'],
    memory: 1200e6,
  }),
  ...sights,
  ...whispers,
];
