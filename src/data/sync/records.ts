/** Records as they are synced: the row, its stamps, what lies aside and what waits, read together and written together. */
import { parse, v } from '../../../core/contract/schema.ts';
import { keys } from '../../../core/contract/tables.ts';
import type { Sent } from '../../../core/contract/vault.ts';
import { isTable, type Local } from '../../../core/sync/arrive.ts';
import type { Fields } from '../../../core/sync/change.ts';
import { same } from '../../../core/sync/plain.ts';
import type { Known } from '../../../core/sync/revive.ts';
import type { Waiting as Unsent } from '../../../core/sync/outbox.ts';
import { standingOf } from '../clock.ts';
import type { Database, Rows } from '../database.ts';
import type { Waiting } from '../rows.ts';
import { dropRuns, headOf, runsOf } from './taken.ts';

type Named = Pick<Sent, 'table' | 'id'>;
const Name = v.tuple([v.string(), v.string()]);

/** One text for each record. */
export const nameOf = ({ table, id }: Named): string => JSON.stringify([table, id]);

/** The record of such a text. */
export function namedBy(name: string): Named {
  const [table, id] = parse(Name, JSON.parse(name), 'bug');
  return { table, id };
}

/** A record, and what it waits for where it lies aside. */
export interface Held extends Known {
  readonly local: Omit<Local, 'waiting'> & { readonly waiting: readonly (Waiting & Unsent)[] };
  readonly awaits: readonly string[];
}

/** More than so many are read with the whole table where they are one in so many of its rows: that is sooner. To count it takes long. */
const FEW = 500;
const ONE_IN = 8;

/** What is kept of these records, each once and in their order. */
export async function readRecords(database: Database, names: readonly Named[]): Promise<readonly Held[]> {
  if (names.length === 0) return [];
  const stamps = await found(database.stamps, names, placeOf, nameOf);
  const aside = await found(database.aside, names, placeOf, nameOf);
  // What is in a table has stamps.
  const rows = await rowsOf(
    database,
    names.filter(one => stamps.has(nameOf(one))),
  );
  const waiting = Map.groupBy(await waitingIn(database, names), nameOf);
  return names.map(({ table, id }) => {
    const name = nameOf({ table, id });
    return {
      table,
      id,
      awaits: aside.get(name)?.awaits ?? [],
      local: {
        row: rows.get(name),
        stamps: stamps.get(name)?.fields ?? {},
        aside: aside.get(name)?.changes ?? [],
        waiting: waiting.get(name) ?? [],
      },
    };
  });
}

const placeOf = ({ table, id }: Named): [string, string] => [table, id];

export const isEmpty = async <R, K>(table: Rows<R, K>): Promise<boolean> =>
  (await table.limit(1).primaryKeys()).length === 0;

const areMostOf = async <R, K>(table: Rows<R, K>, names: readonly Named[]): Promise<boolean> =>
  names.length > FEW && names.length * ONE_IN > (await table.count());

/** The rows of a table that belong to these records, by their names. */
async function found<R, K>(
  table: Rows<R, K>,
  names: readonly Named[],
  keyOf: (named: Named) => K,
  nameIn: (row: R) => string,
): Promise<ReadonlyMap<string, R>> {
  if (await isEmpty(table)) return new Map();
  const rows = (await areMostOf(table, names))
    ? await table.toArray()
    : await table.bulkGet(names.map(keyOf));
  return new Map(rows.flatMap(row => (row === undefined ? [] : [[nameIn(row), row]])));
}

async function rowsOf(database: Database, names: readonly Named[]): Promise<ReadonlyMap<string, Fields>> {
  const rows = new Map<string, Fields>();
  for (const [table, group] of Map.groupBy(names, named => named.table)) {
    if (!isTable(table)) continue;
    const nameIn = (row: Fields): string => nameOf({ table, id: String(row[keys[table]]) });
    const some = await found(database.table<Fields, string>(table), group, ({ id }) => id, nameIn);
    for (const [name, row] of some) rows.set(name, row);
  }
  return rows;
}

async function waitingIn(
  database: Database,
  names: readonly Named[],
): Promise<readonly (Waiting & Unsent)[]> {
  const { taken = [] } = (await standingOf(database)) ?? {};
  return (await outboxOf(database, names)).map(row => {
    const head = headOf(taken, row.seq);
    return head === undefined ? row : { ...row, taken: head };
  });
}

async function outboxOf({ outbox }: Database, names: readonly Named[]): Promise<readonly Waiting[]> {
  if (await isEmpty(outbox)) return [];
  if (await areMostOf(outbox, names)) return outbox.toArray();
  const of = await Promise.all(
    // Arrays sort after all texts.
    names.map(({ table, id }) =>
      outbox.where('[table+id+field]').between([table, id], [table, id, []]).toArray(),
    ),
  );
  return of.flat();
}

/** Whether nothing has come of it that would have to be written, but for what waits. */
export const isAsBefore = (before: Held, after: Held): boolean =>
  [before, after].every(({ local, awaits }) => local.aside.length === 0 && awaits.length === 0) &&
  same(before.local.row, after.local.row) &&
  same(before.local.stamps, after.local.stamps);

/** Takes these out of the outbox: those that follow each other, as they mostly do, all at once. */
export async function dropWaiting(database: Database, seqs: readonly number[]): Promise<void> {
  await dropRuns(database, runsOf(seqs.toSorted((a, b) => a - b)));
}

/** Writes what became of these records, but for what waits. */
export async function writeRecords(database: Database, records: readonly Held[]): Promise<void> {
  for (const [table, group] of Map.groupBy(records, named => named.table)) {
    const rows = group.map(({ local }) => local.row).filter(row => row !== undefined);
    if (isTable(table) && rows.length > 0) await database.table<Fields, string>(table).bulkPut(rows);
  }
  await database.stamps.bulkPut(records.map(({ table, id, local }) => ({ table, id, fields: local.stamps })));
  const [apart, whole] = [
    records.filter(({ local }) => local.aside.length > 0),
    records.filter(({ local }) => local.aside.length === 0),
  ];
  if (!(await isEmpty(database.aside))) await database.aside.bulkDelete(whole.map(placeOf));
  await database.aside.bulkPut(
    apart.map(({ table, id, local, awaits }) => ({ table, id, changes: local.aside, awaits })),
  );
}

/** Of these records, those that are in their tables. */
export async function foundAmong(database: Database, names: readonly Named[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const [table, group] of Map.groupBy(names, named => named.table)) {
    if (!isTable(table)) continue;
    const ids = [...new Set(group.map(({ id }) => id))];
    const there = await database.table<unknown, string>(table).where(keys[table]).anyOf(ids).primaryKeys();
    for (const id of there) found.add(nameOf({ table, id }));
  }
  return found;
}
