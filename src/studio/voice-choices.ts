/** What a person chose of how they are listened to: of this browser, and kept beside the database. All of it may be left to us. */
import { parse, v, type Infer } from '../../core/contract/schema.ts';

const KEY = 'voice';

const Chosen = v.object({
  device: v.optional(v.string()),
  model: v.optional(v.string()),
  language: v.optional(v.string()),
  /** A machine that is not this device, which writes it down instead: its id. */
  machine: v.optional(v.string()),
  /** Whether what is said is kept as sound, on this device. */
  keeps: v.optional(v.boolean()),
  /** How long each model takes here to write down a sentence, in milliseconds: nobody chose that, it was measured. */
  took: v.optional(v.record(v.string(), v.number())),
});
export type Chosen = Infer<typeof Chosen>;

export function keepChosen(chosen: Chosen): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(chosen));
  } catch {
    // Without storage the choice holds until the page goes.
  }
}

export function readChosen(): Chosen {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === null ? {} : parse(Chosen, JSON.parse(kept));
  } catch {
    return {}; // what cannot be read was chosen by nobody
  }
}
