/** Every model whose weights can be had. Sizes and hashes are the hub's own for the commit. */
import { defineWeights, type WeightsEntry } from './entry.ts';

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
  defineWeights({
    name: 'whisper-tiny',
    title: 'Whisper tiny',
    purpose:
      'Listens: writes down what you say, in any words and about a hundred languages. Quick, and it mishears now and then.',
    licence: 'Apache-2.0',
    source: 'https://huggingface.co/Xenova/whisper-tiny',
    repository: 'Xenova/whisper-tiny',
    commit: '5332fcc35e32a33b86612b9a57a89be7906102b1',
    files: [
      {
        path: 'config.json',
        bytes: 2_248,
        sha256: '2b2e4e519084e0ea028b19b153f95202735a971870d6844aa26e559edd292e94',
      },
      {
        path: 'generation_config.json',
        bytes: 3_716,
        sha256: '68ac791fcb4999461a313472125042934656240ba1cba7d1c2627fcbb19ac24c',
      },
      {
        path: 'preprocessor_config.json',
        bytes: 339,
        sha256: 'a6a76d28c93edb273669eb9e0b0636a2bddbb1272c3261e47b7ca6dfdbac1b8d',
      },
      {
        path: 'tokenizer.json',
        bytes: 2_480_466,
        sha256: '27fc476bfe7f17299480be2273fc0608e4d5a99aba2ab5dec5374b4482d1a566',
      },
      {
        path: 'tokenizer_config.json',
        bytes: 282_683,
        sha256: '2a4c4281cf9f51ac6ccc406fdc711a087afe6530f671fa7b80953edc498275ce',
      },
      {
        path: 'onnx/encoder_model_quantized.onnx',
        bytes: 10_124_910,
        sha256: 'fd9d995b9dcb0520f0dbf6cf68651af639fc385f594d9d876e69ca2802dc438e',
      },
      {
        path: 'onnx/decoder_model_merged_quantized.onnx',
        bytes: 30_727_765,
        sha256: '6c0c125986b007d2e3734bec84c18bda0152071b90b87fadac6d7764499927a0',
      },
    ],
    runsOn: ['wasm'],
    memory: 300e6,
  }),
  defineWeights({
    name: 'whisper-base',
    title: 'Whisper base',
    purpose:
      'Listens: writes down what you say, in any words and about a hundred languages, with more care than the tiny one.',
    licence: 'Apache-2.0',
    source: 'https://huggingface.co/Xenova/whisper-base',
    repository: 'Xenova/whisper-base',
    commit: '64da57285918e20ea79ea5c88eed7197933abaa8',
    files: [
      {
        path: 'config.json',
        bytes: 2_248,
        sha256: 'd1d347fdb422e6347c2f843a90d375aa67ea3f4b3e20d2c3075f9a9f6243685b',
      },
      {
        path: 'generation_config.json',
        bytes: 3_776,
        sha256: '3bba359e33fdd6dc1c10f71846a477d339b0242f462f70ea1dd73274caa38d05',
      },
      {
        path: 'preprocessor_config.json',
        bytes: 339,
        sha256: 'a6a76d28c93edb273669eb9e0b0636a2bddbb1272c3261e47b7ca6dfdbac1b8d',
      },
      {
        path: 'tokenizer.json',
        bytes: 2_480_466,
        sha256: '27fc476bfe7f17299480be2273fc0608e4d5a99aba2ab5dec5374b4482d1a566',
      },
      {
        path: 'tokenizer_config.json',
        bytes: 282_683,
        sha256: '2a4c4281cf9f51ac6ccc406fdc711a087afe6530f671fa7b80953edc498275ce',
      },
      {
        path: 'onnx/encoder_model_quantized.onnx',
        bytes: 23_200_850,
        sha256: '3e345e977b55620a37c0c2b2af0644e019afdfad562dcf71eb929bb7274285f9',
      },
      {
        path: 'onnx/decoder_model_merged_quantized.onnx',
        bytes: 53_707_539,
        sha256: 'a6beb6baabb66f00b6a686d828c95ffca6146d51900cbad0266cad38f64cf861',
      },
    ],
    runsOn: ['wasm'],
    memory: 500e6,
  }),
];
