/** What a model takes, token by token, and what it might have taken. */
import { LogitsProcessor, type Tensor } from '@huggingface/transformers';
import { Fault } from '../../../core/contract/fault.ts';
import type { Step } from '../speech/readings.ts';
import { numbersOf } from './numbers.ts';

/** Tokens that were not taken, and are kept in mind. */
const OTHERS = 2;

/** What was taken, token by token. Between two of them it can be stopped: the library itself drops what would stop it. */
export class Steps extends LogitsProcessor {
  readonly all: Step[] = [];
  readonly #signal: AbortSignal;
  readonly #from: number;

  /** `from`: tokens before the first word that come out one by one, too. */
  constructor(signal: AbortSignal, from = 0) {
    super();
    this.#signal = signal;
    this.#from = from;
  }

  override _call([ids = []]: bigint[][], logits: Tensor): Tensor {
    if (this.#signal.aborted) throw stopped();
    if (ids.length < this.#from) return logits;
    const data = numbersOf(logits);
    const best: number[] = [];
    for (let id = 0; id < data.length; id++) {
      if (best.length > OTHERS && data[id]! <= data[best[OTHERS]!]!) continue;
      best.push(id);
      best.sort((one, other) => data[other]! - data[one]! || one - other);
      best.length = Math.min(best.length, OTHERS + 1);
    }
    const most = data[best[0]!]!;
    // What is less likely than one in a million makes no difference.
    const sum = data.reduce((sum, value) => (value > most - 14 ? sum + Math.exp(value - most) : sum), 0);
    const [taken, ...others] = best.map(id => ({ id, chance: data[id]! - most - Math.log(sum) }));
    if (taken) this.all.push({ ...taken, others });
    return logits;
  }
}

export const stopped = (): Fault => new Fault('stopped', 'Stopped.');
