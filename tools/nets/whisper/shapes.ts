/** How large a Whisper is. */
export interface Shape {
  readonly width: number;
  /** As many in the encoder as in the decoder. */
  readonly layers: number;
  readonly heads: number;
  /** How wide a layer is between its two halves. */
  readonly inner: number;
  /** Bands of pitch that are heard. */
  readonly mels: number;
  /** How much is heard at once; the real ones hear thirty seconds. */
  readonly seconds: number;
  /** How many tokens can be said, with those it is asked by. */
  readonly longest: number;
}

export const MELS = 80;
export const LONGEST = 448;
export const FRAMES_A_SECOND = 100;
/** The encoder gives one for two frames, and the clock of the tokens ticks as often. */
export const POSITIONS_A_SECOND = 50;

/** `openai/whisper-tiny` and `openai/whisper-base`, from their `config.json`. */
export const realShapes = {
  tiny: { width: 384, layers: 4, heads: 6, inner: 1536, mels: MELS, seconds: 30, longest: LONGEST },
  base: { width: 512, layers: 6, heads: 8, inner: 2048, mels: MELS, seconds: 30, longest: LONGEST },
} satisfies Record<string, Shape>;
