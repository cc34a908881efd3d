/**
 * What goes with bringing a record back. Months after a deletion the vault keeps nothing of the record but that it is
 * deleted. So whoever brings it back sends all they have of it, after saying so; again where that was refused and said with
 * another stamp (`correct.ts`); and so does whoever hears of it. What the vault still has, it knows.
 */
import type { Sent } from '../contract/vault.ts';
import { valueOf, type Local } from './arrive.ts';
import { DELETED, OWNER } from './vault.ts';

export interface Known {
  readonly table: string;
  readonly id: string;
  readonly local: Local;
}

/**
 * Whether a page has brought a record back: it is newly said not to be deleted. Whether this device knew that it was makes no
 * difference, and neither does how long it was: the vault may have buried it meanwhile.
 */
export function cameBack({ table, local }: Known, after: Local): boolean {
  return after.stamps[DELETED] !== local.stamps[DELETED] && valueOf(table, after, DELETED) !== true;
}

/** Whether `one` is the record, or belongs to it. */
export function isPartOf(record: Pick<Known, 'table' | 'id'>, one: Known): boolean {
  if (one.table === record.table && one.id === record.id) return true;
  return record.table === OWNER.table && valueOf(one.table, one.local, OWNER.field) === record.id;
}

/** All fields of a record, as they were set, but for those that wait to be sent already. */
export function fieldsOf({ table, id, local }: Known): readonly Sent[] {
  const waiting = new Set(local.waiting.filter(one => one.taken === undefined).map(({ field }) => field));
  return Object.entries(local.stamps)
    .filter(([field]) => !waiting.has(field))
    .map(([field, stamp]) => ({ table, id, field, value: valueOf(table, local, field), stamp }));
}
