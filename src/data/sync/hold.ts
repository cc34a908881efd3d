/**
 * A record never points to nothing, and pages come as they come: what leads to what is not here yet is held aside. Records that
 * lead to each other are kept together, once the last of them is here.
 */
import type { Row, TableName } from '../../../core/contract/tables.ts';
import { isTable, valueOf } from '../../../core/sync/arrive.ts';
import type { Fields } from '../../../core/sync/change.ts';
import { leadsOf, type Lead } from '../leads.ts';
import { nameOf, type Held } from './records.ts';

export interface Step {
  readonly before: Held;
  readonly after: Held;
}

/** All that a record leads to. */
export function leadsIn(table: string, row: Fields | undefined): readonly Lead[] {
  if (row === undefined || !isTable(table)) return [];
  // What comes out of `arrive`, or out of the table, was parsed by the table's own schema.
  return leadsOf(table, row as Row<TableName>);
}

/** What can be kept of `steps` where `found` are kept already; the rest is held aside, with what it waits for. */
export function holdBack(steps: readonly Step[], found: ReadonlySet<string>): readonly Held[] {
  const here = new Set(found);
  for (const { before, after } of steps) if (before.local.row ?? after.local.row) here.add(nameOf(after));
  const lost = (table: string, row: Fields | undefined): readonly string[] =>
    leadsIn(table, row)
      .map(nameOf)
      .filter(name => !here.has(name));
  // Whatever a new record leads to may itself turn out not to be here: until nothing changes.
  let fresh = steps.filter(({ before, after }) => !before.local.row && after.local.row);
  for (let left = -1; left !== fresh.length;) {
    left = fresh.length;
    fresh = fresh.filter(({ after }) => {
      const stays = lost(after.table, after.local.row).length === 0;
      if (!stays) here.delete(nameOf(after));
      return stays;
    });
  }
  return steps.map(({ before, after }) => {
    const awaits = lost(after.table, after.local.row);
    if (awaits.length === 0) return { ...after, awaits };
    return before.local.row ? holdFields(before.local.row, after, lost) : holdAll(after, awaits);
  });
}

function holdAll(after: Held, awaits: readonly string[]): Held {
  const { table, id, local } = after;
  const aside = Object.entries(local.stamps).map(([field, stamp]) => ({
    table,
    id,
    field,
    value: valueOf(table, local, field),
    stamp,
  }));
  return { ...after, awaits, local: { ...local, row: undefined, aside } };
}

/** Those fields stay as they were that lead nowhere. */
function holdFields(
  before: Fields,
  after: Held,
  lost: (table: string, row: Fields) => readonly string[],
): Held {
  const { table, id, local } = after;
  let row = before;
  const aside = [...local.aside];
  const awaits: string[] = [];
  for (const field of new Set([...Object.keys(before), ...Object.keys(local.row ?? {})])) {
    const value = local.row?.[field];
    const next = Object.fromEntries(
      Object.entries({ ...row, [field]: value }).filter(([, is]) => is !== undefined),
    );
    const missing = lost(table, next);
    const stamp = local.stamps[field];
    if (missing.length === 0) row = next;
    else if (stamp !== undefined) {
      awaits.push(...missing);
      aside.push({ table, id, field, value: value ?? null, stamp });
    }
  }
  return { ...after, awaits, local: { ...local, row, aside } };
}

/** Of what is held aside, whatever waits for nothing but what is here and for one another. */
export function freed<T extends { readonly awaits: readonly string[] }>(
  held: ReadonlyMap<string, T>,
  isHere: (name: string) => boolean,
): readonly T[] {
  const free = new Map(held);
  for (let left = -1; left !== free.size;) {
    left = free.size;
    for (const [name, { awaits }] of free) {
      if (!awaits.every(other => isHere(other) || free.has(other))) free.delete(name);
    }
  }
  return [...free.values()];
}
