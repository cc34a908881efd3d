/** All that the page and the worker that listens know of each other. Only data crosses. */
import { v, type Infer } from '../../core/contract/schema.ts';
import type { Written } from './dictation.ts';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** What was made of an utterance. */
export const Heard = v.object({
  /** Whether anybody spoke. Where nobody did, no model was asked. */
  spoke: v.boolean(),
  /** Nothing where there were no words that the model knows. */
  text: v.string(),
  /** Other ways to read what was heard, the likeliest first, where the model looks for any. */
  others: v.array(v.string()),
  /** `start`: seconds from the first sample, where the model tells. */
  words: v.array(v.object({ text: v.string(), sureness: share, start: v.exactOptional(v.number()) })),
  /** From 0 to 1: that of its least sure word. */
  sureness: share,
  /** Which of several languages was spoken, as ISO 639-1 has it, where the model found out. */
  language: v.optional(v.string()),
  /** Whether it may be done at once, is to be asked about first, or was not made out. */
  trust: v.picklist(['sure', 'ask', 'lost']),
  /** From the end of speech until it was written down, in milliseconds. */
  ms: v.number(),
  /** How long the writing down took by itself, in milliseconds, without waiting for what came before. */
  took: v.number(),
  /** What was said, 16,000 samples a second, where that was wished for. */
  samples: v.optional(v.instance(Float32Array)),
});
export type Heard = Infer<typeof Heard>;

/** What is told while it listens. */
export const Hearing = v.variant('kind', [
  /** How loud it is, from 0 to 1: a few times a second. */
  v.object({ kind: v.literal('level'), level: share }),
  /** Somebody has begun to speak. */
  v.object({ kind: v.literal('begun') }),
  /** What was said so far; it may change. */
  v.object({ kind: v.literal('partly'), text: v.string() }),
  /** Somebody has paused, and what was said is being written down. */
  v.object({ kind: v.literal('ended') }),
  v.object({ kind: v.literal('heard'), heard: Heard }),
]);
export type Hearing = Infer<typeof Hearing>;

/** One utterance from a press to its release; or as many as there are, with pauses between them. */
export const Manner = v.picklist(['whole', 'pauses']);
export type Manner = Infer<typeof Manner>;

/** A model that listens, on this device. */
export const Listed = v.object({ name: v.string(), title: v.string(), isMultilingual: v.boolean() });
export type Listed = Infer<typeof Listed>;

/** The name of no model here: `SpeechOutside.write` has what is said written down, each utterance when it is over. */
export const AWAY = 'away';

/** Which model is to listen, and to which languages: see `ListenerModel`. */
export interface Wanted {
  readonly model: string;
  readonly languages?: readonly string[];
  /** Where it is to run, if it is not to find the best by itself: the first word holds until the worker goes. */
  readonly on?: 'webgpu' | 'wasm';
  /** Whether what was said is to be handed back with what was made of it. */
  readonly returns?: boolean;
}

export interface ModelFile {
  /** Inside its folder. */
  readonly path: string;
  readonly file: Blob;
}

/** Has what was said in these samples, 16,000 a second, written down by somebody else. */
export type Write = (samples: Float32Array) => Promise<Written>;

export interface SpeechOutside {
  hear(hearing: Hearing): void;
  readonly write: Write;
}

export interface SpeechApi {
  /** Takes the lock called `name` for as long as the worker lives: who waits for it learns of its end. */
  hold(name: string): Promise<void>;
  /** Those that there are, our own first. */
  models(): Promise<Listed[]>;
  /** Takes a model from its files, as a person's own folder has them, and gives it a name. */
  bring(files: readonly ModelFile[]): Promise<string>;
  /**
   * Listens to blocks of samples, `rate` a second, that come through the port, and resolves once `finish` was called and all that
   * was said is written down.
   */
  listen(
    wanted: Wanted,
    port: MessagePort,
    rate: number,
    manner: Manner,
    outside: SpeechOutside,
  ): Promise<void>;
  /** From now on what is said is written down in each pause. */
  latch(): void;
  /** Nothing more will be said; what was is still written down. */
  finish(): void;
  /** What was said is not wanted any more. */
  cancel(): void;
  /** Samples from −1 to 1, 16,000 a second: all that is said in them. */
  transcribe(wanted: Wanted, samples: Float32Array, outside: Pick<SpeechOutside, 'write'>): Promise<Heard>;
}
