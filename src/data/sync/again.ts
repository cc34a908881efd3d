/** What is sent again with a record that was brought back: the vault may have kept nothing of it but that it was deleted. */
import { OWNER } from '../../../core/sync/vault.ts';
import { fieldsOf, isPartOf } from '../../../core/sync/revive.ts';
import type { Sent } from '../../../core/contract/vault.ts';
import { isSame } from '../../../core/sync/outbox.ts';
import type { Database } from '../database.ts';
import { nameOf, readRecords } from './records.ts';

type Named = Pick<Sent, 'table' | 'id'>;

/** The tables whose records belong to others. */
const members = ['versions', 'jobs'] as const;

/** What a transaction must hold for `sendAgain`, beside the records' own tables. */
export const againTables = [...members, 'aside', 'stamps', 'outbox'] as const;

/** Puts all that is kept of these records, and of what belongs to them, into the outbox. */
export async function sendAgain(database: Database, records: readonly Named[]): Promise<void> {
  if (records.length === 0) return;
  const names = new Map(records.map(record => [nameOf(record), record]));
  for (const { table, id } of records) {
    if (table !== OWNER.table) continue;
    for (const member of members) {
      const ids = await database.table<unknown, string>(member).where(OWNER.field).equals(id).primaryKeys();
      for (const one of ids) names.set(nameOf({ table: member, id: one }), { table: member, id: one });
    }
  }
  await database.aside.each(({ table, id, changes }) => {
    if (changes.some(({ field }) => field === OWNER.field)) names.set(nameOf({ table, id }), { table, id });
  });
  const known = (await readRecords(database, [...names.values()])).filter(one =>
    records.some(record => isPartOf(record, one)),
  );
  for (const one of known) {
    const again = fieldsOf(one);
    const doubled = one.local.waiting.filter(mine => again.some(other => isSame(mine, other)));
    await database.outbox.bulkDelete(doubled.map(({ seq }) => seq));
    await database.outbox.bulkAdd([...again]);
  }
}
