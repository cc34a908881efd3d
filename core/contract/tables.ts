/** Table name → record: what the database, the outbox and, later, the vault all read. */
import { Asset } from './asset.ts';
import { Dismissal } from './dismissal.ts';
import { Job } from './job.ts';
import { Other } from './other.ts';
import { Project } from './project.ts';
import { Reference } from './reference.ts';
import { v, type Infer } from './schema.ts';
import { TasteCount, TasteWord } from './taste.ts';
import { Version } from './version.ts';

export const tables = {
  projects: Project,
  versions: Version,
  jobs: Job,
  assets: Asset,
  references: Reference,
  tasteCounts: TasteCount,
  tasteWords: TasteWord,
  dismissals: Dismissal,
  others: Other,
} as const;
export type TableName = keyof typeof tables;
export type Row<T extends TableName> = Infer<(typeof tables)[T]>;

/** Which field names a record of each table. */
export const keys = {
  projects: 'id',
  versions: 'id',
  jobs: 'id',
  assets: 'hash',
  references: 'id',
  tasteCounts: 'id',
  tasteWords: 'id',
  dismissals: 'id',
  others: 'id',
} as const satisfies Record<TableName, string>;

/** The tables whose records never change once they are there. */
export const writtenOnce = {
  projects: false,
  versions: true,
  jobs: false,
  assets: true,
  references: false,
  tasteCounts: false,
  tasteWords: false,
  dismissals: false,
  others: false,
} as const satisfies Record<TableName, boolean>;

/** One field of one record, given a value at a moment: the only thing that syncs. */
export const Change = v.object({
  table: v.picklist([
    'projects',
    'versions',
    'jobs',
    'assets',
    'references',
    'tasteCounts',
    'tasteWords',
    'dismissals',
    'others',
  ]),
  id: v.string(),
  field: v.string(),
  /** As JSON has it; null where the field was taken away. */
  value: v.unknown(),
  /** A hybrid logical stamp (`core/sync/clock.ts`): sorts as text. */
  stamp: v.string(),
});
export type Change = Infer<typeof Change>;
