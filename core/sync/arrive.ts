/**
 * What a page from the vault does to one record of a device. For each field the later stamp holds. Where the page's author
 * and this device set a field without having seen each other, what lost is kept as its other version.
 */
import type { Other } from '../contract/other.ts';
import { v } from '../contract/schema.ts';
import { keys, tables, writtenOnce, type TableName } from '../contract/tables.ts';
import type { Sent } from '../contract/vault.ts';
import type { Fields } from './change.ts';
import { readStamp } from './clock.ts';
import { digest } from './digest.ts';
import { compare } from './merge.ts';
import { isSame, type Waiting } from './outbox.ts';
import { same } from './plain.ts';

/** What a device keeps of one record. */
export interface Local {
  /** The record itself, where all of it is here. */
  readonly row: Fields | undefined;
  /** When each field was last set. */
  readonly stamps: Readonly<Record<string, string>>;
  /** What holds and is in no record: its other fields are still to come, or a newer Brushword knows them. */
  readonly aside: readonly Sent[];
  /** Its changes that wait in the outbox. */
  readonly waiting: readonly Waiting[];
}

export const none: Local = { row: undefined, stamps: {}, aside: [], waiting: [] };

export interface Arrived {
  readonly local: Local;
  readonly others: readonly Other[];
}

/**
 * Fields of which nobody misses what lost. A head that another device has moved is missed: its version stays in the
 * history, and the other version leads there. Where forward led, what was shown and when, goes with the head.
 */
const unmissed = new Map([
  ['projects', ['tip', 'thumb', 'changed']],
  ['others', ['settled']],
]);

/** `changes` are of one record, in the order of the vault; `device` is the one that keeps it. */
export function arrive(
  device: string,
  table: string,
  id: string,
  local: Local,
  changes: readonly Sent[],
): Arrived {
  const held = new Map<string, Sent>();
  for (const [field, stamp] of Object.entries(local.stamps)) {
    held.set(field, { table, id, field, value: valueOf(table, local, field), stamp });
  }
  let waiting = local.waiting;
  // For each field, the latest that its waiting change's author has not seen: this device.
  const unseen = new Map<string, Sent>();
  const others: Other[] = [];

  const settle = (mine: Waiting): void => {
    const theirs = unseen.get(mine.field);
    unseen.delete(mine.field);
    if (theirs === undefined || same(theirs.value, mine.value) || !isMissed(mine)) return;
    others.push(otherOf(compare(theirs, mine) < 0 ? theirs : mine));
  };

  for (const change of changes) {
    const { field } = change;
    const mine = waiting.find(one => one.field === field);
    if (mine && (isSame(mine, change) || readStamp(change.stamp).device === device)) {
      // It has come back, or one that it was set over: what comes after may be by somebody who had seen that.
      settle(mine);
      if (isSame(mine, change)) waiting = waiting.filter(one => one !== mine);
    } else if (mine) {
      const before = unseen.get(field);
      if (before === undefined || compare(before, change) < 0) unseen.set(field, change);
    }
    const holder = held.get(field);
    if (holder === undefined || compare(holder, change) < 0) held.set(field, change);
  }
  for (const mine of waiting) settle(mine);

  const { row, aside } = assemble(table, id, local.row, [...held.values()]);
  const stamps = Object.fromEntries([...held].map(([field, { stamp }]) => [field, stamp]));
  return { local: { row, stamps, aside, waiting }, others };
}

/** What a field holds, as JSON has it. What lies aside comes before the record, unless the field was set again since. */
export function valueOf(table: string, { row, stamps, aside }: Local, field: string): unknown {
  const apart = aside.find(one => one.field === field && one.stamp === stamps[field]);
  if (apart) return apart.value;
  if (row === undefined || !Object.hasOwn(row, field) || (isTable(table) && field === keys[table]))
    return null;
  return row[field] ?? null;
}

/** The record that the fields make, and those that have no place in it. */
function assemble(
  table: string,
  id: string,
  before: Fields | undefined,
  sent: readonly Sent[],
): { row: Fields | undefined; aside: readonly Sent[] } {
  if (!isTable(table)) return { row: undefined, aside: sent };
  // Nobody sets the field that names the record; a change that says so changes nothing.
  const key = keys[table];
  const fields = sent.filter(({ field }) => field !== key);
  const all = rowOf(table, fields.reduce<Fields>(put, { ...before, [key]: id }));
  if (all) {
    const apart = ({ field, value }: Sent) => field === key || (value !== null && !Object.hasOwn(all, field));
    return { row: all, aside: sent.filter(apart) };
  }
  if (before === undefined) return { row: undefined, aside: sent };
  // One field is not as this Brushword knows it. The others are taken, one by one; that one stays as it was.
  let row = before;
  const aside: Sent[] = [];
  for (const change of sent) {
    const next = change.field === key ? undefined : rowOf(table, put(row, change));
    if (next && (change.value === null || Object.hasOwn(next, change.field))) row = next;
    else aside.push(change);
  }
  return { row, aside };
}

function put(row: Fields, { field, value }: Sent): Fields {
  if (value !== null) return { ...row, [field]: value };
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== field));
}

function rowOf(table: TableName, fields: Fields): Fields | undefined {
  const result = v.safeParse(tables[table], fields);
  return result.success ? result.output : undefined;
}

export const isTable = (table: string): table is TableName => Object.hasOwn(tables, table);

const isMissed = ({ table, field }: Sent): boolean =>
  !(isTable(table) && writtenOnce[table]) && !(unmissed.get(table)?.includes(field) ?? false);

function otherOf({ table, id, field, value, stamp }: Sent): Other {
  const name = JSON.stringify([table, id, field, stamp, value]);
  return {
    id: [digest(name), digest(name, 1)].map(part => part.toString(36)).join('-'),
    table,
    record: id,
    field,
    ...(value === null ? {} : { value }),
    stamp,
  };
}
