/** How much is kept here, and whether the browser may throw it away. */
import { askToKeep, storageFacts, type StorageFacts } from '../data/storage.ts';
import type { Notices } from './notices.svelte.ts';

export class Storage {
  facts = $state.raw<StorageFacts>();
  readonly #notices: Notices;

  constructor(notices: Notices) {
    this.#notices = notices;
  }

  async refresh(): Promise<void> {
    try {
      this.facts = await storageFacts();
    } catch (thrown) {
      this.#notices.fault(thrown);
    }
  }

  /** Asks before something large comes, and leaves it at that: what the browser answers is seen where storage is shown. */
  async persistQuietly(): Promise<void> {
    await askToKeep().catch(() => false);
  }

  async persist(): Promise<void> {
    try {
      const granted = await askToKeep();
      await this.refresh();
      if (!granted) {
        this.#notices.tell(
          'The browser did not promise it. Install Brushword as an app, or bookmark it, and ask again.',
        );
      }
    } catch (thrown) {
      this.#notices.fault(thrown);
    }
  }
}
