/**
 * The door to an object's own SQLite. What production refuses and the local one takes is refused here, so that a test
 * shows it first: https://developers.cloudflare.com/durable-objects/platform/limits/
 */
import { Fault } from '../../core/contract/fault.ts';
import { bytesOf } from '../../core/sync/bytes.ts';

/** Bytes of one bound text, and so of one value and one row, which are made from it. */
const LONGEST_TEXT = 2_000_000;
const MOST_BOUND = 100;
const LONGEST_STATEMENT = 100_000;

type Row = Record<string, SqlStorageValue>;

/** Runs one statement. Its rows come one by one: whoever stops asking has not read the rest. */
export function run<R extends Row>(
  sql: SqlStorage,
  statement: string,
  ...bound: readonly (string | number | null)[]
): SqlStorageCursor<R> {
  if (statement.length > LONGEST_STATEMENT) throw new Fault('bug', 'A statement is too long.');
  if (bound.length > MOST_BOUND) throw new Fault('bug', 'A statement binds too many values.');
  for (const value of bound) {
    if (typeof value === 'string' && bytesOf(value) > LONGEST_TEXT) {
      throw new Fault('too-big', 'That is more than can be kept at once. Send less.');
    }
  }
  return sql.exec<R>(statement, ...bound);
}
