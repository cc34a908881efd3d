/** The vault's log in SQLite: every change in the order in which it came, how far it is folded, and who has read to where. */
import type { Sent } from '../../core/contract/vault.ts';
import { DELETED, OWNER, type Entry, type Reader } from '../../core/sync/vault.ts';
import { run } from './statement.ts';

/** What a page may hold, in characters of values; always one change at least. */
const HEAVIEST_PAGE = 1024 * 1024;

/** A reader that only asks again is written down again after so long, in milliseconds. */
const SEEN_EVERY = 60 * 60_000;

/** A row's unique key says both what is the same change, and what beats what. */
const tables = `
  CREATE TABLE IF NOT EXISTS log (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, tbl TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL,
    stamp TEXT NOT NULL, digest INTEGER NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL, read INTEGER NOT NULL,
    UNIQUE (tbl, id, field, stamp, digest)
  );
  CREATE INDEX IF NOT EXISTS graves ON log (at) WHERE field = '${DELETED}' AND text = 'true';
  CREATE INDEX IF NOT EXISTS members ON log (text) WHERE field = '${OWNER.field}';
  CREATE TABLE IF NOT EXISTS readers (device TEXT PRIMARY KEY, cursor INTEGER NOT NULL, seen INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS marks (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
`;

/** A row `g` that says that its record is deleted, and still holds. */
export const isGrave = `g.field = '${DELETED}' AND g.text = 'true' AND NOT EXISTS (
  SELECT 1 FROM log w WHERE w.tbl = g.tbl AND w.id = g.id AND w.field = g.field AND w.stamp > g.stamp)`;

/** Whether anything else is left of it, or belongs to it. */
const isFull = `(EXISTS (
    SELECT 1 FROM log f WHERE f.tbl = g.tbl AND f.id = g.id AND f.field <> '${DELETED}')
  OR g.tbl = '${OWNER.table}' AND EXISTS (
    SELECT 1 FROM log m WHERE m.field = '${OWNER.field}' AND m.text = json_quote(g.id)))`;

export interface Page {
  readonly changes: readonly Sent[];
  /** The number of the last of them; the head where there are no more. */
  readonly cursor: number;
  readonly more: boolean;
}

interface Found extends Record<string, SqlStorageValue> {
  readonly seq: number;
  readonly tbl: string;
  readonly id: string;
  readonly field: string;
  readonly stamp: string;
  readonly text: string;
}

