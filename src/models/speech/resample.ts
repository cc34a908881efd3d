/** Samples of another rate, as a stream: what the new rate cannot hold is filtered out first. */

/** Zero crossings of the filter on each side; a Hann window over them keeps what folds back below −40 dB. */
const REACH = 16;

export class Resampler {
  readonly #step: number;
  /** Of the old rate: what the new one can hold. */
  readonly #band: number;
  #kept = new Float32Array(0);
  /** Where in `#kept` the next sample of the new rate lies. */
  #at = 0;

  /** Samples a second, before and after. */
  constructor(from: number, to: number) {
    this.#step = from / to;
    this.#band = Math.min(1, to / from);
  }

  push(samples: Float32Array): Float32Array<ArrayBuffer> {
    if (this.#step === 1) return new Float32Array(samples);
    const all = new Float32Array(this.#kept.length + samples.length);
    all.set(this.#kept);
    all.set(samples, this.#kept.length);
    const reach = REACH / this.#band;
    const count = Math.max(0, Math.ceil((all.length - reach - this.#at) / this.#step));
    const out = new Float32Array(count);
    for (let n = 0; n < count; n++) out[n] = this.#one(all, this.#at + n * this.#step, reach);
    const next = this.#at + count * this.#step;
    const drop = Math.max(0, Math.floor(next - reach));
    this.#kept = all.slice(drop);
    this.#at = next - drop;
    return out;
  }

  #one(all: Float32Array, centre: number, reach: number): number {
    let sum = 0;
    const last = Math.min(all.length - 1, Math.floor(centre + reach));
    for (let at = Math.max(0, Math.ceil(centre - reach)); at <= last; at++) {
      const x = (at - centre) * this.#band;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / REACH);
      const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
      sum += all[at]! * sinc * window;
    }
    return sum * this.#band;
  }
}
