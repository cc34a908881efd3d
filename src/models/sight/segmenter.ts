/**
 * Outlines the thing that one points at. Chen et al., "SlimSAM: 0.1% Data Makes Segment Anything Slim", 2023, as Xenova exported it.
 * A picture is encoded once, which takes long; each question after that is quick.
 */
import type { Box, Size } from '../../../core/pixels/box.ts';
import { blankMask, type Mask, type Pixels } from '../../../core/pixels/pixels.ts';
import type { Asked } from '../../../core/sight/cut/cut-out.ts';
import type { Net } from '../net.ts';
import { defineLooker, floatsIn, sigmoid } from './looker.ts';
import { planesOf, stretched } from './planes.ts';
import { best, given, GIVES, placesOf, promptsFor, reduced, SEES, type Prompt } from './prompt.ts';

/** What it knows of a picture. Holds no part of the network, which may be let go and opened again. */
export interface Encoded {
  readonly size: Size;
  readonly image: Float32Array;
  readonly places: Float32Array;
}

export interface Segmenter {
  encode(image: Pixels): Promise<Encoded>;
  /** The thing, in a copy of the picture of size `copy`: 0 or 255. Nothing where it is not sure what is meant. */
  cut(encoded: Encoded, asked: Asked, copy: Size): Promise<Mask | undefined>;
  /** How sure it is of each place of its answer to a click in the middle, 0 to 1. */
  middle(encoded: Encoded): Promise<Float32Array>;
}

const embedding = ['1', '256', '64', '64'];
const EMBEDDING = embedding.map(Number);
const ANSWERS = 3;

export const segmenter = defineLooker(
  {
    name: 'slimsam',
    edition: 1,
    title: 'SlimSAM',
    runsOn: ['webgpu', 'wasm'],
    files: [
      {
        path: 'onnx/vision_encoder.onnx',
        inputs: [{ name: 'pixel_values', type: 'float32', dims: ['1', '3', String(SEES), String(SEES)] }],
        outputs: [
          { name: 'image_embeddings', type: 'float32', dims: embedding },
          { name: 'image_positional_embeddings', type: 'float32', dims: embedding },
        ],
      },
      {
        path: 'onnx/prompt_encoder_mask_decoder.onnx',
        inputs: [
          { name: 'input_points', type: 'float32', dims: ['1', '1', 'any number', '2'] },
          { name: 'input_labels', type: 'int64', dims: ['1', '1', 'any number'] },
          { name: 'image_embeddings', type: 'float32', dims: embedding },
          { name: 'image_positional_embeddings', type: 'float32', dims: embedding },
        ],
        outputs: [
          { name: 'iou_scores', type: 'float32', dims: ['1', '1', String(ANSWERS)] },
          {
            name: 'pred_masks',
            type: 'float32',
            dims: ['1', '1', String(ANSWERS), String(GIVES), String(GIVES)],
          },
        ],
      },
    ],
  },
  ([encoder, decoder]): Segmenter => ({
    encode: image => encode(encoder!, image),
    cut: (encoded, asked, copy) => cut(decoder!, encoded, asked, copy),
    async middle(encoded) {
      const { width, height } = encoded.size;
      const prompt = { points: [{ x: width / 2, y: height / 2, adds: true }] };
      const [first] = await answers(decoder!, encoded, prompt);
      return Float32Array.from(first?.logits ?? [], sigmoid);
    },
  }),
  async (segmenter, image) => segmenter.middle(await segmenter.encode(image)),
);

/** ImageNet's, by which Segment Anything was trained. */
const means = [0.485, 0.456, 0.406];
const deviations = [0.229, 0.224, 0.225];

async function encode(net: Net, image: Pixels): Promise<Encoded> {
  const { width, height } = reduced(image);
  const small = planesOf(image, width, height);
  // What is not the picture is 0 after it was made standard.
  const seen = new Float32Array(3 * SEES * SEES);
  for (let plane = 0; plane < 3; plane++) {
    const [mean, deviation] = [means[plane]!, deviations[plane]!];
    for (let y = 0, from = plane * width * height; y < height; y++) {
      for (let to = (plane * SEES + y) * SEES, end = to + width; to < end; to++)
        seen[to] = (small[from++]! - mean) / deviation;
    }
  }
  const results = await net.run({ pixel_values: { data: seen, dims: [1, 3, SEES, SEES] } });
  return {
    size: { width: image.width, height: image.height },
    image: floatsIn(results, 'image_embeddings', EMBEDDING),
    places: floatsIn(results, 'image_positional_embeddings', EMBEDDING),
  };
}

async function cut(net: Net, encoded: Encoded, asked: Asked, copy: Size): Promise<Mask | undefined> {
  const all = blankMask(copy.width, copy.height);
  for (const prompt of promptsFor(asked)) {
    const answer = best(await answers(net, encoded, prompt), prompt, encoded.size);
    if (!answer) return undefined;
    const fine = stretched(given(answer.logits, encoded.size), copy);
    const isWithin = prompt.within && inside(prompt.within, encoded.size, copy);
    fine.forEach((logit, at) => {
      if (logit > 0 && (!isWithin || isWithin(at))) all.data[at] = 255;
    });
  }
  return all.data.includes(255) ? all : undefined;
}

async function answers(
  net: Net,
  { image, places, size }: Encoded,
  { points }: Prompt,
): Promise<{ logits: Float32Array; score: number }[]> {
  const results = await net.run({
    input_points: { data: placesOf(points, size), dims: [1, 1, points.length, 2] },
    input_labels: {
      data: BigInt64Array.from(points, ({ adds }) => (adds ? 1n : 0n)),
      dims: [1, 1, points.length],
    },
    image_embeddings: { data: image, dims: EMBEDDING },
    image_positional_embeddings: { data: places, dims: EMBEDDING },
  });
  const logits = floatsIn(results, 'pred_masks', [1, 1, ANSWERS, GIVES, GIVES]);
  const area = GIVES * GIVES;
  return Array.from(floatsIn(results, 'iou_scores', [1, 1, ANSWERS]), (score, n) => ({
    logits: logits.subarray(n * area, (n + 1) * area),
    score,
  }));
}

/** Whether a pixel of the copy lies in the box. */
function inside(box: Box, size: Size, { width, height }: Size): (at: number) => boolean {
  const [across, down] = [width / size.width, height / size.height];
  const [left, right] = [Math.floor(box.x * across), Math.ceil((box.x + box.width) * across)];
  const [top, bottom] = [Math.floor(box.y * down), Math.ceil((box.y + box.height) * down)];
  return at => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return x >= left && x < right && y >= top && y < bottom;
  };
}
