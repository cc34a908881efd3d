/** Records as they are synced: the row, its stamps, what lies aside and what waits, read together and written together. */
import { parse, v } from '../../../core/contract/schema.ts';
import { keys } from '../../../core/contract/tables.ts';
import type { Sent } from '../../../core/contract/vault.ts';
import { isTable, type Local } from '../../../core/sync/arrive.ts';
import type { Fields } from '../../../core/sync/change.ts';
import type { Known } from '../../../core/sync/revive.ts';
import type { Database, Waiting } from '../database.ts';

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

/** What is kept of these records, each once and in their order. */
export async function readRecords(database: Database, names: readonly Named[]): Promise<readonly Held[]> {
  const places = names.map(({ table, id }): [string, string] => [table, id]);
  const stamps = await database.stamps.bulkGet(places);
  const aside = await database.aside.bulkGet(places);
  const rows = await rowsOf(database, names);
  const waiting = Map.groupBy(await waitingIn(database, names), nameOf);
  return names.map(({ table, id }, i) => ({
    table,
    id,
    awaits: aside[i]?.awaits ?? [],
    local: {
      row: rows.get(nameOf({ table, id })),
      stamps: stamps[i]?.fields ?? {},
      aside: aside[i]?.changes ?? [],
      waiting: waiting.get(nameOf({ table, id })) ?? [],
    },
  }));
}

async function rowsOf(database: Database, names: readonly Named[]): Promise<ReadonlyMap<string, Fields>> {
  const rows = new Map<string, Fields>();
  for (const [table, group] of Map.groupBy(names, named => named.table)) {
    if (!isTable(table)) continue;
    const ids = group.map(({ id }) => id);
    const found = await database.table<Fields, string>(table).bulkGet(ids);
    found.forEach((row, i) => {
      if (row) rows.set(nameOf({ table, id: ids[i] ?? '' }), row);
    });
  }
  return rows;
}

async function waitingIn({ outbox }: Database, names: readonly Named[]): Promise<readonly Waiting[]> {
  const all = await outbox.count();
  if (all === 0) return [];
  // One by one they would take longer than all at once.
  if (names.length > all) return outbox.toArray();
  const of = await Promise.all(
    // Arrays sort after all texts.
    names.map(({ table, id }) =>
      outbox.where('[table+id+field]').between([table, id], [table, id, []]).toArray(),
    ),
  );
  return of.flat();
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
  await database.aside.bulkDelete(whole.map(({ table, id }): [string, string] => [table, id]));
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
