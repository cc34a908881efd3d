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
import { parse, v } from '../../core/contract/schema.ts';
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
  /** That which is spoken, as ISO 639-1 has it, of those that it knows. What is said in any other than English is translated. */
  readonly language?: string;
}

/** Each model is asked for by a name of its own, as the library remembers what it read. */
let opened = 0;

/** Throws `Fault('no-maker')` where the files are no Whisper, or this browser cannot run it. */
export async function openWhisper({
  file,
  dtype,
  trust,
  isShort = false,
  language = 'en',
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
    return new Whisper(features, tokenizer, model, trust, isShort, language);
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

  constructor(
    features: Features,
    tokenizer: Tokenizer,
    model: Model,
    trust: Trust,
    isShort: boolean,
    language: string,
  ) {
    this.trust = trust;
    const { is_multilingual, alignment_heads } = parse(Tongues, model.generation_config, 'no-maker');
    const { outputNames } = parse(Session, model.sessions['decoder_model_merged'], 'no-maker');
    this.#tellsWhen =
      Boolean(alignment_heads) && outputNames.some(name => name.startsWith('cross_attentions'));
    this.#spoken = is_multilingual ? { language, task: language === 'en' ? 'transcribe' : 'translate' } : {};
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
    const sureness = new Sureness(signal);
    const processors = new LogitsProcessorList();
    processors.push(sureness);
    const asked: Partial<Asked> = {
      ...this.#spoken,
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
    return this.#written(ids, sureness.all, times);
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
const Tongues = v.looseObject({
  is_multilingual: v.optional(v.nullable(v.boolean())),
  /** Which of its heads look at each word where it is said. */
  alignment_heads: v.optional(v.nullable(v.array(v.unknown()))),
});
const Heard = v.object({ input_features: v.instance(Tensor) });
const Ids = v.looseObject({ data: v.instance(BigInt64Array) });
const Times = v.looseObject({ data: v.instance(Float32Array) });
/** Tokens; and, where it is asked when they were said, that too. */
const Made = v.looseObject({ sequences: Ids, token_timestamps: v.optional(Times) });
const Session = v.looseObject({ outputNames: v.array(v.string()) });

/** How likely each word that was taken was. Between two of them it can be stopped: the library itself drops what would stop it. */
class Sureness extends LogitsProcessor {
  readonly all: number[] = [];
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    super();
    this.#signal = signal;
  }

  override _call(_: bigint[][], logits: Tensor): Tensor {
    if (this.#signal.aborted) throw stopped();
    const { data } = logits;
    if (!(data instanceof Float32Array)) throw new Fault('bug', 'The model that listens gave no numbers.');
    let [most, sum] = [-Infinity, 0];
    for (const value of data) most = Math.max(most, value);
    // What is less likely than one in a million makes no difference.
    for (const value of data) if (value > most - 14) sum += Math.exp(value - most);
    this.all.push(1 / sum);
    return logits;
  }
}

const stopped = (): Fault => new Fault('stopped', 'Stopped.');
