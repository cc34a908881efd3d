/** How fast something comes, of late: over the last few seconds, so that neither a burst nor a pause says too much. */
const SPAN = 4000;

export class Speed {
  #seen: { readonly at: number; readonly done: number }[] = [];

  /** `done` bytes have come by `at`, in milliseconds. */
  at(at: number, done: number): void {
    this.#seen.push({ at, done });
    while (this.#seen.length > 2 && at - (this.#seen[1]?.at ?? at) > SPAN) this.#seen.shift();
  }

  /** What came before a rest says nothing of what comes after it. */
  rest(): void {
    this.#seen = [];
  }

  /** In bytes a second; 0 where nobody can tell yet. */
  get now(): number {
    const [first, last] = [this.#seen[0], this.#seen.at(-1)];
    if (!first || !last || last.at - first.at < 200) return 0;
    return Math.max(0, ((last.done - first.done) / (last.at - first.at)) * 1000);
  }
}
