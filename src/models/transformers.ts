/** The door to Transformers.js: Whisper in this worker, from files that are here. It asks nobody for anything. */
import {
  AutoFeatureExtractor,
  AutoTokenizer,
  env,
  LogitsProcessor,
  LogitsProcessorList,
  LogLevel,
  Tensor,
  WhisperForConditionalGeneration,
} from '@huggingface/transformers';
import { Fault } from '../../core/contract/fault.ts';
import { parse, v, type Infer } from '../../core/contract/schema.ts';
import { runtimeFor } from './runtime-files.ts';
import type { Listener, Trust, Written } from './speech/listener.ts';

export interface WhisperFiles {
  /** A file by its path in the model's folder; nothing where it has no such file. */
  file(path: string): Promise<Blob | undefined>;
  /** Which of its weights: `int8` is `onnx/…_int8.onnx`. */
  readonly dtype: 'fp32' | 'fp16' | 'int8' | 'q8' | 'q4';
  readonly trust: Trust;
  /** Whether its encoder takes what is shorter than the longest as it is. Whisper's own wants silence after it. */
  readonly isShort?: boolean;
  /**
   * Those that may be spoken, as ISO 639-1 has them: of these it takes the likeliest. What is said in any other than English is
   * translated.
   */
  readonly languages?: readonly string[];
}

/** Each model is asked for by a name of its own, as the library remembers what it read. */
let opened = 0;

/** Throws `Fault('no-maker')` where the files are no Whisper, or this browser cannot run it. */
export async function openWhisper({
  file,
  dtype,
  trust,
  isShort = false,
  languages = ['en'],
}: WhisperFiles): Promise<Listener> {
  const name = `whisper-${++opened}`;
  prepare(name, file);
  const own = { local_files_only: true };
  try {
    const [features, tokenizer, model] = await Promise.all([
      AutoFeatureExtractor.from_pretrained(name, own),
      AutoTokenizer.from_pretrained(name, own),
      WhisperForConditionalGeneration.from_pretrained(name, { ...own, dtype, device: 'wasm' }),
    ]);
    return new Whisper(features, tokenizer, model, trust, isShort, languages);
  } catch (cause) {
    throw new Fault('no-maker', 'The model that listens could not be started here.', { cause });
  }
}

function prepare(name: string, file: WhisperFiles['file']): void {
  const { wasm } = env.backends.onnx;
  if (wasm) Object.assign(wasm, runtimeFor('wasm'));
  env.logLevel = LogLevel.ERROR;
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.useCustomCache = true;
  env.customCache = {
    async match(key) {
      const path = key.split(`${name}/`)[1];
      const found = path === undefined ? undefined : await file(path);
      return found ? new Response(found, { headers: { 'content-length': String(found.size) } }) : undefined;
    },
    put: () => Promise.resolve(),
  };
  // What is not among the files is nowhere.
  env.fetch = () => Promise.resolve(new Response(undefined, { status: 404 }));
}

type Features = Awaited<ReturnType<typeof AutoFeatureExtractor.from_pretrained>>;
type Tokenizer = Awaited<ReturnType<typeof AutoTokenizer.from_pretrained>>;
type Model = Awaited<ReturnType<typeof WhisperForConditionalGeneration.from_pretrained>>;

/** After the last word: what follows speech is a part of it. */
const TAIL = 1600;

/** Samples for each frame of what Whisper is given. */
const HOP = 160;

class Whisper implements Listener {
  readonly longest: number;
  readonly trust: Trust;
  readonly #features: Features;
  readonly #tokenizer: Tokenizer;
  readonly #model: Model;
  /** Samples for each of the encoder's positions, where it takes fewer than it could. */
  readonly #step: number | undefined;
  /** Whether it gives what it looked at, by which it is known when each word was said. */
  readonly #tellsWhen: boolean;
  readonly #spoken: { readonly language?: string; readonly task?: string };
  /** Where it is to find out which language is spoken. */
  readonly #tongues: Tongues | undefined;

