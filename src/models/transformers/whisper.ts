/** The door to Transformers.js: Whisper in this worker, from files that are here. It asks nobody for anything. */
import {
  AutoFeatureExtractor,
  AutoTokenizer,
  env,
  LogitsProcessorList,
  LogLevel,
  Tensor,
  WhisperForConditionalGeneration,
} from '@huggingface/transformers';
import { Fault } from '../../../core/contract/fault.ts';
import { parse, v } from '../../../core/contract/schema.ts';
import type { Processor } from '../net.ts';
import type { RuntimeFiles } from '../runtime-files.ts';
import type { Listener, Trust, Word, Written } from '../speech/listener.ts';
import { chanceOf, readings, type Step } from '../speech/readings.ts';
import { Sounds } from '../speech/sounds.ts';
import { numbersOf } from './numbers.ts';
import { Settings } from './settings.ts';
import { Steps, stopped } from './steps.ts';
import { taskFor, Tongues } from './tongues.ts';

export interface WhisperFiles {
  /** A file by its path in the model's folder; nothing where it has no such file. */
  file(path: string): Promise<Blob | undefined>;
  /** Which of its weights: `int8` is `onnx/…_int8.onnx`. */
  readonly dtype: { readonly encoder: Dtype; readonly decoder: Dtype };
  /** What the runtime is started for. On a graphics processor an encoder in 32 bits runs there, and all else here. */
  readonly on: Processor;
  /** What the library's runtime is started with. */
  readonly runtime: Partial<RuntimeFiles>;
  /** Where all of it runs, as the library calls it, where that is no browser. */
  readonly device?: 'auto';
  readonly trust: Trust;
  /** Whether its encoder takes what is shorter than the longest as it is. Whisper's own wants silence after it. */
  readonly isShort?: boolean;
  /** How many other ways to read what was heard are looked for. Only of a model that knows one language. */
  readonly guesses?: number;
  /**
   * Those that may be spoken, as ISO 639-1 has them: of these it takes the likeliest. What is said in any other than English is
   * translated.
   */
  readonly languages?: readonly string[];
}

type Dtype = 'fp32' | 'fp16' | 'int8' | 'q8' | 'q4';

/** Each model is asked for by a name of its own, as the library remembers what it read. */
let opened = 0;

/** Throws `Fault('no-maker')` where the files are no Whisper, or this browser cannot run it. */
export async function openWhisper({
  file,
  dtype,
  on,
  runtime,
  device,
  trust,
  isShort = false,
  guesses = 0,
  languages = ['en'],
}: WhisperFiles): Promise<Listener> {
  const name = `whisper-${++opened}`;
  prepare(name, runtime, file);
  const own = { local_files_only: true };
  try {
    const [sounds, features, tokenizer, model] = await Promise.all([
      file('sounds.json').then(async found => found && new Sounds(JSON.parse(await found.text()))),
      AutoFeatureExtractor.from_pretrained(name, own),
      AutoTokenizer.from_pretrained(name, own),
      WhisperForConditionalGeneration.from_pretrained(name, {
        ...own,
        dtype: { encoder_model: dtype.encoder, decoder_model_merged: dtype.decoder },
        device: device ?? {
          encoder_model: dtype.encoder === 'fp32' ? on : 'wasm',
          decoder_model_merged: 'wasm',
        },
      }),
    ]);
    return new Whisper(features, tokenizer, model, trust, { isShort, guesses, languages, sounds });
  } catch (cause) {
    throw new Fault('no-maker', 'The model that listens could not be started here.', { cause });
  }
}

