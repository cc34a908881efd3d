/** How a history may end: the devices agree, and nothing that was acknowledged is lost. */
import { expect } from 'vitest';
import { writtenOnce } from '../../../core/contract/tables.ts';
import type { Sent } from '../../../core/contract/vault.ts';
import { valueOf } from '../../../core/sync/arrive.ts';
import { compare } from '../../../core/sync/merge.ts';
import { canonical } from '../../../core/sync/plain.ts';
import type { Device } from './device.ts';
import { nameOf, type World } from './world.ts';

export function judge(world: World): void {
  for (const { outbox } of world.devices) expect(outbox).toEqual([]);
  const [first, ...rest] = world.devices.map(shown);
  for (const other of rest) expect(other).toEqual(first);
  nothingIsLost(world);
}

/** What was accepted holds, or was set over by one who had seen it, or is kept as another version, on every device. */
function nothingIsLost(world: World): void {
  const others = new Set(
    [...world.devices[0]!.records.keys()].flatMap(key => {
      const [table = '', id = ''] = JSON.parse(key) as string[];
      if (table !== 'others') return [];
      const of = (field: string) => valueOf(table, world.devices[0]!.local(table, id), field);
      return [JSON.stringify([of('table'), of('record'), of('field'), canonical(of('value'))])];
    }),
  );
  for (const changes of world.accepted.values()) {
    const all = [...changes.values()];
    const winner = all.reduce((a, b) => (compare(a, b) < 0 ? b : a));
    holds(world, winner);
    // What comes out of a grave wins by its stamp, and nobody is asked.
    const risen = all.filter(one => world.buried.has(nameOf(one)));
    for (const one of all) {
      if (!isMissed(one) || risen.some(other => other === one || compare(one, other) < 0)) continue;
      const alike = all.filter(other => canonical(other.value) === canonical(one.value));
      const fine = alike.some(
        other =>
          other === winner ||
          world.superseded.has(nameOf(other)) ||
          others.has(JSON.stringify([other.table, other.id, other.field, canonical(other.value)])),
      );
      expect(fine, `lost: ${nameOf(one)}`).toBe(true);
    }
  }
}

function holds(world: World, { table, id, field, value }: Sent): void {
  for (const at of world.devices) {
    const local = at.local(table, id);
    if (isShown(at, table, id)) expect(canonical(valueOf(table, local, field))).toBe(canonical(value));
  }
}

const isMissed = ({ table, field }: Sent): boolean =>
  !(table in writtenOnce && writtenOnce[table as keyof typeof writtenOnce]) &&
  table !== 'others' &&
  !['tip', 'thumb', 'changed'].includes(field);

/** Whether a record is one that a person could see: not deleted, and not of a project that is. */
function isShown(at: Device, table: string, id: string): boolean {
  const local = at.local(table, id);
  if (valueOf(table, local, 'deleted') === true) return false;
  if (table !== 'versions')
    return table === 'projects' ? local.row !== undefined : at.records.has(JSON.stringify([table, id]));
  return isShown(at, 'projects', String(valueOf(table, local, 'project')));
}

/** All that could be seen, alike where the devices agree. */
function shown(at: Device): unknown {
  return [...at.records]
    .map(([key, { row, stamps, aside }]) => ({ key, row, stamps, aside: aside.map(nameOf).sort() }))
    .filter(({ key }) => {
      const [table = '', id = ''] = JSON.parse(key) as string[];
      return isShown(at, table, id);
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}