  constructor(
    features: Features,
    tokenizer: Tokenizer,
    model: Model,
    trust: Trust,
    isShort: boolean,
    languages: readonly string[],
  ) {
    this.trust = trust;
    const settings = parse(Settings, model.generation_config, 'no-maker');
    const { is_multilingual, alignment_heads } = settings;
    const { outputNames } = parse(Session, model.sessions['decoder_model_merged'], 'no-maker');
    this.#tellsWhen =
      Boolean(alignment_heads) && outputNames.some(name => name.startsWith('cross_attentions'));
    const tongues = is_multilingual ? new Tongues(settings, languages) : undefined;
    const [language = 'en', ...others] = tongues?.all ?? [];
    this.#tongues = others.length > 0 ? tongues : undefined;
    this.#spoken = tongues ? { language, task: taskFor(language) } : {};
    const { n_samples, nb_max_frames } = parse(Sizes, features.config, 'no-maker');
    this.longest = n_samples;
    this.#step = isShort ? (2 * n_samples) / nb_max_frames : undefined;
    this.#features = features;
    this.#tokenizer = tokenizer;
    this.#model = model;
  }

  async write(samples: Float32Array, signal: AbortSignal): Promise<Written> {
    if (signal.aborted) throw stopped();
    const wanted =
      this.#step === undefined ? this.longest : Math.ceil((samples.length + TAIL) / this.#step) * this.#step;
    const { input_features } = parse(
      Heard,
      await this.#features(samples, { max_length: Math.min(this.longest, wanted) }),
      'bug',
    );
    const sureness = new Sureness(signal, this.#tongues?.count ?? 0);
    const processors = new LogitsProcessorList();
    if (this.#tongues) processors.push(this.#tongues);
    processors.push(sureness);
    const asked: Partial<Asked> = {
      ...(this.#tongues ? { decoder_input_ids: this.#tongues.start } : this.#spoken),
      inputs: input_features,
      logits_processor: processors,
      ...(this.#tellsWhen && { return_token_timestamps: true, num_frames: Math.floor(samples.length / HOP) }),
    };
    // The typings ask for all that a configuration may hold; the library takes what differs from the model's own.
    const made = await this.#model.generate(asked as Asked);
    const { sequences, token_timestamps } = parse(Made, this.#tellsWhen ? made : { sequences: made }, 'bug');
    const count = sureness.all.length;
    const ids = [...sequences.data].slice(-count).map(Number);
    const times = [...(token_timestamps?.data ?? [])].slice(-count);
    const language = this.#tongues?.heard(Number(sequences.data[1]));
    return { ...this.#written(ids, sureness.all, times), ...(language !== undefined && { language }) };
  }

  async close(): Promise<void> {
    await this.#model.dispose();
  }

  /** Tokens into words: one begins where there is a space before it. `times`: when each token was said, in seconds, if that is told. */
  #written(ids: readonly number[], sureness: readonly number[], times: readonly number[]): Written {
    const words: { text: string; sureness: number; start?: number }[] = [];
    for (const [n, id] of ids.entries()) {
      const piece = this.#tokenizer.decode([id], { skip_special_tokens: true });
      const last = words.at(-1);
      const [sure, start] = [sureness[n] ?? 0, times[n]];
      if (piece === '') continue;
      if (last && !piece.startsWith(' ')) {
        last.text += piece;
        last.sureness = Math.min(last.sureness, sure);
      } else words.push({ text: piece.trimStart(), sureness: sure, ...(start !== undefined && { start }) });
    }
    return {
      text: words.map(({ text }) => text).join(' '),
      words,
      sureness: words.reduce((least, word) => Math.min(least, word.sureness), sureness[0] ?? 0),
    };
  }
}

type Asked = Parameters<Model['generate']>[0];

const Sizes = v.looseObject({ n_samples: v.number(), nb_max_frames: v.number() });
const Ids = v.record(v.string(), v.number());
const Settings = v.looseObject({
  is_multilingual: v.optional(v.nullable(v.boolean())),
  decoder_start_token_id: v.number(),
  no_timestamps_token_id: v.optional(v.nullable(v.number())),
  /** By `<|en|>`, `<|de|>`, …; by `transcribe` and `translate`. */
  lang_to_id: v.optional(v.nullable(Ids)),
  task_to_id: v.optional(v.nullable(Ids)),
  begin_suppress_tokens: v.optional(v.nullable(v.array(v.number()))),
  /** Which of its heads look at each word where it is said. */
  alignment_heads: v.optional(v.nullable(v.array(v.unknown()))),
});
const Heard = v.object({ input_features: v.instance(Tensor) });
const Sequences = v.looseObject({ data: v.instance(BigInt64Array) });
const Times = v.looseObject({ data: v.instance(Float32Array) });
/** Tokens; and, where it is asked when they were said, that too. */
const Made = v.looseObject({ sequences: Sequences, token_timestamps: v.optional(Times) });
const Session = v.looseObject({ outputNames: v.array(v.string()) });

const taskFor = (language: string): 'transcribe' | 'translate' =>
  language === 'en' ? 'transcribe' : 'translate';

/**
 * The tokens before the first word, where it is open which language is spoken: the likeliest one's, what is to be done with that, and
 * that no times are wanted (Radford et al., 2022, figure 1). The library takes English where it is told none.
 */
class Tongues extends LogitsProcessor {
  readonly start: number[];
  /** Of those that were asked for, the ones that it knows; English, where it knows none. */
  readonly all: readonly string[];
  readonly #ids: ReadonlyMap<number, string>;
  readonly #tasks: Readonly<Record<string, number>>;
  readonly #plain: readonly number[];
  readonly #notFirst: readonly number[];

  constructor(settings: Infer<typeof Settings>, languages: readonly string[]) {
    super();
    const { lang_to_id, task_to_id, decoder_start_token_id, no_timestamps_token_id, begin_suppress_tokens } =
      settings;
    const idOf = (language: string): number | undefined => lang_to_id?.[`<|${language}|>`];
    const known = [...new Set(languages)].filter(language => idOf(language) !== undefined);
    this.all = known.length > 0 ? known : ['en'];
    this.start = [decoder_start_token_id];
    this.#ids = new Map(this.all.map(language => [idOf(language) ?? -1, language]));
    this.#tasks = task_to_id ?? {};
    this.#plain = no_timestamps_token_id ? [no_timestamps_token_id] : [];
    this.#notFirst = begin_suppress_tokens ?? [];
  }

  /** How many tokens there are before the first word. */
  get count(): number {
    return this.start.length + 2 + this.#plain.length;
  }

  heard(id: number): string | undefined {
    return this.#ids.get(id);
  }

  override _call([ids = []]: bigint[][], logits: Tensor): Tensor {
    const data = numbersOf(logits);
    const spoken = this.heard(Number(ids[1])) ?? 'en';
    const wanted = [[...this.#ids.keys()], [this.#tasks[taskFor(spoken)]], this.#plain][ids.length - 1];
    if (wanted && ids.length < this.count) {
      data.forEach((_, id) => !wanted.includes(id) && (data[id] = -Infinity));
      for (const id of wanted) if (id !== undefined) data[id] = Math.max(data[id]!, -1e4);
    } else if (ids.length === this.count) {
      for (const id of this.#notFirst) data[id] = -Infinity;
    }
    return logits;
  }
}

/** How likely each word that was taken was. Between two of them it can be stopped: the library itself drops what would stop it. */
class Sureness extends LogitsProcessor {
  readonly all: number[] = [];
  readonly #signal: AbortSignal;
  readonly #from: number;

  /** `from`: tokens before the first word that come out one by one, too. */
  constructor(signal: AbortSignal, from: number) {
    super();
    this.#signal = signal;
    this.#from = from;
  }

  override _call([ids = []]: bigint[][], logits: Tensor): Tensor {
    if (this.#signal.aborted) throw stopped();
    const data = numbersOf(logits);
    if (ids.length < this.#from) return logits;
    let [most, sum] = [-Infinity, 0];
    for (const value of data) most = Math.max(most, value);
    // What is less likely than one in a million makes no difference.
    for (const value of data) if (value > most - 14) sum += Math.exp(value - most);
    this.all.push(1 / sum);
    return logits;
  }
}

function numbersOf({ data }: Tensor): Float32Array {
  if (!(data instanceof Float32Array)) throw new Fault('bug', 'The model that listens gave no numbers.');
  return data;
}

const stopped = (): Fault => new Fault('stopped', 'Stopped.');
