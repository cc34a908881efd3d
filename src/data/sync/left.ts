/** What is still to be sent. */
import { Fault } from '../../../core/contract/fault.ts';
import { standingOf } from '../clock.ts';
import type { Database } from '../database.ts';
import { countLeft, isTaken } from './taken.ts';

/** It is counted at most this often, in milliseconds: to count all that waits after each change would take longer than the changes. */
const EVERY = 300;

export interface Left {
  /** How many changes the vault has not taken. */
  readonly changes: number;
  /** How large the assets are whose records are among them, in bytes: their bytes go before their records. */
  readonly assets: ReadonlyMap<string, number>;
  /** The place of the last change in the outbox. */
  readonly last: number;
}

export function leftIn(database: Database): Promise<Left> {
  const { outbox, meta } = database;
  return database.guard(() =>
    database.transaction('r', outbox, meta, async () => {
      const { taken = [] } = (await standingOf(database)) ?? {};
      const rows = await outbox
        .where('[table+id+field]')
        .between(['assets'], ['assets\uffff'])
        .filter(row => row.field === 'size' && !isTaken(taken, row.seq))
        .toArray();
      const last = await outbox.orderBy('seq').last();
      return {
        changes: await countLeft(database, taken),
        assets: new Map(rows.map(({ id, value }) => [id, Number(value)])),
        last: last?.seq ?? 0,
      };
    }),
  );
}

/** Calls `next` with it: now, and soon after it has changed, in any tab, until the signal says stop. */
export function followLeft(
  database: Database,
  next: (left: Left) => void,
  fails: (fault: Fault) => void,
  signal: AbortSignal,
): void {
  let [counting, stale] = [false, true];
  const count = async (): Promise<void> => {
    counting = true;
    try {
      while (stale && !signal.aborted) {
        stale = false;
        const left = await leftIn(database);
        if (!signal.aborted) next(left);
        await new Promise(resolve => setTimeout(resolve, EVERY));
      }
    } catch (thrown) {
      if (!signal.aborted) fails(Fault.from(thrown));
    } finally {
      counting = false;
    }
  };
  const changed = (): void => {
    stale = true;
    if (!counting) void count();
  };
  // What was taken stands beside the vault.
  for (const table of ['outbox', 'meta']) database.watch(table, changed, signal);
  changed();
}
