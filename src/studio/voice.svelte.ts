/** The microphone and what listens to it: from a press of the button to what was said. */
import { Fault } from '../../core/contract/fault.ts';
import { microphones, openMicrophone, type Device, type Microphone } from '../workers/microphone.ts';
import { readRecording } from '../workers/recording.ts';
import { hasWebSpeech, listenByBrowser } from '../workers/web-speech.ts';
import type { Ears } from '../workers/speech-host.ts';
import {
  AWAY,
  type Heard,
  type Hearing,
  type Listed,
  type Manner,
  type Wanted,
  type Write,
} from '../workers/speech-protocol.ts';
import { languagesHere } from './languages.ts';
import { bestOf, OWN, smallerThan } from './listening-models.ts';
import type { Recordings } from './recordings.svelte.ts';
import { keepChosen, readChosen, type Chosen } from './voice-choices.ts';

/** Milliseconds: a shorter press of the button keeps listening until the next. */
const TAP = 350;

/** Milliseconds for which it listens on when the button comes up: fingers are quicker than tongues. */
const LINGER = 160;

/** Milliseconds without a word, after which a microphone that was left listening is closed. */
const QUIET = 120_000;

/** The browser's own recognition. What is said leaves this device, so it is never chosen but by a person. */
const BROWSER = 'browser';

/** Silence, whose microphone may be switched off: looked at after so many milliseconds. */
const SILENT = 4000;

export type Listening =
  /** Nobody listens, and no microphone is open. */
  | 'off'
  /** It asks for leave, or opens. */
  | 'opening'
  | 'listening'
  /** Somebody speaks. */
  | 'hearing'
  /** What was said is being written down. */
  | 'thinking';

/** Who is told what was said. */
export interface Hearer {
  /** Somebody is listened to from now on; or nobody any more, though what was said may still come. */
  open(isOpen: boolean): void;
  /** Once it was said. What was not said here and now is only to be `offered`. */
  heard(heard: Heard, offered: boolean): void;
  /** While it is said; nothing, where it came to nothing. */
  hearing(text: string): void;
}

/** A machine that writes down what is said. */
export interface Away {
  write(samples: Float32Array, signal: AbortSignal, report: (doing: string) => void): ReturnType<Write>;
}

/** Finds the machine that was chosen, or is needed. */
export interface Aways {
  /**
   * Nothing where this device writes it down. `onAsk` is called where the person is asked first. Throws `stopped` where they say no.
   */
  find(onAsk: () => void): Promise<Away | undefined>;
}

/** What writes down what is said. */
export type Listeners = Pick<Ears, 'models' | 'listen' | 'latch' | 'finish' | 'transcribe'>;

export class Voice {
  state = $state<Listening>('off');
  /** How loud it is, from 0 to 1. */
  level = $state(0);
  /** It listens until it is told to stop, and does what it hears in each pause. */
  latched = $state(false);
  devices = $state.raw<readonly Device[]>([]);
  /** The microphone, the model and the language that were chosen. */
  chosen = $state.raw<Chosen>({});
  /** The models that there are. */
  models = $state.raw<readonly Listed[]>([]);
  /** Why it cannot listen, where that is so: the person may mend it. */
  wrong = $state('');
  /** How it goes at the machine that writes it down, in words. */
  away = $state('');
  /** The models on this device, when one was last looked for. */
  here = $state.raw<readonly string[]>();
  /** Whether what was heard last was not made out. */
  lost = $state(false);
  /** Whether no model at all runs on this device. */
  deaf = $state(false);

  readonly #ears: Listeners;
  readonly #recordings: Pick<Recordings, 'keep'>;
  #hearer: Hearer | undefined;
  #aways: Aways | undefined;
  #stop: AbortController | undefined;
  #microphone: Microphone | undefined;
  #pressed = 0;
  #lingering: ReturnType<typeof setTimeout> | undefined;
  #quiet: ReturnType<typeof setTimeout> | undefined;
  /** The model that listens, or last did. */
  #using = OWN;
  #latch = (): void => {};
  #finish = (): void => {};

  constructor(ears: Listeners, recordings: Pick<Recordings, 'keep'>) {
    this.#ears = ears;
    this.#recordings = recordings;
    this.chosen = readChosen();
  }

