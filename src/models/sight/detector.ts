/**
 * Says what things are in a picture, and where. Peng et al., "D-FINE: Redefine Regression Task of DETRs as Fine-grained
 * Distribution Refinement", 2024, as onnx-community exported it.
 */
import type { Pixels } from '../../../core/pixels/pixels.ts';
import type { Detection } from '../../../core/sight/labelled.ts';
import type { Net } from '../net.ts';
import { thingsIn } from './boxes.ts';
import { coco } from './coco.ts';
import { defineLooker, floatsIn } from './looker.ts';
import { planesOf } from './planes.ts';

export interface Detector {
  /** The surest first. */
  detect(image: Pixels): Promise<Detection[]>;
}

const SIDE = 640;
const QUERIES = 300;

const side = String(SIDE);
const queries = String(QUERIES);

export const detector = defineLooker(
  {
    name: 'dfine-s',
    edition: 1,
    title: 'D-FINE',
    // Its pooling failed on WebGPU, and its attention crept (onnxruntime, issues 20938 and 22425): there only where a device has
    // shown that they do not.
    runsOn: ['webgpu', 'wasm'],
    files: [
      {
        path: 'onnx/model.onnx',
        inputs: [{ name: 'pixel_values', type: 'float32', dims: ['1', '3', side, side] }],
        outputs: [
          { name: 'logits', type: 'float32', dims: ['1', queries, String(coco.length)] },
          { name: 'pred_boxes', type: 'float32', dims: ['1', queries, '4'] },
        ],
      },
    ],
  },
  ([net]): Detector => ({ detect: image => detect(net!, image) }),
);

async function detect(net: Net, image: Pixels): Promise<Detection[]> {
  // It was trained on pictures that are stretched to a square, and gives shares of each side.
  const results = await net.run({
    pixel_values: { data: planesOf(image, SIDE, SIDE), dims: [1, 3, SIDE, SIDE] },
  });
  const logits = floatsIn(results, 'logits', [1, QUERIES, coco.length]);
  return thingsIn({ logits, boxes: floatsIn(results, 'pred_boxes', [1, QUERIES, 4]) }, coco, image);
}
