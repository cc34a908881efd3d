/**
 * Puts pictures and words in one room, where what means the like is near. Radford et al., "Learning Transferable Visual Models From
 * Natural Language Supervision" (CLIP), 2021, as Xenova exported it, in whole numbers of eight bits.
 */
import { embeddingSize } from '../../../core/contract/reference.ts';
import type { Box, Size } from '../../../core/pixels/box.ts';
import { crop } from '../../../core/pixels/crop.ts';
import type { Pixels } from '../../../core/pixels/pixels.ts';
import type { Net } from '../net.ts';
import { tokensIn, type Tokens } from './byte-pairs.ts';
import { defineLooker, floatsIn } from './looker.ts';
import { bicubic, planesOf } from './planes.ts';

export interface Embedder {
  /** A direction: `embeddingSize` numbers. Their length says nothing. */
  embed(image: Pixels): Promise<Float32Array>;
  /** The same of what is in a picture. English. */
  embedWords(words: string): Promise<Float32Array>;
}

/** Of the square that it looks at, in pixels. */
export const SIDE = 224;
const side = String(SIDE);
const embedding = ['1', String(embeddingSize)];

export const embedder = defineLooker(
  {
    name: 'clip',
    edition: 1,
    title: 'CLIP',
    // Of its operators, those of whole numbers (MatMulInteger, ConvInteger) are the processor's alone.
    runsOn: ['wasm'],
    files: [
      {
        path: 'onnx/vision_model_quantized.onnx',
        inputs: [{ name: 'pixel_values', type: 'float32', dims: ['1', '3', side, side] }],
        outputs: [{ name: 'image_embeds', type: 'float32', dims: embedding }],
      },
      {
        path: 'onnx/text_model_quantized.onnx',
        inputs: [{ name: 'input_ids', type: 'int64', dims: ['1', 'any number'] }],
        outputs: [{ name: 'text_embeds', type: 'float32', dims: embedding }],
      },
    ],
    beside: ['tokenizer.json'],
  },
  ([sees, reads], [tokenizer]): Embedder => {
    const tokens = tokensIn(tokenizer!);
    return {
      embed: image => embed(sees!, image),
      embedWords: words => embedWords(reads!, tokens, words),
    };
  },
  async (embedder, image) => {
    const numbers = await embedder.embed(image);
    const length = Math.hypot(...numbers);
    return numbers.map(number => 0.5 + number / length / 2);
  },
);

/** The square in the middle, which is all that it looks at. */
export function middleOf({ width, height }: Size): Box {
  const length = Math.min(width, height);
  return {
    x: Math.floor((width - length) / 2),
    y: Math.floor((height - length) / 2),
    width: length,
    height: length,
  };
}

/** Its authors' (`clip.py`), of red, green and blue. */
const means = [0.48145466, 0.4578275, 0.40821073];
const deviations = [0.26862954, 0.26130258, 0.27577711];

async function embed(net: Net, image: Pixels): Promise<Float32Array> {
  // They make it small first and cut it then. The other way round it is the same, but for the outermost pixels of the cut sides,
  // and a panorama takes no more memory than a square.
  const planes = planesOf(crop(image, middleOf(image)), SIDE, SIDE, bicubic);
  const area = SIDE * SIDE;
  const seen = planes.map((value, at) => {
    const plane = Math.floor(at / area);
    return (Math.min(1, Math.max(0, value)) - means[plane]!) / deviations[plane]!;
  });
  const results = await net.run({ pixel_values: { data: seen, dims: [1, 3, SIDE, SIDE] } });
  return floatsIn(results, 'image_embeds', [1, embeddingSize]);
}

async function embedWords(net: Net, tokens: Tokens, words: string): Promise<Float32Array> {
  // It was trained on captions: as one, a word alone is understood better (Radford et al., 2021, section 3.1.4).
  const ids = tokens.idsOf(`a photo of ${words.trim()}`);
  const results = await net.run({
    input_ids: { data: BigInt64Array.from(ids, BigInt), dims: [1, ids.length] },
  });
  return floatsIn(results, 'text_embeds', [1, embeddingSize]);
}
