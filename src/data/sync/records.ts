/** Records as they are synced: the row, its stamps, what lies aside and what waits, read together and written together. */
import { parse, v } from '../../../core/contract/schema.ts';
import { keys } from '../../../core/contract/tables.ts';
import type { Sent } from '../../../core/contract/vault.ts';
import { isTable, type Local } from '../../../core/sync/arrive.ts';
import type { Fields } from '../../../core/sync/change.ts';
import { same } from '../../../core/sync/plain.ts';
import type { Known } from '../../../core/sync/revive.ts';
import type { Database, Rows } from '../database.ts';
import type { Waiting } from '../rows.ts';

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
  readonly local: Omit<Local, 'waiting'> & { readonly waiting: readonly Waiting[] };
  readonly awaits: readonly string[];
}

/** A whole table is read sooner than one in so many of its rows, one by one. */
const ONE_IN = 8;

/** What is kept of these records, each once and in their order. */
export async function readRecords(database: Database, names: readonly Named[]): Promise<readonly Held[]> {
  const stamps = await found(database.stamps, names, placeOf, nameOf);
  const aside = await found(database.aside, names, placeOf, nameOf);
  const rows = await rowsOf(database, names);
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

/** The rows of a table that belong to these records, by their names. */
async function found<R, K>(
  table: Rows<R, K>,
  names: readonly Named[],
  keyOf: (named: Named) => K,
  nameIn: (row: R) => string,
): Promise<ReadonlyMap<string, R>> {
  const all = await table.count();
  if (all === 0) return new Map();
  const rows = names.length * ONE_IN > all ? await table.toArray() : await table.bulkGet(names.map(keyOf));
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

async function waitingIn({ outbox }: Database, names: readonly Named[]): Promise<readonly Waiting[]> {
  const all = await outbox.count();
  if (all === 0) return [];
  if (names.length * ONE_IN > all) return outbox.toArray();
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
export async function dropWaiting({ outbox }: Database, seqs: readonly number[]): Promise<void> {
  const runs: { first: number; last: number }[] = [];
  for (const seq of seqs.toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run?.last === seq - 1) run.last = seq;
    else runs.push({ first: seq, last: seq });
  }
  for (const { first, last } of runs) await outbox.where('seq').between(first, last, true, true).delete();
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
  if ((await database.aside.count()) > 0) await database.aside.bulkDelete(whole.map(placeOf));
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
