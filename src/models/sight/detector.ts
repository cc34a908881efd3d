/**
 * Says what things are in a picture, and where. Peng et al., "D-FINE: Redefine Regression Task of DETRs as Fine-grained
 * Distribution Refinement", 2024, as onnx-community exported it.
 */
import type { Pixels } from '../../../core/pixels/pixels.ts';
import type { Detection } from '../../../core/sight/labelled.ts';
import type { Net } from '../net.ts';
import { thingsIn, type Answer } from './boxes.ts';
import { coco } from './coco.ts';
import { defineLooker, floatsIn, sigmoid } from './looker.ts';
import { planesOf } from './planes.ts';

export interface Detector {
  /** The surest first. */
  detect(image: Pixels): Promise<Detection[]>;
  /** How sure it is of each name at most, 0 to 1: which query says so hangs on how a processor rounds. */
  surest(image: Pixels): Promise<Float32Array>;
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
  ([net]): Detector => ({
    detect: async image => thingsIn(await ask(net!, image), coco, image),
    async surest(image) {
      const { logits } = await ask(net!, image);
      const most = (name: number): number =>
        logits.reduce(
          (best, logit, at) => (at % coco.length === name && logit > best ? logit : best),
          -Infinity,
        );
      return Float32Array.from(coco, (_, name) => sigmoid(most(name)));
    },
  }),
  (detector, image) => detector.surest(image),
);

async function ask(net: Net, image: Pixels): Promise<Answer> {
  // It was trained on pictures that are stretched to a square, and gives shares of each side.
  const results = await net.run({
    pixel_values: { data: planesOf(image, SIDE, SIDE), dims: [1, 3, SIDE, SIDE] },
  });
  return {
    logits: floatsIn(results, 'logits', [1, QUERIES, coco.length]),
    boxes: floatsIn(results, 'pred_boxes', [1, QUERIES, 4]),
  };
}
