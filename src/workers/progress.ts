/** How far a run is, and how long each part of it took. */
import type { Hearing } from './protocol.ts';

/** Less often than a screen is drawn: each report is a message. */
const PAUSE = 40;

export class Course {
  readonly #outside: Hearing;
  readonly #start = performance.now();
  readonly #ms: Record<string, number> = {};
  #done = 0;
  #doing = '';
  #told = -Infinity;
  #marked = this.#start;

  constructor(outside: Hearing) {
    this.#outside = outside;
  }

  /** `done` from 0 to 1; what would go back is told as it stood. */
  at(done: number, doing: string): void {
    const now = performance.now();
    this.#done = Math.min(1, Math.max(this.#done, done));
    if (doing === this.#doing && now - this.#told < PAUSE) return;
    this.#doing = doing;
    this.#told = now;
    this.#outside.report({ done: this.#done, doing });
  }

  /** A part is over: its time is from the last mark to now. */
  mark(part: string): void {
    const now = performance.now();
    this.#ms[part] = now - this.#marked;
    this.#marked = now;
  }

  /** Milliseconds of each part, and of all. */
  ms(): Record<string, number> {
    return { ...this.#ms, total: performance.now() - this.#start };
  }
}