  /** Who hears from now on, and knows the machines that could write it down; gives what ends that. */
  attach(hearer: Hearer, aways?: Aways): () => void {
    this.#hearer = hearer;
    this.#aways = aways;
    return () => {
      if (this.#hearer !== hearer) return;
      this.cancel();
      this.#hearer = this.#aways = undefined;
    };
  }

  /** The button, or its key, goes down: it listens until that comes up. */
  press(): void {
    this.#pressed = performance.now();
    if (this.state === 'off') void this.#listen('whole');
    else if (this.latched) this.finish();
  }

  /** It comes up. After a short press it goes on listening, with pauses between one sentence and the next. */
  release(): void {
    if (this.#pressed === 0) return;
    const isTap = performance.now() - this.#pressed < TAP;
    this.#pressed = 0;
    if (this.latched || this.state === 'off' || this.state === 'thinking') return;
    if (!isTap) return this.finish();
    this.latched = true;
    this.#latch();
  }

  toggle(): void {
    if (this.state !== 'off') return this.finish();
    this.latched = true;
    void this.#listen('pauses');
  }

  /** Nothing more will be said; what was is still done. */
  finish(): void {
    this.latched = false;
    if (this.state === 'opening') return this.cancel();
    if (this.state === 'off' || this.#lingering !== undefined) return;
    this.state = 'thinking';
    this.#hearer?.open(false);
    this.#lingering = setTimeout(() => {
      this.#microphone?.close();
      this.#finish();
    }, LINGER);
  }

  /** What was said is not wanted. */
  cancel(): void {
    this.#pressed = 0;
    this.latched = false;
    this.#stop?.abort();
    this.#off();
  }

  /** What is said in a sound file. False where nobody would hear of it. */
  async note(file: File): Promise<boolean> {
    const hearer = this.#hearer;
    if (!hearer) return false;
    const stop = new AbortController();
    this.cancel();
    this.#stop = stop;
    this.state = 'thinking';
    hearer.open(true);
    const { signal } = stop;
    try {
      const [samples, away] = await Promise.all([readRecording(file), this.#findAway(() => {})]);
      const wanted = await this.#wanted(signal, away);
      const own = wanted.model === BROWSER ? { model: OWN } : wanted;
      const heard = await this.#ears.transcribe(own, samples, signal, this.#writeBy(away, signal));
      if (heard.spoke) hearer.heard(heard, true);
      else this.wrong = `Nobody speaks in “${file.name}”.`;
    } catch (thrown) {
      if (!stop.signal.aborted) this.#fail(thrown);
    } finally {
      if (this.#stop === stop) this.#off();
    }
    return true;
  }

  /** Looks which microphones and models there are now. */
  async refresh(): Promise<void> {
    const { signal } = new AbortController();
    const [devices, models] = await Promise.all([microphones(), this.#ears.models(signal)]);
    this.devices = devices;
    this.here = models.map(({ name }) => name);
    const own = {
      name: BROWSER,
      title: 'This browser’s (what you say leaves this device)',
      isMultilingual: true,
    };
    this.models = hasWebSpeech() ? [...models, own] : models;
  }

  choose(chosen: Chosen): void {
    this.chosen = { ...this.chosen, ...chosen };
    keepChosen(this.chosen);
  }

  /** What was chosen; else the largest here that this device has the memory for, and is quick enough with. */
  async #wanted(signal: AbortSignal, away?: Away): Promise<Wanted> {
    const { model, language, took, keeps } = this.chosen;
    this.#using = away ? AWAY : (model ?? bestOf(await this.#lookHere(signal), took));
    const languages = language === undefined ? languagesHere() : [language];
    return { model: this.#using, languages, ...(keeps && { returns: true }) };
  }

  async #lookHere(signal: AbortSignal): Promise<readonly string[]> {
    return (this.here = (await this.#ears.models(signal)).map(({ name }) => name));
  }

  async #listen(manner: Manner): Promise<void> {
    const stop = new AbortController();
    this.#stop?.abort();
    this.#stop = stop;
    const { signal } = stop;
    this.state = 'opening';
    this.wrong = '';
    this.#hearer?.open(true);
    try {
      const away = await this.#findAway(() => {
        // Whoever is asked has let go of the button: it listens once they said yes, until it is told to stop.
        this.#pressed = 0;
        this.latched = true;
      });
      if (signal.aborted) return;
      if (!away && this.chosen.model === BROWSER) await this.#listenByBrowser(manner, signal);
      else await this.#listenByModel(manner, signal, away);
    } catch (thrown) {
      if (!signal.aborted) this.#fail(await this.#smaller(thrown, signal));
    } finally {
      if (this.#stop === stop) this.#off();
    }
  }

  async #findAway(onAsk: () => void): Promise<Away | undefined> {
    return this.chosen.machine === undefined && !this.deaf ? undefined : this.#aways?.find(onAsk);
  }

  #writeBy(away: Away | undefined, signal: AbortSignal): Write | undefined {
    const report = (doing: string): void => {
      if (!signal.aborted) this.away = doing;
    };
    return away && (samples => away.write(samples, signal, report));
  }

  async #listenByModel(manner: Manner, signal: AbortSignal, away: Away | undefined): Promise<void> {
    const wanted = await this.#wanted(signal, away);
    const microphone = await openMicrophone(this.chosen.device);
    if (signal.aborted) return microphone.close();
    this.#microphone = microphone;
    this.#latch = () => this.#ears.latch();
    this.#finish = () => this.#ears.finish();
    this.state = 'listening';
    void microphone.lost.then(fault => {
      if (this.#microphone !== microphone || signal.aborted) return;
      this.finish();
      this.#fail(fault);
    });
    const silent = setTimeout(() => this.#lookForSilence(microphone), SILENT);
    this.#restUntilSpokenTo();
    try {
      // A tap may have come up while it opened.
      const now = this.latched ? 'pauses' : manner;
      const hear = (hearing: Hearing): void => this.#hear(hearing);
      await this.#ears.listen(wanted, microphone, now, signal, hear, this.#writeBy(away, signal));
    } finally {
      clearTimeout(silent);
    }
  }

  async #listenByBrowser(manner: Manner, signal: AbortSignal): Promise<void> {
    const { over, latch, finish } = listenByBrowser(this.chosen.language ?? 'en', manner, signal, hearing =>
      this.#hear(hearing),
    );
    this.#latch = latch;
    this.#finish = finish;
    this.state = 'listening';
    await over;
  }

  /** Where the model is too large for this device, or has gone, the next smaller listens from now on. */
  async #smaller(thrown: unknown, signal: AbortSignal): Promise<Fault> {
    const fault = Fault.from(thrown);
    if (this.#using === AWAY || (fault.name !== 'out-of-memory' && fault.name !== 'no-maker')) return fault;
    if (this.#using === OWN) {
      this.deaf = true;
      return fault;
    }
    const here = await this.#lookHere(signal).catch(() => []);
    const model = smallerThan(this.#using, here);
    this.choose({ model });
    const who = model === OWN ? 'Brushword’s own model' : 'A smaller one';
    return new Fault(fault.name, `${fault.message} ${who} listens now: say it again.`, { cause: fault });
  }

  #hear(hearing: Hearing): void {
    const ends = !this.latched && this.#pressed === 0;
    if (hearing.kind !== 'level') this.#restUntilSpokenTo();
    if (hearing.kind === 'level') this.level = hearing.level;
    else if (hearing.kind === 'partly') this.#hearer?.hearing(hearing.text);
    else if (hearing.kind === 'heard') {
      this.#measure(hearing.heard);
      this.#recordings.keep(hearing.heard);
      this.away = '';
      const { spoke, trust, text } = hearing.heard;
      this.lost = spoke && (trust === 'lost' || text === '');
      this.#hearer?.heard(hearing.heard, false);
      if (this.state === 'thinking' && !ends) this.state = 'listening';
    } else if (!ends) this.state = hearing.kind === 'begun' ? 'hearing' : 'thinking';
  }

  /** The mean of what it took lately: one slow sentence may be the machine's fault. */
  #measure({ took }: Heard): void {
    const before = this.chosen.took?.[this.#using] ?? took;
    if (took > 0 && this.#using !== AWAY)
      this.choose({ took: { ...this.chosen.took, [this.#using]: (before + took) / 2 } });
  }

  #restUntilSpokenTo(): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      if (!this.latched) return;
      this.cancel();
      this.wrong = 'Nobody spoke for two minutes, so the microphone is off.';
    }, QUIET);
  }

  #lookForSilence(microphone: Microphone): void {
    if (this.#microphone !== microphone || this.state !== 'listening') return;
    if (microphone.isMuted) this.wrong = `${microphone.label || 'The microphone'} is muted. Switch it on, or type.`;
    else if (this.level === 0) this.wrong = `Nothing comes from ${microphone.label || 'the microphone'}. Choose another in Settings, or type.`; // prettier-ignore
  }

  #fail(thrown: unknown): void {
    const fault = Fault.from(thrown);
    if (fault.name === 'stopped') return;
    this.wrong = fault.message;
    this.#hearer?.hearing('');
  }

  #off(): void {
    clearTimeout(this.#lingering);
    clearTimeout(this.#quiet);
    this.#lingering = undefined;
    this.#microphone?.close();
    this.#microphone = undefined;
    this.state = 'off';
    this.away = '';
    this.level = 0;
    this.latched = false;
  }
}
