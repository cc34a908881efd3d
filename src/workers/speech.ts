/** Listens: samples in, what was said out. One utterance after another; a model that is opened stays until another is asked for. */
import { Fault } from '../../core/contract/fault.ts';
import { parse, v } from '../../core/contract/schema.ts';
import { RATE } from '../models/speech/activity.ts';
import { listenerIn } from '../models/speech/folder.ts';
import type { Listener, ListenerModel } from '../models/speech/listener.ts';
import { Resampler } from '../models/speech/resample.ts';
import { Utterances, type UtteranceEvent } from '../models/speech/utterances.ts';
import {
  AWAY,
  type Heard,
  type Hearing,
  type Listed,
  type Manner,
  type ModelFile,
  type SpeechApi,
  type SpeechOutside,
  type Wanted,
} from './speech-protocol.ts';
import { joined, nobody, outsideListener, written, writtenDown } from './writing.ts';

/** Milliseconds from one level to the next. */
const LEVEL_EVERY = 60;

/** From one look at what was said so far to the next: as long as the last one took, but no less and no more than so many milliseconds. */
const [LOOK_SOON, LOOK_LATE] = [200, 500];

/** Decibels of full scale that the meter shows as nothing and as all. */
const [SOFT, LOUD] = [-60, -15];

const Samples = v.instance(Float32Array);

/** The models that there are. */
export interface Listeners {
  all(): Promise<readonly ListenerModel[]>;
  named(name: string): Promise<ListenerModel>;
}

export class Ear implements Omit<SpeechApi, 'hold'> {
  readonly #listeners: Listeners;
  readonly #brought = new Map<string, ListenerModel>();
  #open: { readonly key: string; readonly listener: Promise<Listener> } | undefined;
  #session: Session | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(listeners: Listeners) {
    this.#listeners = listeners;
  }

  async models(): Promise<Listed[]> {
    const all = await this.#listeners.all();
    return all.map(({ name, title, isMultilingual }) => ({ name, title, isMultilingual }));
  }

  bring(files: readonly ModelFile[]): Promise<string> {
    const name = `folder-${this.#brought.size + 1}`;
    const found = new Map(files.map(({ path, file }) => [path, file]));
    const about = {
      name,
      title: 'From a folder',
      paths: [...found.keys()],
      read: () => Promise.resolve(found),
    };
    this.#brought.set(name, listenerIn(about));
    return Promise.resolve(name);
  }

  async listen(
    wanted: Wanted,
    port: MessagePort,
    rate: number,
    manner: Manner,
    outside: SpeechOutside,
  ): Promise<void> {
    this.#session?.cancel();
    // What is said while the model is opened is kept.
    const session = new Session(
      () => this.#listener(wanted, outside),
      port,
      rate,
      manner,
      wanted.returns === true,
      hearing => outside.hear(hearing),
    );
    this.#session = session;
    try {
      await session.over;
    } finally {
      if (this.#session === session) this.#session = undefined;
      port.close();
    }
  }

  latch(): void {
    this.#session?.latch();
  }

  finish(): void {
    this.#session?.finish();
  }

  cancel(): void {
    this.#session?.cancel();
  }

  /** One after another: another model may be wanted for the next. */
  transcribe(wanted: Wanted, samples: Float32Array, outside: Pick<SpeechOutside, 'write'>): Promise<Heard> {
    const turn = this.#last.then(() => this.#transcribe(wanted, samples, outside));
    this.#last = turn.catch(() => {}); // who asked for it hears why
    return turn;
  }

  async #transcribe(
    wanted: Wanted,
    samples: Float32Array,
    outside: Pick<SpeechOutside, 'write'>,
  ): Promise<Heard> {
    const listener = await this.#listener(wanted, outside);
    return writtenDown(listener, samples, new AbortController().signal);
  }

  /** One at a time is open: the one before gives its memory back first. */
  #listener({ model, languages, on }: Wanted, outside: Pick<SpeechOutside, 'write'>): Promise<Listener> {
    if (model === AWAY) return Promise.resolve(outsideListener(samples => outside.write(samples)));
    const key = JSON.stringify([model, languages]);
    if (this.#open?.key === key) return this.#open.listener;
    const before = this.#open?.listener;
    const listener = (async () => {
      await before?.then(
        old => old.close(),
        () => {}, // why it did not open was said to who asked for it
      );
      const found = this.#brought.get(model) ?? (await this.#listeners.named(model));
      const opened = await found.open(languages, on);
      await opened.write(new Float32Array(RATE), new AbortController().signal);
      return opened;
    })();
    this.#open = { key, listener };
    listener.catch(() => {
      if (this.#open?.listener === listener) this.#open = undefined;
    });
    return listener;
  }
}

