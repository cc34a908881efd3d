/** What a vault holds now, read from its log page by page: which bytes its records name, and the records themselves. */
import type { AssetHash } from '../../core/contract/ids.ts';
import { parse, v } from '../../core/contract/schema.ts';
import { keys, type TableName } from '../../core/contract/tables.ts';
import type { Fields } from '../../core/sync/change.ts';
import { BYTES, OWNER, hashesIn } from '../../core/sync/vault.ts';
import { isGrave } from './log.ts';
import { run } from './statement.ts';

/** Numbers looked at in one turn: it holds up whoever pushes meanwhile. */
const NUMBERS = 10_000;
/** What a page of records may hold, in characters; always one record at least. */
const HEAVIEST_PAGE = 1024 * 1024;
/** The fields of about that much. */
const FIELDS = 5_000;
/** Shorter values name no bytes. */
const SHORTEST = 64;

export interface Named {
  /** The bytes that records name which are not deleted, or were deleted after the time that was asked about. */
  readonly hashes: readonly AssetHash[];
  /** Bytes, and others that they need: those that a patch lies on. */
  readonly needs: readonly (readonly [string, AssetHash])[];
  /** From where to ask next. */
  readonly cursor: number;
  readonly more: boolean;
}

/** What is named in the changes after number `after`, up to `head`; `deleted` is in milliseconds since 1970. */
export function namedAfter(sql: SqlStorage, after: number, head: number, deleted: number): Named {
  const cursor = Math.min(head, after + NUMBERS);
  // What another change has beaten counts as well, until it is folded: somebody may find it as an other version.
  const rows = run<{ tbl: string; id: string; text: string }>(
    sql,
    `SELECT tbl, id, text FROM log l WHERE seq > ?1 AND seq <= ?2 AND length(text) > ?3
     AND NOT EXISTS (SELECT 1 FROM log g WHERE g.tbl = l.tbl AND g.id = l.id AND g.at <= ?4 AND ${isGrave})
     AND NOT EXISTS (
       SELECT 1 FROM log m JOIN log g ON g.tbl = '${OWNER.table}' AND g.id = m.text ->> '$'
       WHERE m.tbl = l.tbl AND m.id = l.id AND m.field = '${OWNER.field}' AND g.at <= ?4 AND ${isGrave})`,
    after,
    cursor,
    SHORTEST,
    deleted,
  );
  const hashes = new Set<AssetHash>();
  const needs: [string, AssetHash][] = [];
  for (const { tbl, id, text } of rows) {
    for (const hash of hashesIn(text)) {
      if (tbl === BYTES) needs.push([id, hash]);
      else hashes.add(hash);
    }
  }
  return { hashes: [...hashes], needs, cursor, more: cursor < head };
}

export interface Records {
  /** Each as one line of JSON: `{ table, id, fields }`. */
  readonly lines: string;
  /** The last of them; undefined where there are no more. */
  readonly last: readonly [string, string] | undefined;
}

/** The records after `last`, in the order of their tables and names, as they stand. What is deleted is among them, and says so. */
export function recordsAfter(sql: SqlStorage, last: readonly [string, string]): Records {
  let [lines, count] = ['', 0];
  for (const { tbl, id, fields } of standing(sql, '(tbl, id) > (?1, ?2)', ...last)) {
    lines += `{"table":${JSON.stringify(tbl)},"id":${JSON.stringify(id)},"fields":{${fields.join(',')}}}\n`;
    count += fields.length;
    if (lines.length > HEAVIEST_PAGE || count > FIELDS) return { lines, last: [tbl, id] };
  }
  return { lines, last: undefined };
}

/** The records of a table as they stand: all, the one of a name, or those that belong to an owner. */
export function recordsOf(sql: SqlStorage, table: TableName, which: Which): readonly Fields[] {
  const [where, bound] =
    'id' in which
      ? ['AND id = ?2', [which.id]]
      : 'owner' in which
        ? [
            `AND id IN (SELECT id FROM log WHERE tbl = ?1 AND field = '${OWNER.field}' AND text = json_quote(?2))`,
            [which.owner],
          ]
        : ['', []];
  return Array.from(standing(sql, `tbl = ?1 ${where}`, table, ...bound), ({ id, fields }) => ({
    ...parse(Plain, JSON.parse(`{${fields.join(',')}}`), 'bug'),
    [keys[table]]: id,
  }));
}

export type Which = { readonly id: string } | { readonly owner: string } | Record<never, never>;

const Plain = v.record(v.string(), v.unknown());

interface Standing {
  readonly tbl: string;
  readonly id: string;
  /** `"name":value`, but for a field that was taken away: that is none. */
  readonly fields: string[];
}

/** The records of which rows `w` of the log tell that are `where`, in the order of their tables and names, as they stand. */
function* standing(sql: SqlStorage, where: string, ...bound: readonly string[]): Generator<Standing, void> {
  const rows = run<{ tbl: string; id: string; field: string; text: string }>(
    sql,
    `SELECT tbl, id, field, text FROM log w WHERE ${where}
     AND NOT EXISTS (
       SELECT 1 FROM log o WHERE o.tbl = w.tbl AND o.id = w.id AND o.field = w.field
       AND (o.stamp, o.text) > (w.stamp, w.text))
     ORDER BY tbl, id, field`,
    ...bound,
  );
  let open: Standing | undefined;
  for (const { tbl, id, field, text } of rows) {
    if (open?.tbl !== tbl || open.id !== id) {
      if (open) yield open;
      open = { tbl, id, fields: [] };
    }
    if (text !== 'null') open.fields.push(`${JSON.stringify(field)}:${text}`);
  }
  if (open) yield open;
}
