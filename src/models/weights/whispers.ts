/** The Whispers that can be had: an encoder, a decoder, and what is said about both beside them. */
import { defineWeights, type WeightsEntry, type WeightsFile } from './entry.ts';

interface Whisper {
  readonly name: string;
  readonly title: string;
  readonly purpose: string;
  readonly repository: string;
  readonly commit: string;
  /** `config.json`, `generation_config.json`: those that differ from one size to another. */
  readonly configs: readonly [WeightsFile, WeightsFile];
  readonly networks: readonly [encoder: WeightsFile, decoder: WeightsFile];
  readonly runsOn?: WeightsEntry['runsOn'];
  readonly memory: number;
}

const file = (path: string, bytes: number, sha256: string): WeightsFile => ({ path, bytes, sha256 });

/** The same for all that know several languages. */
const words: readonly WeightsFile[] = [
  file('preprocessor_config.json', 339, 'a6a76d28c93edb273669eb9e0b0636a2bddbb1272c3261e47b7ca6dfdbac1b8d'),
  file('tokenizer.json', 2_480_466, '27fc476bfe7f17299480be2273fc0608e4d5a99aba2ab5dec5374b4482d1a566'),
  file('tokenizer_config.json', 282_683, '2a4c4281cf9f51ac6ccc406fdc711a087afe6530f671fa7b80953edc498275ce'),
];

const whisper = ({ repository, configs, networks, runsOn = ['wasm'], ...about }: Whisper): WeightsEntry =>
  defineWeights({
    ...about,
    repository,
    licence: 'Apache-2.0',
    source: `https://huggingface.co/${repository}`,
    files: [...configs, ...words, ...networks],
    runsOn,
  });

const base = {
  repository: 'Xenova/whisper-base',
  commit: '64da57285918e20ea79ea5c88eed7197933abaa8',
  configs: [
    file('config.json', 2_248, 'd1d347fdb422e6347c2f843a90d375aa67ea3f4b3e20d2c3075f9a9f6243685b'),
    file('generation_config.json', 3_776, '3bba359e33fdd6dc1c10f71846a477d339b0242f462f70ea1dd73274caa38d05'),
  ],
} as const;

const baseDecoder = file(
  'onnx/decoder_model_merged_quantized.onnx',
  53_707_539,
  'a6beb6baabb66f00b6a686d828c95ffca6146d51900cbad0266cad38f64cf861',
);

export const whispers: readonly WeightsEntry[] = [
  whisper({
    name: 'whisper-tiny',
    title: 'Whisper tiny',
    purpose:
      'Listens: writes down what you say, in any words and about a hundred languages. Quick, and it mishears now and then.',
    repository: 'Xenova/whisper-tiny',
    commit: '5332fcc35e32a33b86612b9a57a89be7906102b1',
    configs: [
      file('config.json', 2_248, '2b2e4e519084e0ea028b19b153f95202735a971870d6844aa26e559edd292e94'),
      file(
        'generation_config.json',
        3_716,
        '68ac791fcb4999461a313472125042934656240ba1cba7d1c2627fcbb19ac24c',
      ),
    ],
    networks: [
      file(
        'onnx/encoder_model_quantized.onnx',
        10_124_910,
        'fd9d995b9dcb0520f0dbf6cf68651af639fc385f594d9d876e69ca2802dc438e',
      ),
      file(
        'onnx/decoder_model_merged_quantized.onnx',
        30_727_765,
        '6c0c125986b007d2e3734bec84c18bda0152071b90b87fadac6d7764499927a0',
      ),
    ],
    memory: 300e6,
  }),
  whisper({
    ...base,
    name: 'whisper-base',
    title: 'Whisper base',
    purpose:
      'Listens: writes down what you say, in any words and about a hundred languages, with more care than the tiny one.',
    networks: [
      file(
        'onnx/encoder_model_quantized.onnx',
        23_200_850,
        '3e345e977b55620a37c0c2b2af0644e019afdfad562dcf71eb929bb7274285f9',
      ),
      baseDecoder,
    ],
    memory: 500e6,
  }),
  whisper({
    ...base,
    name: 'whisper-base-gpu',
    title: 'Whisper base for graphics cards',
    purpose: 'Listens as Whisper base does. The half of it that takes longest runs on a graphics card.',
    networks: [
      file(
        'onnx/encoder_model.onnx',
        82_474_863,
        'f0bd7927234639c6e1f293cef18a210cee4e4aea93e200ebbe48e1d7acf6fdb1',
      ),
      baseDecoder,
    ],
    runsOn: ['webgpu', 'wasm'],
    memory: 600e6,
  }),
];
