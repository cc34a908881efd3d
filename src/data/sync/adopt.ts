/** A device comes to an account: what is here goes there, and what is there comes here; neither is written over. */
import type { AccountId } from '../../../core/contract/ids.ts';
import { keys, type TableName } from '../../../core/contract/tables.ts';
import { fieldsOf } from '../../../core/sync/revive.ts';
import { standingOf } from '../clock.ts';
import type { Database } from '../database.ts';
import { readRecords } from './records.ts';
import { dropRuns } from './taken.ts';

/** What is named comes before what names it, so that another device need hold nothing aside. */
const order: readonly string[] = ['assets', 'projects', 'versions'] satisfies TableName[];

const placeOf = (table: string): number => {
  const place = order.indexOf(table);
  return place < 0 ? order.length : place;
};

/** Puts all that is kept here into the outbox, once: nothing where this device is that account's already. */
export function adopt(database: Database, account: AccountId): Promise<void> {
  const { outbox, aside, stamps, meta } = database;
  const tables = Object.keys(keys).map(name => database.table(name));
  return database.guard(() =>
    database.transaction('rw', [...tables, outbox, aside, stamps, meta], async () => {
      const before = await standingOf(database);
      if (before?.account === account) return;
      // What another vault has taken, this one has not.
      await dropRuns(database, before?.taken ?? []);
      const names = (await stamps.toArray()).sort((a, b) => placeOf(a.table) - placeOf(b.table));
      const records = await readRecords(database, names);
      await outbox.bulkAdd(records.flatMap(fieldsOf));
      await meta.put({ key: 'vault', account, read: 0, offset: 0, taken: [] });
    }),
  );
}