function prepare(name: string, runtime: WhisperFiles['runtime'], file: WhisperFiles['file']): void {
  const { wasm } = env.backends.onnx;
  if (wasm) Object.assign(wasm, runtime);
  env.logLevel = LogLevel.ERROR;
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.useCustomCache = true;
  env.customCache = {
    async match(key) {
      // Asked for as if it lay beside the page, and in Node once more as if it came from the hub.
      const path = key.split(`${name}/`)[1]?.replace(/^resolve\/[^/]+\//, '');
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

/** What it thinks of the sounds weighs so much beside what it thinks of the words: by `npm run bench speech`. */
const OPINION = 0.12;

type Manners = Required<Pick<WhisperFiles, 'isShort' | 'guesses' | 'languages'>> & {
  readonly sounds: Sounds | undefined;
};

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
  readonly #guesses: number;
  readonly #sounds: Sounds | undefined;
  /** The tokens before the first word, of a model that knows one language. */
  readonly #start: readonly number[];
  readonly #end: number | undefined;
  /** Where it is to find out which language is spoken. */
  readonly #tongues: Tongues | undefined;

  constructor(
    features: Features,
    tokenizer: Tokenizer,
    model: Model,
    trust: Trust,
    { isShort, guesses, languages, sounds }: Manners,
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
    this.#guesses = tongues ? 0 : guesses;
    this.#sounds = sounds;
    this.#end = [settings.eos_token_id].flat()[0];
    this.#start = [settings.decoder_start_token_id, settings.no_timestamps_token_id ?? []].flat();
    this.#spoken = tongues ? { language, task: taskFor(language) } : {};
    const { n_samples, nb_max_frames } = parse(Sizes, features.config, 'no-maker');
    this.longest = n_samples;
    this.#step = isShort ? (2 * n_samples) / nb_max_frames : undefined;
    this.#features = features;
    this.#tokenizer = tokenizer;
    this.#model = model;
  }

  async write(samples: Float32Array, signal: AbortSignal, isOver = true): Promise<Written> {
    if (signal.aborted) throw stopped();
    const wanted =
      this.#step === undefined ? this.longest : Math.ceil((samples.length + TAIL) / this.#step) * this.#step;
    const { input_features } = parse(
      Heard,
      await this.#features(samples, { max_length: Math.min(this.longest, wanted) }),
      'bug',
    );
    if (this.#guesses === 0 || !isOver) return this.#writeOnce(input_features, samples.length, signal);
    const { encoder_outputs } = await this.#encode(input_features);
    const found = await readings(async from => {
      if (from.at(-1) === this.#end) return [];
      const steps = new Steps(signal);
      const decoder_input_ids = [...this.#start, ...from];
      await this.#generate(steps, { inputs: input_features, encoder_outputs, decoder_input_ids });
      return steps.all;
    }, this.#guesses);
    const [first, ...others] = this.#weighed(found, numbersOf(encoder_outputs));
    return { ...(first ?? this.#written([])), others: others.map(({ text }) => text) };
  }

  /** The likeliest first, by their words and their sounds. Where that is no command, the rest is none either. */
  #weighed(found: readonly (readonly Step[])[], heard: Float32Array): Written[] {
    const all = found.map(steps => ({ written: this.#written(steps), chance: chanceOf(steps) }));
    const sounds = this.#sounds;
    if (!sounds || all[0]?.written.text === '') return all.map(({ written }) => written);
    const chances = sounds.chances(heard);
    return all
      .filter(({ written }) => written.text !== '')
      .map(({ written, chance }) => {
        const fit = sounds.fit(chances, written.text.split(' '));
        return { written, chance: chance + OPINION * fit };
      })
      .sort((one, other) => other.chance - one.chance)
      .map(({ written }) => written);
  }

  async close(): Promise<void> {
    await this.#model.dispose();
  }

  async #writeOnce(inputs: Tensor, length: number, signal: AbortSignal): Promise<Written> {
    const steps = new Steps(signal, this.#tongues?.count);
    const made = await this.#generate(steps, {
      ...(this.#tongues ? { decoder_input_ids: this.#tongues.start } : this.#spoken),
      inputs,
      ...(this.#tellsWhen && { return_token_timestamps: true, num_frames: Math.floor(length / HOP) }),
    });
    const { sequences, token_timestamps } = parse(Made, this.#tellsWhen ? made : { sequences: made }, 'bug');
    const times = [...(token_timestamps?.data ?? [])].slice(-steps.all.length);
    const language = this.#tongues?.heard(Number(sequences.data[1]));
    return { ...this.#written(steps.all, times), ...(language !== undefined && { language }) };
  }

  /** Once, for all the ways to read it: the library has no public call that only encodes. */
  async #encode(inputs: Tensor): Promise<{ encoder_outputs: Tensor }> {
    const made: unknown = await this.#model._prepare_encoder_decoder_kwargs_for_generation({
      inputs_tensor: inputs,
      model_inputs: { input_features: inputs },
      model_input_name: 'input_features',
      generation_config: { guidance_scale: null },
    });
    return parse(Encoded, made, 'bug');
  }

  async #generate(steps: Steps, asked: Partial<Asked> & Record<string, unknown>): Promise<unknown> {
    const processors = new LogitsProcessorList();
    if (this.#tongues) processors.push(this.#tongues);
    processors.push(steps);
    // The typings ask for all that a configuration may hold; the library takes what differs from the model's own.
    return this.#model.generate({ ...asked, logits_processor: processors } as Asked);
  }

  /** Tokens into words: one begins where there is a space before it. `times`: when each token was said, in seconds, if that is told. */
  #written(steps: readonly Step[], times: readonly number[] = []): Written {
    const words: Word[] = [];
    for (const [n, { id, chance }] of steps.entries()) {
      const piece = this.#tokenizer.decode([id], { skip_special_tokens: true });
      if (piece === '') continue;
      const [last, sureness, start] = [words.at(-1), Math.exp(chance), times[n]];
      if (last && !piece.startsWith(' ')) {
        words.splice(-1, 1, {
          ...last,
          text: last.text + piece,
          sureness: Math.min(last.sureness, sureness),
        });
      } else words.push({ text: piece.trimStart(), sureness, ...(start !== undefined && { start }) });
    }
    return {
      text: words.map(({ text }) => text).join(' '),
      words,
      sureness: words.reduce(
        (least, word) => Math.min(least, word.sureness),
        Math.exp(steps[0]?.chance ?? 0),
      ),
    };
  }
}

type Asked = Parameters<Model['generate']>[0];

const Sizes = v.looseObject({ n_samples: v.number(), nb_max_frames: v.number() });
const Heard = v.object({ input_features: v.instance(Tensor) });
const Encoded = v.looseObject({ encoder_outputs: v.instance(Tensor) });
const Sequences = v.looseObject({ data: v.instance(BigInt64Array) });
const Times = v.looseObject({ data: v.instance(Float32Array) });
/** Tokens; and, where it is asked when they were said, that too. */
const Made = v.looseObject({ sequences: Sequences, token_timestamps: v.optional(Times) });
const Session = v.looseObject({ outputNames: v.array(v.string()) });
