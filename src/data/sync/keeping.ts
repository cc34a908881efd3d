/** Keeps bytes that have come: those that gather while others are written go to the disk together, in one transaction. */
import type { Database } from '../database.ts';
import type { Bytes } from '../rows.ts';

export class Keeping {
  readonly #database: Database;
  #next: Bytes[] = [];
  /** Settles once the next are kept; undefined where nothing waits. */
  #kept: Promise<void> | undefined;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Settles once they are on the disk. Throws what the database throws, and then none of those that went with them was kept. */
  keep(row: Bytes): Promise<void> {
    this.#next.push(row);
    this.#kept ??= this.#after(this.#writing);
    return this.#kept;
  }

  async #after(others: Promise<unknown>): Promise<void> {
    const writing = others
      // Whoever waits for those hears what went wrong with them.
      .catch(() => undefined)
      .then(() => {
        const rows = this.#next;
        [this.#next, this.#kept] = [[], undefined];
        return this.#database.guard(() => this.#database.bytes.bulkPut(rows));
      });
    this.#writing = writing;
    await writing;
  }
}
