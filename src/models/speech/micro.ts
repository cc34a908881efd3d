/** Our own listener (`tools/train/speech`): a Whisper of 3.5 M parameters that knows commands alone. It comes with the app. */
import { download } from '../download.ts';
import { runtimeFor } from '../runtime-files.ts';
import type { ListenerModel } from './listener.ts';
import { manner } from './manner.ts';
import { processor } from './processor.ts';
import config from './micro/config.json?url';
import generation from './micro/generation_config.json?url';
import decoder from './micro/onnx/decoder_model_merged_int8.onnx?url';
import encoder from './micro/onnx/encoder_model_int8.onnx?url';
import preprocessor from './micro/preprocessor_config.json?url';
import sounds from './micro/sounds.json?url';
import tokenizer from './micro/tokenizer.json?url';
import tokenizerConfig from './micro/tokenizer_config.json?url';

const urls: Readonly<Record<string, string>> = {
  'config.json': config,
  'generation_config.json': generation,
  'preprocessor_config.json': preprocessor,
  'sounds.json': sounds,
  'tokenizer.json': tokenizer,
  'tokenizer_config.json': tokenizerConfig,
  'onnx/encoder_model_int8.onnx': encoder,
  'onnx/decoder_model_merged_int8.onnx': decoder,
};

export const micro: ListenerModel = {
  name: 'micro',
  title: 'Brushword’s own',
  isMultilingual: false,
  async open(_, wanted) {
    const [{ openWhisper }, on] = await Promise.all([
      import('../transformers/whisper.ts'),
      processor(wanted),
    ]);
    const file = async (path: string): Promise<Blob | undefined> => {
      const url = urls[path];
      return url === undefined ? undefined : new Blob([await download(url)]);
    };
    return openWhisper({ file, on, runtime: runtimeFor(on), ...manner });
  },
};
