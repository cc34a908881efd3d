/** The ideas that a person does not want to see again. */
import type { Dismissal } from '../../core/contract/dismissal.ts';
import { commit } from '../data/commit.ts';
import { dismissedIn } from '../data/read.ts';
import { Live } from './live.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Parts } from './parts.ts';

export class Dismissals {
  readonly #now: Live<readonly string[]>;
  readonly #parts: Parts;
  readonly #notices: Notices;

  constructor(parts: Parts, notices: Notices) {
    this.#parts = parts;
    this.#notices = notices;
    this.#now = new Live<readonly string[]>(() => dismissedIn(parts.database), [], {
      fails: thrown => notices.fault(thrown),
    });
  }

  get count(): number {
    return this.#now.current.length;
  }

  /** As they are kept now. */
  ids(): Promise<readonly string[]> {
    return dismissedIn(this.#parts.database);
  }

  dismiss(id: string): Promise<boolean> {
    return this.#set([{ id, stands: true }]);
  }

  async bringBack(): Promise<void> {
    await this.#set(this.#now.current.map(id => ({ id, stands: false })));
  }

  #set(dismissals: readonly Dismissal[]): Promise<boolean> {
    return this.#notices.saying(async () => {
      await commit(this.#parts.database, { dismissals });
    });
  }
}
