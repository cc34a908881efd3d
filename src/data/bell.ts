/** What one waits for who works now and then: it is rung, or the time is up. A ring while nobody waits is not lost. */
export class Bell {
  #rung = false;
  #hear: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#hear?.();
  }

  /** Settles once it was rung, `ms` have passed, or the signal says stop. Without `ms` no time is up. */
  async heard(signal: AbortSignal, ms?: number): Promise<void> {
    if (!this.#rung && !signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const hear = (): void => resolve(undefined);
      this.#hear = hear;
      signal.addEventListener('abort', hear, { once: true });
      const timer = ms === undefined ? undefined : setTimeout(hear, ms);
      await promise;
      clearTimeout(timer);
      signal.removeEventListener('abort', hear);
      this.#hear = undefined;
    }
    this.#rung = false;
  }
}
