/** From a stream of samples to utterances: where somebody begins to speak, and where they have paused. */
import { Activity, FRAME, RATE } from './activity.ts';

const frames = (ms: number): number => Math.round((ms * RATE) / 1000 / FRAME);

/** Somebody speaks when of the last frames so many were loud, and so many voiced. */
const LOOK_BACK = frames(400);
const LOUD_FRAMES = frames(160);
const VOICED_FRAMES = frames(100);

/** Silence that ends an utterance. Between the words of one sentence people pause for less. */
const PAUSE = frames(600);

/** Kept of what was before the first loud frame, and after the last: soft consonants. */
const [LEAD, TAIL] = [frames(120), frames(240)];

/** An utterance that grows too long ends where it was softest in its last seconds. */
const SOFTEST_OF = frames(2000);

export type UtteranceEvent =
  | { readonly kind: 'begun' }
  /** Nothing was lost that is longer than the listener can take: what is too long comes in pieces. */
  | { readonly kind: 'ended'; readonly samples: Float32Array<ArrayBuffer> };

export class Utterances {
  readonly #longest: number;
  readonly #activity = new Activity();
  #frame = new Float32Array(FRAME);
  #filled = 0;
  /** What may still become, or is, the utterance; with each frame's level. */
  #kept: { samples: Float32Array; level: number; isLoud: boolean; isVoiced: boolean }[] = [];
  #speaking = false;
  /** Whether a pause ends an utterance; else it goes on until `end`. */
  pauses: boolean;
  /** Of the last frame, in decibels of full scale. */
  level = -Infinity;

  /** `longest`: samples that a listener can take at once. */
  constructor(longest: number, pauses = true) {
    this.#longest = Math.floor(longest / FRAME);
    this.pauses = pauses;
  }

  get isSpeaking(): boolean {
    return this.#speaking;
  }

  /** What was said so far, while somebody speaks. */
  get soFar(): Float32Array<ArrayBuffer> {
    return joined(this.#kept.map(({ samples }) => samples));
  }

  /** Any number of samples, from −1 to 1. */
  push(samples: Float32Array): UtteranceEvent[] {
    const events: UtteranceEvent[] = [];
    for (let at = 0; at < samples.length;) {
      const some = samples.subarray(at, at + FRAME - this.#filled);
      this.#frame.set(some, this.#filled);
      this.#filled += some.length;
      at += some.length;
      if (this.#filled < FRAME) break;
      this.#look(this.#frame, events);
      this.#frame = new Float32Array(FRAME);
      this.#filled = 0;
    }
    return events;
  }

  /** Nothing more will come. */
  end(): UtteranceEvent[] {
    const events: UtteranceEvent[] = [];
    if (this.#speaking) this.#finish(this.#kept.length, events);
    this.#kept = [];
    return events;
  }

  #look(samples: Float32Array, events: UtteranceEvent[]): void {
    const frame = this.#activity.look(samples);
    this.level = frame.level;
    this.#kept.push({ samples, ...frame });
    if (!this.#speaking) {
      const recent = this.#kept.slice(-LOOK_BACK);
      const loud = recent.filter(({ isLoud }) => isLoud).length;
      const voiced = recent.filter(({ isVoiced }) => isVoiced).length;
      if (loud >= LOUD_FRAMES && voiced >= VOICED_FRAMES) {
        this.#speaking = true;
        const first = this.#kept.findIndex(({ isLoud }) => isLoud);
        this.#kept = this.#kept.slice(Math.max(0, first - LEAD));
        events.push({ kind: 'begun' });
      } else this.#kept = this.#kept.slice(-(LOOK_BACK + LEAD));
      return;
    }
    const last = this.#kept.findLastIndex(({ isLoud }) => isLoud);
    if (this.pauses && this.#kept.length - 1 - last >= PAUSE) this.#finish(last + 1 + TAIL, events);
    else if (this.#kept.length >= this.#longest) this.#split(events);
  }

  #finish(length: number, events: UtteranceEvent[]): void {
    const samples = joined(this.#kept.slice(0, length).map(({ samples }) => samples));
    events.push({ kind: 'ended', samples });
    this.#kept = this.#kept.slice(length);
    this.#speaking = false;
  }

  #split(events: UtteranceEvent[]): void {
    const from = Math.max(0, this.#kept.length - SOFTEST_OF);
    const at = this.#kept
      .slice(from)
      .reduce((least, { level }, n, all) => (level < all[least]!.level ? n : least), 0);
    this.#finish(from + at, events);
    this.#speaking = true;
  }
}

export function joined(parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
