/** How an account's hosted jobs went, in numbers: by day and provider, and without what was asked. */
import { Activity } from '../../core/contract/hosted.ts';
import { parse, v } from '../../core/contract/schema.ts';
import { run } from './statement.ts';

const DAY = 24 * 60 * 60_000;
const DAYS = 30;

const table = `
  CREATE TABLE IF NOT EXISTS figures (
    day INTEGER NOT NULL, provider TEXT NOT NULL, by TEXT NOT NULL, outcome TEXT NOT NULL, fault TEXT NOT NULL,
    jobs INTEGER NOT NULL, spent INTEGER NOT NULL, longest INTEGER NOT NULL,
    PRIMARY KEY (day, provider, outcome, fault)
  ) WITHOUT ROWID;
`;

const Outcome = v.picklist(['done', 'failed', 'stopped']);

/** One that is over. `spent` is from its first try to its end, in milliseconds. */
export interface Over {
  readonly provider: string;
  readonly by: string;
  readonly outcome: v.InferOutput<typeof Outcome>;
  /** The kind of its fault; empty where it has none. */
  readonly fault: string;
  readonly spent: number;
}

interface Sum extends Record<string, SqlStorageValue> {
  readonly provider: string;
  readonly by: string;
  readonly outcome: string;
  readonly fault: string;
  readonly jobs: number;
  readonly spent: number;
  readonly longest: number;
}

export class Figures {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    run(sql, table);
  }

  count({ provider, by, outcome, fault, spent }: Over, now: number): void {
    run(
      this.#sql,
      `INSERT INTO figures VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?6)
       ON CONFLICT DO UPDATE SET by = ?3, jobs = jobs + 1, spent = spent + ?6, longest = max(longest, ?6)`,
      Math.floor(now / DAY),
      provider,
      by,
      outcome,
      fault,
      spent,
    );
    run(this.#sql, 'DELETE FROM figures WHERE day <= ?', Math.floor(now / DAY) - DAYS);
  }

  /** What has gone on within the days that are kept, beside what goes on now. */
  read(open: { readonly queued: number; readonly running: number }, now: number): Activity {
    const before = Math.floor(now / DAY) - DAYS;
    const sums = run<Sum>(
      this.#sql,
      `SELECT provider, max(by) by, outcome, fault, sum(jobs) jobs, sum(spent) spent, max(longest) longest
       FROM figures WHERE day > ? GROUP BY provider, outcome, fault ORDER BY provider, outcome, fault`,
      before,
    ).toArray();
    const jobsOf = (rows: readonly Sum[], outcome: string): number =>
      rows.reduce((sum, row) => (row.outcome === outcome ? sum + row.jobs : sum), 0);
    const states = (rows: readonly Sum[]) =>
      Object.fromEntries(Outcome.options.map(outcome => [outcome, jobsOf(rows, outcome)]));
    const byProvider = Map.groupBy(sums, ({ provider }) => provider);
    const providers = [...byProvider].map(([provider, rows]) => {
      const [done] = rows.filter(({ outcome }) => outcome === 'done');
      const faults = rows
        .filter(({ fault }) => fault !== '')
        .map(({ fault, jobs }) => [fault, jobs] as const);
      return {
        ...{ provider, by: rows[0]?.by, ...states(rows), faults: Object.fromEntries(faults) },
        ...(done && { mean: Math.round(done.spent / done.jobs), longest: done.longest }),
      };
    });
    const figures = { since: (before + 1) * DAY, states: { ...open, ...states(sums) }, providers };
    return parse(Activity, figures, 'bug');
  }
}
