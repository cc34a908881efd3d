/**
 * A second opinion on a reading: whether the sounds that its words are made of were heard one after another. A listener guesses
 * words from what mostly goes together; of sounds it hears which are there.
 */
import { parse, v, type Infer } from '../../../core/contract/schema.ts';

/** What lies beside a listener's networks as `sounds.json`. Sound 0 is silence. */
const File = v.object({
  /** One row of bytes, −128 to 127, for each sound, in base64: by their `scales`, how much it speaks for that sound. */
  weights: v.string(),
  scales: v.array(v.number()),
  bias: v.array(v.number()),
  /** The sounds of each word that it knows. */
  words: v.record(v.string(), v.array(v.pipe(v.number(), v.integer(), v.minValue(0)))),
});

/** A sound that should be there and is not costs as much as one that is e to the sixth times less likely than another. */
const MISSING = -6;

export class Sounds {
  readonly #weights: Float32Array;
  readonly #bias: readonly number[];
  readonly #words: ReadonlyMap<string, readonly number[]>;

  /** Throws `Fault('no-maker')` where the file says nothing of sounds. */
  constructor(file: unknown) {
    const { weights, scales, bias, words }: Infer<typeof File> = parse(File, file, 'no-maker');
    const bytes = Int8Array.from(atob(weights), letter => letter.charCodeAt(0));
    const width = bytes.length / bias.length;
    this.#weights = Float32Array.from(bytes, (value, at) => value * (scales[Math.floor(at / width)] ?? 0));
    this.#bias = bias;
    this.#words = new Map(Object.entries(words));
  }

  /**
   * How likely each sound is at each position, as natural logarithms: positions × sounds. `heard`: what the encoder made of the
   * utterance, positions × width.
   */
  chances(heard: Float32Array): Float32Array {
    const count = this.#bias.length;
    const width = this.#weights.length / count;
    const out = new Float32Array((heard.length / width) * count);
    for (let from = 0, at = 0; from < heard.length; from += width, at += count) {
      let most = -Infinity;
      for (let sound = 0; sound < count; sound++) {
        let sum = this.#bias[sound]!;
        for (let k = 0; k < width; k++) sum += heard[from + k]! * this.#weights[sound * width + k]!;
        out[at + sound] = sum;
        most = Math.max(most, sum);
      }
      let total = 0;
      for (let sound = 0; sound < count; sound++) total += Math.exp(out[at + sound]! - most);
      const all = most + Math.log(total);
      for (let sound = 0; sound < count; sound++) out[at + sound] = out[at + sound]! - all;
    }
    return out;
  }

  /**
   * How likely it is that the words were said in just these positions, with silence before and after: the natural logarithm of the
   * likeliest way to lay their sounds over them (Viterbi, 1967). `chances` as above.
   */
  fit(chances: Float32Array, words: readonly string[]): number {
    const count = this.#bias.length;
    const sounds = [0, ...words.flatMap(word => this.#words.get(word) ?? []), 0];
    let before = sounds.map((sound, at) => (at < 2 ? chances[sound]! : -Infinity));
    for (let from = count; from < chances.length; from += count) {
      before = sounds.map((sound, at) => {
        const best = Math.max(
          before[at]!,
          before[at - 1] ?? -Infinity,
          (before[at - 2] ?? -Infinity) + MISSING,
        );
        return best + chances[from + sound]!;
      });
    }
    return Math.max(before.at(-1) ?? -Infinity, before.at(-2) ?? -Infinity);
  }
}
