/** What makes seeing, marking and finding better: a detector, a network that outlines, one that cuts out people, one that compares. */
import { defineWeights, type WeightsEntry } from './entry.ts';

export const sights: readonly WeightsEntry[] = [
  defineWeights({
    name: 'dfine-s',
    title: 'D-FINE small',
    purpose:
      'Sees: knows eighty kinds of things by name, so that “the cup on the left” is found among cups alone.',
    licence: 'Apache-2.0',
    source: 'https://huggingface.co/onnx-community/dfine_s_coco-ONNX',
    repository: 'onnx-community/dfine_s_coco-ONNX',
    commit: 'a3cf03147a9b86c78475139115c8ac142577352d',
    files: [
      {
        path: 'onnx/model.onnx',
        bytes: 41_535_197,
        sha256: 'cd8a49a945feda6d28c6304ae8ae85c2759ba1d78a5a83a22c5ce8db82ef7238',
      },
    ],
    runsOn: ['webgpu', 'wasm'],
    memory: 400e6,
  }),
  defineWeights({
    name: 'slimsam',
    title: 'SlimSAM',
    purpose:
      'Marks: outlines the thing that you click, whole. The first click on a picture takes longer, as it looks at all of it.',
    licence: 'Apache-2.0',
    source: 'https://huggingface.co/Xenova/slimsam-77-uniform',
    repository: 'Xenova/slimsam-77-uniform',
    commit: '5850ab45f587c112167512ffef949107115e26a0',
    files: [
      {
        path: 'onnx/vision_encoder.onnx',
        bytes: 23_276_014,
        sha256: '9f8433273a6750b587779baa0cf5508111001bf7e7acfcf585d370139fd366d0',
      },
      {
        path: 'onnx/prompt_encoder_mask_decoder.onnx',
        bytes: 16_557_892,
        sha256: 'f4514391764fbd56e08e119060d874ecd7d52994bfb1968af159e12d4943b5bb',
      },
    ],
    runsOn: ['webgpu', 'wasm'],
    memory: 900e6,
  }),
  defineWeights({
    name: 'modnet',
    title: 'MODNet',
    purpose: 'Cuts out: finds the people in a picture, hair and all, when the background is to change.',
    licence: 'Apache-2.0',
    source: 'https://huggingface.co/Xenova/modnet',
    repository: 'Xenova/modnet',
    commit: 'fa2fa546052fba4c08921230a26cc69a333fca12',
    files: [
      {
        path: 'onnx/model.onnx',
        bytes: 25_888_640,
        sha256: '07c308cf0fc7e6e8b2065a12ed7fc07e1de8febb7dc7839d7b7f15dd66584df9',
      },
    ],
    runsOn: ['webgpu', 'wasm'],
    memory: 500e6,
  }),
  defineWeights({
    name: 'clip',
    title: 'CLIP',
    purpose:
      'Finds: knows what is in pictures, so that “a beach at sunset” finds a reference of which nobody has said so, “the ottoman” a thing that nothing else here knows by name, and ideas suit what is shown. English.',
    licence: 'MIT',
    source: 'https://huggingface.co/Xenova/clip-vit-base-patch32',
    repository: 'Xenova/clip-vit-base-patch32',
    commit: 'd15189d7028b43f1d3e65039190477f6af591c2a',
    files: [
      {
        path: 'tokenizer.json',
        bytes: 2_224_119,
        sha256: 'f7f3b7af117d467b58374797691a6438d3e6b9e9cef800dfd5dced7f697a90cd',
      },
      {
        path: 'onnx/vision_model_quantized.onnx',
        bytes: 89_117_001,
        sha256: '583fd1110a514667812fee7d684952aaf82a99b959760c8d7dca7e0ab9839299',
      },
      {
        path: 'onnx/text_model_quantized.onnx',
        bytes: 64_504_507,
        sha256: '73baab855d406190da9faa498cfedf65f15cf309f4cc7385b7b032e6d08e5c3a',
      },
    ],
    runsOn: ['wasm'],
    memory: 600e6,
  }),
];
