/** A desk's jobs in SQLite: what was asked, how far it is, and what came of it. */
import type { Ask } from '../../core/contract/ask.ts';
import { HostedJob } from '../../core/contract/hosted.ts';
import { parse } from '../../core/contract/schema.ts';
import { run } from './statement.ts';

/** How long what is over is kept, its idempotency key with it, in milliseconds. */
const KEPT = 30 * 24 * 60 * 60_000;
const LISTED = 200;

const tables = `
  CREATE TABLE IF NOT EXISTS owner (account TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS jobs (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE, digest TEXT NOT NULL,
    ask TEXT NOT NULL, tool TEXT NOT NULL, provider TEXT NOT NULL, by TEXT NOT NULL, weight INTEGER NOT NULL,
    state TEXT NOT NULL, name TEXT NOT NULL, handle TEXT, sending INTEGER NOT NULL, leaving INTEGER NOT NULL,
    attempts INTEGER NOT NULL, misses INTEGER NOT NULL, progress REAL, doing TEXT, ahead INTEGER,
    due INTEGER NOT NULL, asked INTEGER NOT NULL, began INTEGER, moved INTEGER, ended INTEGER,
    made TEXT NOT NULL, said TEXT, fault TEXT
  );
  CREATE INDEX IF NOT EXISTS unsettled ON jobs (seq) WHERE ended IS NULL OR leaving > 0;
  CREATE INDEX IF NOT EXISTS ended ON jobs (ended);
`;

/** A row. Times are milliseconds since 1970. */
export interface JobRow extends Record<string, SqlStorageValue> {
  readonly seq: number;
  readonly id: string;
  readonly key: string;
  readonly digest: string;
  readonly ask: string;
  readonly tool: string;
  readonly provider: string;
  readonly by: string;
  readonly weight: number;
  readonly state: HostedJob['state'];
  /** Its id towards the provider: the same at every try, until a try is known to have failed there. */
  readonly name: string;
  readonly handle: string | null;
  /** 1 from before it is submitted until what came of that is known. */
  readonly sending: number;
  /** How often the provider is still to be asked to leave off. */
  readonly leaving: number;
  readonly attempts: number;
  /** Questions in a row that were not answered. */
  readonly misses: number;
  readonly progress: number | null;
  readonly doing: string | null;
  readonly ahead: number | null;
  /** When there is something to do about it. */
  readonly due: number;
  readonly asked: number;
  readonly began: number | null;
  readonly moved: number | null;
  readonly ended: number | null;
  readonly made: string;
  readonly said: string | null;
  readonly fault: string | null;
}
export type JobPatch = Partial<Omit<JobRow, 'seq' | 'id' | 'key'>>;

export interface NewJob {
  readonly id: string;
  readonly key: string;
  readonly digest: string;
  readonly ask: Ask;
  readonly provider: string;
  readonly by: string;
  readonly weight: number;
  readonly asked: number;
}

export class Jobs {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    run(sql, tables);
  }

  /** Whose desk it is; undefined before the first job. */
  get account(): string | undefined {
    return run<{ account: string }>(this.#sql, 'SELECT account FROM owner').toArray()[0]?.account;
  }

  own(account: string): void {
    run(this.#sql, 'INSERT INTO owner VALUES (?) ON CONFLICT DO NOTHING', account);
  }

  add({ id, key, digest, ask, provider, by, weight, asked }: NewJob): void {
    run(
      this.#sql,
      `INSERT INTO jobs (id, key, digest, ask, tool, provider, by, weight, state, name, sending, leaving,
         attempts, misses, due, asked, made)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'queued', ?1, 0, 0, 0, 0, ?9, ?9, '[]')`,
      id,
      key,
      digest,
      JSON.stringify(ask),
      ask.tool,
      provider,
      by,
      weight,
      asked,
    );
  }

  find(id: string): JobRow | undefined {
    return run<JobRow>(this.#sql, 'SELECT * FROM jobs WHERE id = ?', id).toArray()[0];
  }

  byKey(key: string): JobRow | undefined {
    return run<JobRow>(this.#sql, 'SELECT * FROM jobs WHERE key = ?', key).toArray()[0];
  }

  /** The newest, the newest first. */
  list(): JobRow[] {
    return run<JobRow>(this.#sql, 'SELECT * FROM jobs ORDER BY seq DESC LIMIT ?', LISTED).toArray();
  }

  /** Those about which something is still to be done, in the order in which they were asked for. */
  unsettled(): JobRow[] {
    return run<JobRow>(
      this.#sql,
      'SELECT * FROM jobs WHERE ended IS NULL OR leaving > 0 ORDER BY seq',
    ).toArray();
  }

  openCount(): number {
    return this.#number('SELECT count(*) n FROM jobs WHERE ended IS NULL');
  }

  /** How many wait in line before this one. */
  before(seq: number): number {
    return this.#number(
      `SELECT count(*) n FROM jobs WHERE ended IS NULL AND state = 'queued' AND seq < ?`,
      seq,
    );
  }

  change(id: string, patch: JobPatch): void {
    const entries = Object.entries(patch).filter(
      (entry): entry is [string, string | number | null] => entry[1] !== undefined,
    );
    // Names of columns: the type of a patch allows no others.
    const set = entries.map(([column], n) => `${column} = ?${n + 2}`).join(', ');
    run(this.#sql, `UPDATE jobs SET ${set} WHERE id = ?1`, id, ...entries.map(([, value]) => value));
  }

  /** Forgets what was over long ago. */
  sweep(now: number): void {
    run(this.#sql, 'DELETE FROM jobs WHERE ended <= ? AND leaving = 0', now - KEPT);
  }

  /** When something will be to be forgotten; undefined where nothing is kept. */
  nextSweep(): number | undefined {
    const first = this.#number('SELECT min(ended) n FROM jobs');
    return first === 0 ? undefined : first + KEPT;
  }

  #number(statement: string, ...bound: readonly number[]): number {
    for (const { n } of run<{ n: number | null }>(this.#sql, statement, ...bound)) return n ?? 0;
    return 0;
  }
}

/** As its person sees it. `before` is how many wait before it at this desk. */
export function hostedOf(row: JobRow, before: number): HostedJob {
  const { id, tool, provider, by, state, attempts, asked } = row;
  const ahead = state === 'queued' && row.began === null ? before : row.ahead;
  const known = { progress: row.progress, doing: row.doing, ahead, ended: row.ended };
  const told = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null));
  const made: unknown = JSON.parse(row.made);
  return parse(
    HostedJob,
    {
      ...{ id, tool, provider, by, state, attempts, asked, made, ...told },
      ...(row.said === null ? {} : { said: JSON.parse(row.said) as unknown }),
      ...(row.fault === null ? {} : { fault: JSON.parse(row.fault) as unknown }),
    },
    'bug',
  );
}
