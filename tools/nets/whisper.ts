/**
 * Whispers whose weights are chance, all but one thing: asked for what was said, they say a given text, whatever they hear. In the
 * layout that Transformers.js reads. Everything that the real ones compute is computed.
 */
import { decoder } from './whisper/decoder.ts';
import { embeddings } from './whisper/embeddings.ts';
import { encoder } from './whisper/encoder.ts';
import { scriptOf } from './whisper/script.ts';
import { settings } from './whisper/settings.ts';
import { LONGEST, MELS, POSITIONS_A_SECOND, realShapes, type Shape } from './whisper/shapes.ts';
import { vocabularyOf, type Vocabulary } from './whisper/vocabulary.ts';

/** What stands behind the name of a network, by the type that Transformers.js is asked for. */
const suffixes = {
  fp32: '',
  fp16: '_fp16',
  q8: '_quantized',
  int8: '_int8',
  uint8: '_uint8',
  q4: '_q4',
  q4f16: '_q4f16',
  bnb4: '_bnb4',
} as const;

export type Dtype = keyof typeof suffixes;

export interface SmallWhisper {
  /** At most five places fewer than `width` has, one for each word and each mark: 26 of them for 32. */
  readonly says: string;
  /** A multiple of twice `heads`. */
  readonly width?: number;
  readonly layers?: number;
  readonly heads?: number;
  /** How much it hears at once. */
  readonly seconds?: number;
  readonly multilingual?: boolean;
  /** The language that it takes what it hears for, if it is asked: as ISO 639-1 has it. */
  readonly hears?: string;
  /** Whether it also gives what it looked at, by which the times of words are found. */
  readonly timestamped?: boolean;
  /** Each under its name, though the numbers inside are the same. */
  readonly dtypes?: readonly Dtype[];
  readonly seed?: number;
}

type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

interface Made {
  readonly shape: Shape;
  readonly vocabulary: Vocabulary;
  readonly multilingual: boolean;
  readonly hears?: string | undefined;
  readonly timestamped: boolean;
  readonly dtypes: readonly Dtype[];
  readonly seed: number;
}

export function smallWhisper(options: SmallWhisper): Files {
  const { says, width = 32, layers = 2, heads = 2, seconds = 2, multilingual = false } = options;
  const { timestamped = true, dtypes = ['fp32'], seed = 1, hears } = options;
  const shape = { width, layers, heads, inner: width * 2, mels: MELS, seconds, longest: LONGEST };
  const vocabulary = vocabularyOf({ says, multilingual, ticks: seconds * POSITIONS_A_SECOND + 1 });
  return filesOf({ shape, vocabulary, multilingual, hears, timestamped, dtypes, seed });
}

/** So many words and marks before `<|endoftext|>`, as in the real multilingual ones, whose ids these are. */
const ORDINARY = 50_257;

/** The real dimensions, and the real ids of what is special; the words are not the real ones. */
export function whisperOfShape(
  name: keyof typeof realShapes,
  dtype: Dtype = 'fp32',
  says = 'make the sky a little darker and take away the two people on the left',
): Files {
  const shape = realShapes[name];
  const ticks = shape.seconds * POSITIONS_A_SECOND + 1;
  const vocabulary = vocabularyOf({ says, multilingual: true, ticks, ordinary: ORDINARY });
  return filesOf({ shape, vocabulary, multilingual: true, timestamped: false, dtypes: [dtype], seed: 1 });
}

function filesOf({ shape, vocabulary, multilingual, hears, timestamped, dtypes, seed }: Made): Files {
  if (shape.width % (2 * shape.heads) !== 0) {
    throw new RangeError(`A width of ${shape.width} is not a multiple of twice ${shape.heads} heads.`);
  }
  const script = scriptOf(vocabulary, multilingual, hears);
  const words = vocabulary.text.length;
  const speaks = {
    shape,
    tokens: vocabulary.size,
    embeddings: embeddings(script, vocabulary.size, shape, seed),
    // All but the words and what ends them.
    before: script.length - 1 - words,
    words,
    looks: timestamped,
  };
  const nets = { encoder_model: encoder(shape, seed + 1), decoder_model_merged: decoder(speaks, seed + 2) };
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const [name, content] of Object.entries(settings(vocabulary, shape, multilingual))) {
    files.set(name, new TextEncoder().encode(JSON.stringify(content)));
  }
  for (const dtype of dtypes) {
    for (const [name, net] of Object.entries(nets)) files.set(`onnx/${name}${suffixes[dtype]}.onnx`, net);
  }
  return files;
}
