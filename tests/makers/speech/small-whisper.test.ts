/** The small Whispers of the tests: that their files agree with each other. That they say their text shows where they are run. */
import { expect, test } from 'vitest';
import { smallWhisper, whisperOfShape } from '../../../tools/nets/whisper.ts';

type Files = ReturnType<typeof smallWhisper>;

interface Tokenizer {
  readonly added_tokens: readonly {
    readonly id: number;
    readonly content: string;
    readonly special: boolean;
  }[];
  readonly model: { readonly vocab: Readonly<Record<string, number>> };
}

interface Config {
  readonly vocab_size: number;
  readonly d_model: number;
  readonly decoder_layers: number;
  readonly decoder_attention_heads: number;
  readonly max_source_positions: number;
}

interface Generation {
  readonly decoder_start_token_id: number;
  readonly eos_token_id: number;
  readonly no_timestamps_token_id: number;
  readonly is_multilingual: boolean;
  readonly lang_to_id?: Readonly<Record<string, number>>;
  readonly task_to_id?: Readonly<Record<string, number>>;
  readonly suppress_tokens: readonly number[];
  readonly begin_suppress_tokens: readonly number[];
  readonly alignment_heads: readonly (readonly [number, number])[];
}

const says = "make the sky darker, and the Straße's 2 people too";

const words = ['config.json', 'generation_config.json', 'preprocessor_config.json'];
const tokens = ['tokenizer.json', 'tokenizer_config.json'];

function read<T>(files: Files, name: string): T {
  return JSON.parse(new TextDecoder().decode(files.get(name))) as T; // what a file holds has no type until it is read
}

/** Every token by its id, and that none is there twice. */
function byId(files: Files): Map<number, string> {
  const { added_tokens, model } = read<Tokenizer>(files, 'tokenizer.json');
  const all = new Map(Object.entries(model.vocab).map(([token, id]) => [id, token]));
  for (const { id, content } of added_tokens) {
    expect(all.get(id) ?? content).toBe(content);
    all.set(id, content);
  }
  return all;
}

const multilingual = smallWhisper({ says, multilingual: true });
const english = smallWhisper({ says });

test.each([
  ['multilingual', multilingual],
  ['English', english],
])('%s: all files are there, and small', (_, files) => {
  const nets = ['onnx/encoder_model.onnx', 'onnx/decoder_model_merged.onnx'];
  expect([...files.keys()]).toEqual([...words, ...tokens, ...nets]);
  for (const name of [...words, ...tokens]) expect(read(files, name)).toBeTypeOf('object');
  const size = [...files.values()].reduce((sum, file) => sum + file.length, 0);
  expect(size).toBeLessThan(1_000_000);
  expect(files.get('tokenizer.json')?.length).toBeLessThan(30_000);
});

test.each([
  ['multilingual', multilingual],
  ['English', english],
])('%s: every id has its token', (_, files) => {
  const config = read<Config>(files, 'config.json');
  const asked = read<Generation>(files, 'generation_config.json');
  const all = byId(files);
  expect([...all.keys()].sort((a, b) => a - b)).toEqual(
    Array.from({ length: config.vocab_size }, (_, id) => id),
  );
  expect(all.get(asked.decoder_start_token_id)).toBe('<|startoftranscript|>');
  expect(all.get(asked.eos_token_id)).toBe('<|endoftext|>');
  expect(all.get(asked.no_timestamps_token_id)).toBe('<|notimestamps|>');
  for (const [token, id] of Object.entries(asked.lang_to_id ?? {})) expect(all.get(id)).toBe(token);
  for (const [task, id] of Object.entries(asked.task_to_id ?? {})) expect(all.get(id)).toBe(`<|${task}|>`);
  for (const id of [...asked.suppress_tokens, ...asked.begin_suppress_tokens]) expect(all.has(id)).toBe(true);
  for (const [layer, head] of asked.alignment_heads) {
    expect(layer).toBeLessThan(config.decoder_layers);
    expect(head).toBeLessThan(config.decoder_attention_heads);
  }
});

