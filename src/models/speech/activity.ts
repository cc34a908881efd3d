/**
 * Whether somebody speaks, frame by frame: louder than it was before, and with a pitch. A network that writes down speech
 * makes words out of silence and noise, so these never reach it.
 */

/** Samples a second, everywhere in here. */
export const RATE = 16_000;

/** Samples from one look to the next: 20 ms. */
export const FRAME = 320;

/** Frames that are looked at together for a pitch: 40 ms hold two turns of the deepest voice. */
const WINDOW = 2 * FRAME;

/** Pitches of voices, in samples: 400 Hz down to 70 Hz. */
const [SHORTEST, LONGEST] = [RATE / 400, Math.round(RATE / 70)];

/** A voice looks like itself a pitch later: the least that counts, of 1. */
const VOICED = 0.55;

/** Softer than this is no speech, in decibels below full scale. */
const FAINT = -66;

/** Speech stands out of what was there before by so many decibels. */
const STANDS_OUT = 9;

/** What was there before is the least of so many frames: speech has gaps, noise has none. */
const MEMORY = 150;

/** Until so many frames were heard, a quiet room is taken for granted. */
const UNKNOWN = 25;
const QUIET = -50;

export interface Frame {
  /** Decibels of full scale, without what rumbles. */
  readonly level: number;
  readonly isLoud: boolean;
  /** Loud, and with a pitch. */
  readonly isVoiced: boolean;
}

export class Activity {
  readonly #window = new Float32Array(WINDOW);
  readonly #levels: number[] = [];
  #before = 0;

  /** `samples`: one frame, from −1 to 1. */
  look(samples: Float32Array): Frame {
    this.#window.copyWithin(0, FRAME);
    let energy = 0;
    for (let at = 0; at < FRAME; at++) {
      // The first difference leaves out what rumbles and hums below voices.
      const now = samples[at]!;
      const change = now - 0.95 * this.#before;
      this.#before = now;
      energy += change * change;
      this.#window[FRAME + at] = now;
    }
    const level = 10 * Math.log10(energy / FRAME + 1e-12);
    const floor = this.#floor(level);
    const isLoud = level > FAINT && level > floor + STANDS_OUT;
    return { level, isLoud, isVoiced: isLoud && likeness(this.#window) > VOICED };
  }

  #floor(level: number): number {
    this.#levels.push(level);
    if (this.#levels.length > MEMORY) this.#levels.shift();
    const least = this.#levels.reduce((one, other) => Math.min(one, other));
    return this.#levels.length < UNKNOWN ? Math.min(least, QUIET) : least;
  }
}

/** How much the window is like itself a pitch later, at the pitch where it is most so: the normalised autocorrelation. */
function likeness(window: Float32Array): number {
  const length = window.length - LONGEST;
  let own = 0;
  for (let at = 0; at < length; at++) own += window[at]! * window[at]!;
  let best = 0;
  for (let lag = SHORTEST; lag <= LONGEST; lag++) {
    let [sum, later] = [0, 0];
    for (let at = 0; at < length; at++) {
      sum += window[at]! * window[at + lag]!;
      later += window[at + lag]! * window[at + lag]!;
    }
    best = Math.max(best, sum / Math.sqrt(own * later + 1e-9));
  }
  return best;
}
