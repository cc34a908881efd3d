/**
 * Threads that share one memory. Of every job each takes the next piece that is left, until none is; nobody waits for a
 * thread that has not come yet or is held up elsewhere. The pieces must not depend on each other's outcome.
 */
import { Fault } from '../../../core/contract/fault.ts';

/** Some tenths of a millisecond of work: waking a thread for less would take longer than it saves. */
const PIECE = 512;

/** Where things stand in the control block, in words. */
const [LEFT, DONE, JOB, STAGE, COUNT, WORDS] = [0, 1, 2, 3, 4, 5];

/** The size of the control block, in bytes. */
export const CONTROL = 128;

/** Milliseconds after which a piece that was taken will not come back. */
const LOST = 20_000;

/** Does items `from` up to `to`, its last two words, of a job; the words before them are the job's own. */
export type Stage = (...words: number[]) => void;

export class Crew {
  readonly #control: Int32Array;
  readonly #stages: readonly Stage[];
  readonly #shared: boolean;

  /** `at` is where the control block begins in `memory`. */
  constructor(memory: WebAssembly.Memory, at: number, stages: readonly Stage[]) {
    this.#control = new Int32Array(memory.buffer, at, CONTROL / 4);
    this.#stages = stages;
    this.#shared = !(memory.buffer instanceof ArrayBuffer);
  }

  /** Does all `count` items with whoever comes to help, and returns when every one is done. */
  run(stage: number, words: readonly number[], count: number): void {
    if (!this.#shared || count <= PIECE) return this.#stages[stage]!(...words, 0, count);
    const control = this.#control;
    control[STAGE] = stage;
    control[COUNT] = words.length;
    control.set(words, WORDS);
    Atomics.store(control, DONE, 0);
    Atomics.store(control, LEFT, count);
    Atomics.add(control, JOB, 1);
    Atomics.notify(control, JOB);
    this.#takePieces();
    for (let done = Atomics.load(control, DONE); done < count; done = Atomics.load(control, DONE)) {
      if (Atomics.wait(control, DONE, done, LOST) === 'timed-out') {
        throw new Fault('bug', 'A part of Brushword stopped working. Try once more.');
      }
    }
  }

  /** What a helping thread does until it is ended. */
  help(): never {
    for (;;) {
      const job = Atomics.load(this.#control, JOB);
      this.#takePieces();
      Atomics.wait(this.#control, JOB, job);
    }
  }

  #takePieces(): void {
    const control = this.#control;
    for (;;) {
      // Whose claim leaves more than nothing has a piece of the job that stands in the block: it cannot change before
      // that piece is done.
      const to = Atomics.sub(control, LEFT, PIECE);
      if (to <= 0) return;
      const from = Math.max(0, to - PIECE);
      const words = control.subarray(WORDS, WORDS + control[COUNT]!);
      this.#stages[control[STAGE]!]!(...words, from, to);
      Atomics.add(control, DONE, to - from);
      Atomics.notify(control, DONE);
    }
  }
}
