/** What two devices set at once, and nobody has seen to: what holds, and what lost. */
import { VersionId } from '../../core/contract/ids.ts';
import type { Other } from '../../core/contract/other.ts';
import { v } from '../../core/contract/schema.ts';
import type { Version } from '../../core/contract/version.ts';
import type { Fields } from '../../core/sync/change.ts';
import { same } from '../../core/sync/plain.ts';
import type { Database } from './database.ts';

/** One field of one record. */
export interface Disagreement {
  readonly other: Other;
  readonly row: Fields;
  /** What the field holds. */
  readonly now: unknown;
  /** Where two heads disagree: the versions that they are, as far as they are here. */
  readonly heads: { readonly now: Version | undefined; readonly other: Version | undefined } | undefined;
}

/** The tables in which a person sets something by hand, and finds it again. */
const tables = ['projects', 'references', 'dismissals', 'tasteWords'];

/** The oldest first. Where both have come to be alike since, or what it is about was deleted, there is nothing to say. */
export function disagreementsIn(database: Database): Promise<readonly Disagreement[]> {
  return database.guard(async () => {
    const open = (await database.others.toArray())
      .filter(({ settled, table }) => settled !== true && tables.includes(table))
      .sort((a, b) => (a.stamp < b.stamp ? -1 : 1));
    const found: Disagreement[] = [];
    for (const other of open) {
      const row = await database.table<Fields, string>(other.table).get(other.record);
      const now = row?.[other.field];
      const isGone = row?.['deleted'] === true && other.field !== 'deleted';
      if (row === undefined || isGone || same(now, other.value)) continue;
      const isHead = other.table === 'projects' && other.field === 'head';
      const heads = isHead
        ? { now: await versionOf(database, now), other: await versionOf(database, other.value) }
        : undefined;
      found.push({ other, row, now, heads });
    }
    return found;
  });
}

async function versionOf(database: Database, id: unknown): Promise<Version | undefined> {
  const name = v.safeParse(VersionId, id);
  return name.success ? database.versions.get(name.output) : undefined;
}
