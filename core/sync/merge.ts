/**
 * Changes from many devices → one state. For each field the later stamp wins; in which order changes come, and how
 * often, does not matter. What lost is kept beside it.
 */
import { keys, type TableName } from '../contract/tables.ts';
import type { Sent } from '../contract/vault.ts';
import type { Fields } from './change.ts';
import { canonical } from './plain.ts';

export interface Merged {
  /** What holds, by field (`fieldKey`). */
  readonly won: ReadonlyMap<string, Sent>;
  /** Every change that a later one has beaten, by field, sorted by stamp. */
  readonly lost: ReadonlyMap<string, readonly Sent[]>;
}

export const nothing: Merged = { won: new Map(), lost: new Map() };

export const fieldKey = ({ table, id, field }: Pick<Sent, 'table' | 'id' | 'field'>): string =>
  JSON.stringify([table, id, field]);

export function merge(known: Merged, changes: Iterable<Sent>): Merged {
  const won = new Map(known.won);
  const lost = new Map(known.lost);
  for (const change of changes) {
    const key = fieldKey(change);
    const holder = won.get(key);
    const order = holder ? compare(holder, change) : -1;
    if (order === 0) continue;
    if (order < 0) won.set(key, change);
    const beaten = order < 0 ? holder : change;
    if (beaten) lost.set(key, insert(lost.get(key) ?? [], beaten));
  }
  return { won, lost };
}

/** The records of a table as they stand, by key. */
export function recordsOf(merged: Merged, table: TableName): ReadonlyMap<string, Fields> {
  const records = new Map<string, Record<string, unknown>>();
  for (const { table: of, id, field, value } of merged.won.values()) {
    if (of !== table) continue;
    const record = records.get(id) ?? { [keys[table]]: id };
    if (value !== null) record[field] = value;
    records.set(id, record);
  }
  return records;
}

/** By stamp. One stamp with two values comes only from a copied profile; then the text decides, alike on every device. */
export function compare(a: Pick<Sent, 'stamp' | 'value'>, b: Pick<Sent, 'stamp' | 'value'>): number {
  if (a.stamp !== b.stamp) return a.stamp < b.stamp ? -1 : 1;
  const [inA, inB] = [canonical(a.value), canonical(b.value)];
  return inA === inB ? 0 : inA < inB ? -1 : 1;
}

function insert(sorted: readonly Sent[], change: Sent): readonly Sent[] {
  const at = sorted.findIndex(other => compare(other, change) >= 0);
  if (at < 0) return [...sorted, change];
  const next = sorted[at];
  return next && compare(next, change) === 0 ? sorted : sorted.toSpliced(at, 0, change);
}
