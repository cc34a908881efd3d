/** A record never points to nothing: what each one names must be kept already, or come in the same commit. */
import { Fault } from '../../core/contract/fault.ts';
import type { AssetHash } from '../../core/contract/ids.ts';
import { keys, type Row, type TableName } from '../../core/contract/tables.ts';
import type { Database } from './database.ts';

export interface Lead {
  readonly table: TableName;
  readonly id: string;
}

const named: {
  readonly [T in TableName]: (row: Row<T>) => { readonly [U in TableName]?: readonly (string | undefined)[] };
} = {
  projects: ({ head, tip, thumb }) => ({ versions: [head, tip], assets: [thumb] }),
  versions: ({ project, parents, picture, thumb, recipe }) => ({
    projects: [project],
    versions: parents,
    assets: [picture, thumb, recipe?.mask],
  }),
  jobs: ({ project, on, made, recipe }) => ({
    projects: [project],
    versions: [on, made],
    assets: [recipe?.mask],
  }),
  assets: ({ base }) => ({ assets: [base] }),
  references: ({ picture }) => ({ assets: [picture] }),
  tasteCounts: () => ({}),
  tasteWords: () => ({}),
  dismissals: () => ({}),
  others: () => ({}),
};

const order: readonly TableName[] = ['projects', 'versions', 'jobs', 'assets'];

/** All that a record names. */
export function leadsOf<T extends TableName>(table: T, row: Row<T>): Lead[] {
  const names = named[table](row);
  return order.flatMap(to => (names[to] ?? []).filter(id => id !== undefined).map(id => ({ table: to, id })));
}

/** Inside a transaction that has written everything: throws `Fault('bug')` where one of `leads` leads nowhere. */
export async function mustLeadSomewhere(database: Database, leads: readonly Lead[]): Promise<void> {
  for (const table of order) {
    const ids = [...new Set(leads.filter(to => to.table === table).map(to => to.id))];
    if (ids.length === 0) continue;
    const found = new Set(
      await database.table<unknown, string>(table).where(keys[table]).anyOf(ids).primaryKeys(),
    );
    const lost = ids.find(id => !found.has(id));
    if (lost !== undefined) {
      throw new Fault('bug', `Something to be kept names ${lost}, which is not in ${table}.`);
    }
  }
}

/** A patch lies on a whole picture, not on another patch: the engine is handed one base. Throws `Fault('bug')`. */
export async function mustLieOnWhole(database: Database, bases: readonly AssetHash[]): Promise<void> {
  if (bases.length === 0) return;
  const patch = (await database.assets.bulkGet([...bases])).find(asset => asset?.base !== undefined);
  if (patch) throw new Fault('bug', `A patch lies on ${patch.hash}, which is itself a patch.`);
}