export class Log {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    run(sql, tables);
    const columns = run<{ name: string }>(sql, `SELECT name FROM pragma_table_info('readers')`).toArray();
    // Vaults of the first edition did not know by which sign-in a device reads.
    if (!columns.some(({ name }) => name === 'session'))
      run(sql, 'ALTER TABLE readers ADD COLUMN session TEXT');
  }

  /** For what reads it otherwise than as a log. */
  get sql(): SqlStorage {
    return this.#sql;
  }

  /** The number of the last change. What lay at the very end may have been folded. */
  get head(): number {
    return Math.max(this.floor, this.#number('SELECT max(seq) n FROM log'));
  }

  /** How far it is folded. */
  get floor(): number {
    return this.#number(`SELECT value n FROM marks WHERE name = 'floor'`);
  }

  /**
   * Keeps what is not kept yet, and says how many those were. `read` is how far their device has read, `at` is now, in
   * milliseconds since 1970.
   */
  append(entries: readonly Entry[], read: number, at: number): number {
    if (entries.length === 0) return 0;
    const before = this.head;
    // One bound text, whatever the number of rows. The values are JSON already.
    const rows = new Map(
      entries.map(({ table, id, field, stamp, digest, text }) => {
        const names = JSON.stringify([table, id, field, stamp, digest]);
        return [names, `${names.slice(0, -1)},${text}]`];
      }),
    );
    // What is known is left out before: a row that only fails to be kept would take a number.
    run(
      this.#sql,
      `WITH sent AS (
         SELECT key, value->>0 tbl, value->>1 id, value->>2 field, value->>3 stamp, value->>4 digest, value->5 text
         FROM json_each(?1))
       INSERT INTO log (tbl, id, field, stamp, digest, text, at, read)
       SELECT tbl, id, field, stamp, digest, text, ?2, ?3 FROM sent WHERE NOT EXISTS (
         SELECT 1 FROM log k WHERE k.tbl = sent.tbl AND k.id = sent.id AND k.field = sent.field
         AND k.stamp = sent.stamp AND k.digest = sent.digest)
       ORDER BY key`,
      `[${[...rows.values()].join(',')}]`,
      at,
      read,
    );
    return this.#number('SELECT count(*) n FROM log WHERE seq > ?', before);
  }

  /** What came after a number, in order: at most `limit`, and no heavier than a page may be. */
  page(after: number, limit: number): Page {
    const found = run<Found>(
      this.#sql,
      'SELECT seq, tbl, id, field, stamp, text FROM log WHERE seq > ? ORDER BY seq LIMIT ?',
      after,
      limit + 1,
    );
    const changes: Sent[] = [];
    let [cursor, weight] = [after, 0];
    for (const { seq, tbl, id, field, stamp, text } of found) {
      weight += text.length;
      if (changes.length > 0 && (changes.length === limit || weight > HEAVIEST_PAGE)) {
        return { changes, cursor, more: true };
      }
      const value: unknown = JSON.parse(text);
      changes.push({ table: tbl, id, field, value, stamp });
      cursor = seq;
    }
    // The last one that was given a number may be gone.
    return { changes, cursor: this.head, more: false };
  }

  /** The number of the last change, above the floor, that came at `at` or before; the floor where there is none. */
  lastBy(at: number): number {
    const next = run<{ seq: number }>(
      this.#sql,
      'SELECT seq FROM log WHERE seq > ? AND at > ? ORDER BY seq LIMIT 1',
      this.floor,
      at,
    );
    for (const { seq } of next) return seq - 1;
    return this.head;
  }

  readers(): readonly Reader[] {
    return run<{ cursor: number; seen: number }>(this.#sql, 'SELECT cursor, seen FROM readers').toArray();
  }

  /** Writes down where a device has read to, and by which sign-in, where a person is signed in there. */
  read(device: string, cursor: number, now: number, session: string | null): void {
    run(
      this.#sql,
      `INSERT INTO readers (device, cursor, seen, session) VALUES (?1, ?2, ?3, ?5)
       ON CONFLICT (device) DO UPDATE SET cursor = ?2, seen = ?3, session = ?5
       WHERE cursor <> ?2 OR seen < ?3 - ?4 OR session IS NOT ?5`,
      device,
      cursor,
      now,
      SEEN_EVERY,
      session,
    );
  }

  /** Forgets the devices that have not asked since `seen`. */
  forget(seen: number): void {
    run(this.#sql, 'DELETE FROM readers WHERE seen <= ?', seen);
  }

  /** Forgets the devices that read by this sign-in, or, without one, by any; says which they are. */
  forgetSession(session: string | null): readonly string[] {
    return run<{ device: string }>(
      this.#sql,
      'DELETE FROM readers WHERE session = ?1 OR (?1 IS NULL AND session IS NOT NULL) RETURNING device',
      session,
    )
      .toArray()
      .map(({ device }) => device);
  }

  /** Raises the floor to `floor`: below it, what a later stamp has beaten is taken out, where whoever set that had read it. */
  fold(floor: number): void {
    const before = this.floor;
    if (floor <= before) return;
    // Who has read something comes after it, so those that have come to lie below the floor are all to be looked at.
    run(
      this.#sql,
      `DELETE FROM log WHERE seq IN (
         SELECT b.seq FROM log w JOIN log b
         ON b.tbl = w.tbl AND b.id = w.id AND b.field = w.field AND b.stamp < w.stamp
         WHERE w.seq > ?1 AND w.seq <= ?2 AND b.seq <= w.read)`,
      before,
      floor,
    );
    run(this.#sql, `INSERT INTO marks VALUES ('floor', ?1) ON CONFLICT DO UPDATE SET value = ?1`, floor);
  }

  /**
   * Of what was deleted at `at` or before, takes out all but that it is, and all that belonged to it, unless something of it
   * has changed above the floor. At most `limit` records at once; says how many it were.
   */
  bury(at: number, limit: number): number {
    const dead = run<{ tbl: string; id: string }>(
      this.#sql,
      `SELECT tbl, id FROM log g WHERE ${isGrave} AND at <= ?1 AND seq <= ?2 AND ${isFull}
       AND NOT EXISTS (SELECT 1 FROM log n WHERE n.tbl = g.tbl AND n.id = g.id AND n.seq > ?2)
       AND NOT EXISTS (
         SELECT 1 FROM log m JOIN log n ON n.tbl = m.tbl AND n.id = m.id
         WHERE g.tbl = '${OWNER.table}' AND m.field = '${OWNER.field}' AND m.text = json_quote(g.id) AND n.seq > ?2)
       LIMIT ?3`,
      at,
      this.floor,
      limit,
    ).toArray();
    for (const { tbl, id } of dead) {
      if (tbl === OWNER.table) {
        run(
          this.#sql,
          `DELETE FROM log WHERE (tbl, id) IN (
             SELECT tbl, id FROM log WHERE field = '${OWNER.field}' AND text = json_quote(?))`,
          id,
        );
      }
      run(this.#sql, `DELETE FROM log WHERE tbl = ? AND id = ? AND field <> '${DELETED}'`, tbl, id);
    }
    return dead.length;
  }

  /** Whether there will be something to fold or to bury, some day. */
  get unsettled(): boolean {
    if (this.head > this.floor) return true;
    const waiting = `SELECT 1 FROM log g WHERE ${isGrave} AND ${isFull} LIMIT 1`;
    return this.#number(`SELECT count(*) n FROM (${waiting})`) > 0;
  }

  #number(statement: string, ...bound: readonly number[]): number {
    for (const { n } of run<{ n: number | null }>(this.#sql, statement, ...bound)) return n ?? 0;
    return 0;
  }
}