test('only what is multilingual is asked for a language or a task', () => {
  const asked = read<Generation>(multilingual, 'generation_config.json');
  expect(asked.is_multilingual).toBe(true);
  expect(Object.keys(asked.lang_to_id ?? {})).toHaveLength(99);
  expect(Object.keys(asked.task_to_id ?? {}).sort()).toEqual(['transcribe', 'translate']);
  const other = read<Generation>(english, 'generation_config.json');
  expect(other).not.toHaveProperty('lang_to_id');
  expect(other).not.toHaveProperty('task_to_id');
});

test('times follow what is special, one for each place in time', () => {
  const { added_tokens } = read<Tokenizer>(multilingual, 'tokenizer.json');
  const { max_source_positions } = read<Config>(multilingual, 'config.json');
  const ticks = added_tokens.filter(token => !token.special);
  expect(ticks).toHaveLength(max_source_positions + 1);
  expect(ticks[0]).toMatchObject({ id: byIdOf('<|notimestamps|>') + 1, content: '<|0.00|>' });
  expect(ticks.at(-1)?.content).toBe('<|2.00|>');
});

const byIdOf = (token: string): number =>
  [...byId(multilingual)].find(([, content]) => content === token)?.[0] ?? -1;

test('each word and each mark of the text is one token', () => {
  const { vocab } = read<Tokenizer>(multilingual, 'tokenizer.json').model;
  const said = ['Ġmake', 'Ġthe', 'Ġsky', 'Ġdarker', ',', 'Ġand', 'ĠStraÃŁe', "'s", 'Ġ2', 'Ġpeople', 'Ġtoo'];
  expect(said.filter(token => vocab[token] === undefined)).toEqual([]);
  // The bytes, these, and the end; and the comma is a byte.
  expect(Object.keys(vocab)).toHaveLength(256 + said.length - 1 + 1);
});

test('the same seed gives the same bytes, another gives others', () => {
  expect(smallWhisper({ says, multilingual: true })).toEqual(multilingual);
  const other = smallWhisper({ says, multilingual: true, seed: 2 });
  for (const [name, content] of multilingual) {
    expect(
      content.every((byte, i) => byte === other.get(name)?.[i]),
      name,
    ).toBe(!name.endsWith('.onnx'));
  }
});

test('under the name of each type that is asked for', () => {
  const files = smallWhisper({ says, dtypes: ['q8', 'fp16'] });
  const nets = [...files.keys()].filter(name => name.startsWith('onnx/'));
  expect(nets).toEqual([
    'onnx/encoder_model_quantized.onnx',
    'onnx/decoder_model_merged_quantized.onnx',
    'onnx/encoder_model_fp16.onnx',
    'onnx/decoder_model_merged_fp16.onnx',
  ]);
});

test('what cannot be is refused', () => {
  const long = Array.from({ length: 40 }, (_, n) => `word${n}`).join(' ');
  expect(() => smallWhisper({ says: long })).toThrow('places');
  expect(() => smallWhisper({ says, width: 30, heads: 4 })).toThrow('multiple');
});

test('as large as the real one, with its ids', () => {
  const files = whisperOfShape('tiny');
  expect(read(files, 'config.json')).toMatchObject({
    d_model: 384,
    vocab_size: 51_865,
    max_source_positions: 1500,
  });
  expect(read(files, 'generation_config.json')).toMatchObject({
    decoder_start_token_id: 50_258,
    eos_token_id: 50_257,
    no_timestamps_token_id: 50_363,
    task_to_id: { transcribe: 50_359, translate: 50_358 },
  });
  expect(read<Generation>(files, 'generation_config.json').lang_to_id).toMatchObject({
    '<|en|>': 50_259,
    '<|de|>': 50_261,
    '<|su|>': 50_357,
  });
  expect(files.get('onnx/encoder_model.onnx')?.length).toBeGreaterThan(32_000_000);
  expect(files.get('onnx/decoder_model_merged.onnx')?.length).toBeGreaterThan(118_000_000);
});