/** From the first sample of a microphone to the last. */
class Session {
  /** Settles once all is written down, or was cancelled. */
  readonly over: Promise<unknown>;
  readonly #end = Promise.withResolvers<undefined>();
  readonly #stop = new AbortController();
  readonly #tell: (hearing: Hearing) => void;
  readonly #listener: Promise<Listener>;
  readonly #port: MessagePort;
  #manner: Manner;
  readonly #returns: boolean;
  readonly #resampler: Resampler;
  /** Blocks that came before it was known how long an utterance may be. */
  readonly #early: Float32Array[] = [];
  #utterances: Utterances | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #whole: Heard | undefined;
  #leveled = 0;
  #looked = 0;
  #lookAfter = LOOK_SOON;
  #finished = false;

  constructor(
    open: () => Promise<Listener>,
    port: MessagePort,
    rate: number,
    manner: Manner,
    returns: boolean,
    tell: (hearing: Hearing) => void,
  ) {
    this.#tell = tell;
    this.#port = port;
    this.#manner = manner;
    this.#returns = returns;
    this.#resampler = new Resampler(rate, RATE);
    this.#listener = open();
    this.over = this.#end.promise;
    port.onmessage = ({ data }: MessageEvent<unknown>) => this.#hear(data);
    this.#listener.then(
      ({ longest }) => this.#begin(longest),
      (thrown: unknown) => this.#end.reject(thrown),
    );
  }

  latch(): void {
    this.#manner = 'pauses';
    if (this.#utterances) this.#utterances.pauses = true;
  }

  finish(): void {
    if (this.#finished) return;
    this.#finished = true;
    if (this.#utterances) this.#close(this.#utterances);
  }

  cancel(): void {
    this.#port.onmessage = null;
    this.#stop.abort();
    this.#end.reject(new Fault('stopped', 'Stopped.'));
  }

  #begin(longest: number): void {
    if (this.#stop.signal.aborted) return;
    this.#utterances = new Utterances(longest, this.#manner === 'pauses');
    for (const samples of this.#early.splice(0)) this.#push(this.#utterances, samples);
    if (this.#finished) this.#close(this.#utterances);
  }

  #hear(data: unknown): void {
    if (this.#finished || this.#stop.signal.aborted) return;
    try {
      const samples = this.#resampler.push(parse(Samples, data, 'bug'));
      if (this.#utterances) this.#push(this.#utterances, samples);
      else this.#early.push(samples);
    } catch (thrown) {
      this.#end.reject(thrown);
    }
  }

  #push(utterances: Utterances, samples: Float32Array): void {
    this.#take(utterances.push(samples));
    const now = performance.now();
    if (now - this.#leveled >= LEVEL_EVERY) {
      this.#leveled = now;
      const level = (utterances.level - SOFT) / (LOUD - SOFT);
      this.#tell({ kind: 'level', level: Math.min(1, Math.max(0, level)) });
    }
    if (utterances.isSpeaking && this.#waiting === 0 && now - this.#looked >= this.#lookAfter) {
      this.#do(async listener => {
        if (listener.waits) return;
        const { text } = await listener.write(utterances.soFar, this.#stop.signal, false);
        this.#looked = performance.now();
        this.#lookAfter = Math.min(LOOK_LATE, Math.max(LOOK_SOON, this.#looked - now));
        if (utterances.isSpeaking)
          this.#tell({ kind: 'partly', text: [this.#whole?.text, text].filter(Boolean).join(' ') });
      });
    }
  }

  #close(utterances: Utterances): void {
    this.#take(utterances.end());
    this.#do(async () => {
      if (this.#manner === 'whole') this.#tell({ kind: 'heard', heard: this.#whole ?? nobody });
      this.#end.resolve(undefined);
    });
  }

  #take(events: readonly UtteranceEvent[]): void {
    for (const event of events) {
      if (event.kind === 'begun') {
        this.#looked = performance.now();
        this.#tell({ kind: 'begun' });
        continue;
      }
      this.#tell({ kind: 'ended' });
      const ended = performance.now();
      this.#do(async listener => {
        const heard = await written(listener, event.samples, this.#stop.signal);
        const timed = {
          ...heard,
          ms: performance.now() - ended,
          ...(this.#returns && { samples: event.samples }),
        };
        if (this.#manner === 'whole') this.#whole = this.#whole ? joined(this.#whole, timed) : timed;
        else this.#tell({ kind: 'heard', heard: timed });
      });
    }
  }

  /** One after another. */
  #do(work: (listener: Listener) => Promise<void>): void {
    this.#waiting++;
    this.#last = this.#last
      .then(async () => work(await this.#listener))
      .catch((thrown: unknown) => this.#end.reject(thrown))
      .finally(() => this.#waiting--);
  }
}
