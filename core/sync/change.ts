/** From a record before and the fields to set: the record after, and the changes that make it so. */
import { Fault } from '../contract/fault.ts';
import { parse } from '../contract/schema.ts';
import { keys, tables, writtenOnce, type Change, type Row, type TableName } from '../contract/tables.ts';
import { HEAVIEST } from '../contract/vault.ts';
import { plain, same } from './plain.ts';

export type Fields = Readonly<Record<string, unknown>>;

export interface Settled<T extends TableName> {
  readonly row: Row<T>;
  /** One for each field that is not as it was; a field taken away has the value null. */
  readonly changes: readonly Change[];
}

/**
 * Sets `fields` on `before` (undefined: a new record, which needs all its fields). A field set to undefined is taken
 * away. Throws `Fault('bad-request')` where the outcome is not a record of `table`, `Fault('too-big')` where a field is
 * too large, and `Fault('conflict')` where a record that is written once would change.
 */
export function settle<T extends TableName>(
  table: T,
  before: Row<T> | undefined,
  fields: Fields,
  stamp: string,
): Settled<T> {
  const row = parse(tables[table], plain({ ...before, ...fields }, table));
  const [old, now] = [new Map(Object.entries(before ?? {})), new Map(Object.entries(row))];
  const id = String(now.get(keys[table]));
  const changed = [...new Set([...old.keys(), ...now.keys()])].filter(
    field => field !== keys[table] && !same(old.get(field), now.get(field)),
  );
  if (before !== undefined && changed.length > 0 && writtenOnce[table]) {
    throw new Fault(
      'conflict',
      `${id} is kept already, with another ${changed.join(' and ')}; it is written once.`,
    );
  }
  const changes = changed.map(field => ({ table, id, field, value: now.get(field) ?? null, stamp }));
  for (const { field, value } of changes) {
    if (JSON.stringify(value).length > HEAVIEST) {
      throw new Fault('too-big', `The ${field} is too large to keep. Make it smaller.`);
    }
  }
  return { row, changes };
}
