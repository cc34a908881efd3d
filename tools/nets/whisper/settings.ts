/** The five files of words that lie beside the two networks, as `openai/whisper-tiny` has them. */
import { languages } from './languages.ts';
import { FRAMES_A_SECOND, POSITIONS_A_SECOND, type Shape } from './shapes.ts';
import {
  BEFORE,
  END,
  languageToken,
  PLAIN,
  START,
  TRANSCRIBE,
  TRANSLATE,
  type Vocabulary,
} from './vocabulary.ts';

const RATE = 16_000;
const HOP = 160;

export function settings(
  vocabulary: Vocabulary,
  shape: Shape,
  multilingual: boolean,
): Readonly<Record<string, unknown>> {
  return {
    'config.json': config(vocabulary, shape),
    'generation_config.json': generation(vocabulary, shape, multilingual),
    'preprocessor_config.json': preprocessor(shape),
    'tokenizer.json': tokenizer(vocabulary),
    'tokenizer_config.json': tokenizerConfig(shape),
  };
}

const ends = ({ id }: Vocabulary) => ({
  decoder_start_token_id: id(START),
  bos_token_id: id(END),
  eos_token_id: id(END),
  pad_token_id: id(END),
});

/** What is never said: all that is said to it, but for the languages. And not nothing at all, at first. */
const suppressed = ({ id }: Vocabulary) => ({
  begin_suppress_tokens: [id('Ġ'), id(END)],
  suppress_tokens: [START, TRANSLATE, TRANSCRIBE, '<|startoflm|>', BEFORE, '<|nocaptions|>'].map(id),
});

const config = (vocabulary: Vocabulary, shape: Shape) => ({
  architectures: ['WhisperForConditionalGeneration'],
  model_type: 'whisper',
  is_encoder_decoder: true,
  activation_function: 'gelu',
  d_model: shape.width,
  encoder_layers: shape.layers,
  encoder_attention_heads: shape.heads,
  encoder_ffn_dim: shape.inner,
  decoder_layers: shape.layers,
  decoder_attention_heads: shape.heads,
  decoder_ffn_dim: shape.inner,
  num_hidden_layers: shape.layers,
  num_mel_bins: shape.mels,
  max_source_positions: shape.seconds * POSITIONS_A_SECOND,
  max_target_positions: shape.longest,
  max_length: shape.longest,
  median_filter_width: 7,
  scale_embedding: false,
  use_cache: true,
  vocab_size: vocabulary.size,
  ...ends(vocabulary),
  ...suppressed(vocabulary),
});

const generation = (vocabulary: Vocabulary, shape: Shape, multilingual: boolean) => ({
  ...ends(vocabulary),
  ...suppressed(vocabulary),
  alignment_heads: [[shape.layers - 1, 0]],
  is_multilingual: multilingual,
  ...(multilingual && {
    lang_to_id: Object.fromEntries(languages.map(languageToken).map(token => [token, vocabulary.id(token)])),
    task_to_id: { transcribe: vocabulary.id(TRANSCRIBE), translate: vocabulary.id(TRANSLATE) },
  }),
  max_initial_timestamp_index: 50,
  max_length: shape.longest,
  no_timestamps_token_id: vocabulary.id(PLAIN),
  prev_sot_token_id: vocabulary.id(BEFORE),
  return_timestamps: false,
});

const preprocessor = ({ mels, seconds }: Shape) => ({
  chunk_length: seconds,
  feature_extractor_type: 'WhisperFeatureExtractor',
  feature_size: mels,
  hop_length: HOP,
  n_fft: 400,
  n_samples: seconds * RATE,
  nb_max_frames: seconds * FRAMES_A_SECOND,
  padding_side: 'right',
  padding_value: 0,
  processor_class: 'WhisperProcessor',
  return_attention_mask: false,
  sampling_rate: RATE,
});

function tokenizer({ ordinary, special, ticks, id }: Vocabulary) {
  const added = (token: string, isSpecial: boolean) => ({
    id: id(token),
    content: token,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: !isSpecial,
    special: isSpecial,
  });
  const byteLevel = { type: 'ByteLevel', trim_offsets: true, use_regex: true };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [...special.map(token => added(token, true)), ...ticks.map(token => added(token, false))],
    normalizer: null,
    pre_tokenizer: { ...byteLevel, add_prefix_space: false },
    post_processor: null,
    decoder: { ...byteLevel, add_prefix_space: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: '',
      end_of_word_suffix: '',
      fuse_unk: false,
      byte_fallback: false,
      // A word is found whole; there is nothing to put it together by.
      ignore_merges: true,
      vocab: Object.fromEntries([...ordinary.map((token, at) => [token, at]), [END, id(END)]]),
      merges: [],
    },
  };
}

const tokenizerConfig = ({ longest }: Shape) => ({
  tokenizer_class: 'WhisperTokenizer',
  processor_class: 'WhisperProcessor',
  add_prefix_space: false,
  bos_token: END,
  eos_token: END,
  pad_token: END,
  unk_token: END,
  // The text comes out to the letter.
  clean_up_tokenization_spaces: false,
  errors: 'replace',
  model_max_length: longest,
  return_attention_mask: false,
});
