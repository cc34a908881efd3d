/** A database query → state that follows it: the only bridge from what is kept to what is seen. */
import { liveQuery } from 'dexie';
import { createSubscriber } from 'svelte/reactivity';

interface Watch<T> {
  /** Called with each new value, before it is shown. */
  readonly arrives?: (value: T) => void;
  readonly fails: (thrown: unknown) => void;
}

export class Live<T> {
  #value: T;
  readonly #follow: () => void;

  /** `query` runs again whenever what it read has changed, in this tab or another, while anything shows `current`. */
  constructor(query: () => Promise<T>, before: T, { arrives, fails }: Watch<T>) {
    this.#value = before;
    this.#follow = createSubscriber(update => {
      const following = liveQuery(query).subscribe({
        next: value => {
          this.#value = value;
          arrives?.(value);
          update();
        },
        error: fails,
      });
      return () => following.unsubscribe();
    });
  }

  get current(): T {
    this.#follow();
    return this.#value;
  }
}
