/** What a page does to one record of a device. */
import { describe, expect, test } from 'vitest';
import type { Sent } from '../../../core/contract/vault.ts';
import { arrive, none, valueOf, type Local } from '../../../core/sync/arrive.ts';
import { stampOf } from '../../../core/sync/clock.ts';
import { cameBack, fieldsOf, isPartOf } from '../../../core/sync/revive.ts';

const T = 1_700_000_000_000;
const stamp = (ms: number, device = 'b') => stampOf({ ms: T + ms, counter: 0, device });
const set = (field: string, value: unknown, ms: number, device = 'b', table = 'dismissals'): Sent => ({
  table,
  id: 'd',
  field,
  value,
  stamp: stamp(ms, device),
});
const page = (local: Local, ...changes: Sent[]) => arrive('a', changes[0]!.table, 'd', local, changes);
const project = (ms: number, device = 'b') =>
  Object.entries({ title: 'sofa', head: 'v1', tip: 'v1', thumb: 'a'.repeat(64), made: 1, changed: 1 }).map(
    ([field, value]) => set(field, value, ms, device, 'projects'),
  );

describe('a record', () => {
  test('comes about once all its fields are here, whatever pages they come in', () => {
    const fields = project(1);
    const first = page(none, ...fields.slice(0, 3)).local;
    expect(first).toMatchObject({ row: undefined, aside: fields.slice(0, 3) });
    const { row, aside } = page(first, ...fields.slice(3)).local;
    expect(row).toMatchObject({ id: 'd', title: 'sofa', head: 'v1', made: 1 });
    expect(aside).toEqual([]);
  });

  test('later holds, earlier does nothing, null takes away', () => {
    const there = page(none, ...project(5)).local;
    const { row, stamps } = page(
      there,
      set('title', 'old', 4, 'c', 'projects'),
      set('head', 'v2', 6, 'c', 'projects'),
      set('deleted', true, 6, 'c', 'projects'),
      set('deleted', null, 7, 'c', 'projects'),
    ).local;
    expect(row).toMatchObject({ title: 'sofa', head: 'v2' });
    expect(row).not.toHaveProperty('deleted');
    expect([stamps['title'], stamps['head'], stamps['deleted']]).toEqual([
      stamp(5),
      stamp(6, 'c'),
      stamp(7, 'c'),
    ]);
  });

  test('a field of a newer edition lies aside, and so does a value that this edition cannot read', () => {
    const there = page(none, ...project(1)).local;
    const newer = [set('glow', 7, 2, 'b', 'projects'), set('title', { rich: 'sofa' }, 3, 'b', 'projects')];
    const { row, aside, stamps } = page(there, ...newer, set('head', 'v2', 2, 'b', 'projects')).local;
    expect(row).toMatchObject({ title: 'sofa', head: 'v2' });
    expect(aside).toEqual(expect.arrayContaining(newer));
    expect(stamps['title']).toBe(stamp(3));
    const local: Local = { row, aside, stamps, waiting: [] };
    expect([valueOf('projects', local, 'title'), valueOf('projects', local, 'glow')]).toEqual([
      { rich: 'sofa' },
      7,
    ]);
    // What can be read again takes its place.
    const { local: after } = page(local, set('title', 'lamp', 4, 'b', 'projects'));
    expect([after.row?.['title'], after.aside]).toEqual(['lamp', [newer[0]]]);
  });

  test('nobody changes its name', () => {
    const there = page(none, ...project(1)).local;
    expect(page(there, set('id', 'other', 2, 'b', 'projects')).local.row).toMatchObject({ id: 'd' });
  });

  test('of a table that nobody here knows is kept, field by field', () => {
    const changes = [set('x', 1, 1, 'b', 'futures'), set('__proto__', 2, 1, 'b', 'futures')];
    const { row, aside } = page(none, ...changes, set('x', 3, 0, 'b', 'futures')).local;
    expect([row, aside]).toEqual([undefined, changes]);
  });
});

describe('another version', () => {
  const mine = set('stands', true, 5, 'a');
  const local: Local = {
    row: { id: 'd', stands: true },
    stamps: { stands: mine.stamp },
    aside: [],
    waiting: [mine],
  };
  const other = (one: Sent) => expect.objectContaining({ record: 'd', field: 'stands', stamp: one.stamp });

  test('mine waits, theirs is later: theirs holds, mine is the other', () => {
    const theirs = set('stands', false, 6);
    const { local: after, others } = page(local, theirs);
    expect([after.row, others]).toEqual([{ id: 'd', stands: false }, [other(mine)]]);
  });

  test('mine waits, theirs is earlier: mine holds, theirs is the other, under one name wherever it is found', () => {
    const theirs = set('stands', false, 4);
    const { local: after, others } = page(local, theirs);
    expect([after.row, others]).toEqual([local.row, [other(theirs)]]);
    const again = arrive('c', 'dismissals', 'd', { ...local, waiting: [{ ...mine, stamp: stamp(9, 'c') }] }, [
      theirs,
    ]);
    expect(again.others[0]?.id).toBe(others[0]?.id);
  });

  test('of several of theirs the last counts', () => {
    const { others } = page(local, set('stands', false, 3), set('stands', null, 4));
    expect(others).toEqual([other(set('stands', null, 4))]);
    expect(others[0]).not.toHaveProperty('value');
  });

  test.each([
    ['the same value', [set('stands', true, 6)]],
    ['mine has come back before theirs', [mine, set('stands', false, 6)]],
    ['another field', [set('id', 'x', 6)]],
  ])('none where %s', (_, changes) => {
    expect(page(local, ...changes).others).toEqual([]);
  });

  test('none where nothing waits', () => {
    expect(page({ ...local, waiting: [] }, set('stands', false, 6)).others).toEqual([]);
  });

  test('where mine was set over one that comes back, what came before that is still unseen', () => {
    const theirs = set('stands', false, 2);
    const { local: after, others } = page(
      local,
      theirs,
      set('stands', true, 3, 'a'),
      set('stands', false, 4),
    );
    expect(others.map(one => one.stamp)).toEqual([theirs.stamp, stamp(4)]);
    expect(after.waiting).toEqual([mine]);
  });

  test('mine that has come back waits no more', () => {
    expect(page({ ...local, waiting: [{ ...mine, taken: 9 }] }, mine).local.waiting).toEqual([]);
  });

  test('two devices moved one head: the losing one is the other version, and nothing else of the move is', () => {
    const there = page(none, ...project(1)).local;
    const move = (version: string, ms: number, by: string) =>
      ['head', 'tip', 'changed'].map(field =>
        set(field, field === 'changed' ? ms : version, ms, by, 'projects'),
      );
    const ours = move('mine', 5, 'a');
    const { local: moved } = page(there, ...ours);
    const { local: after, others } = page({ ...moved, waiting: ours }, ...move('theirs', 6, 'b'));
    expect(after.row).toMatchObject({ head: 'theirs', tip: 'theirs' });
    expect(others).toEqual([expect.objectContaining({ field: 'head', value: 'mine' })]);
  });

  test('none of what is written once', () => {
    const version = set('title', 'x', 5, 'a', 'versions');
    const there: Local = { ...none, stamps: { title: version.stamp }, aside: [version], waiting: [version] };
    expect(page(there, set('title', 'y', 6, 'b', 'versions')).others).toEqual([]);
  });
});

describe('bringing back', () => {
  const deleted = page(none, ...project(1), set('deleted', true, 2, 'b', 'projects')).local;
  const record = { table: 'projects', id: 'd', local: deleted };

  test('a record that was deleted and is not any more', () => {
    const back = page(deleted, set('deleted', null, 3, 'b', 'projects')).local;
    expect(cameBack(record, back)).toBe(true);
    expect(cameBack({ ...record, local: back }, back)).toBe(false);
    expect(cameBack(record, page(deleted, set('deleted', null, 1, 'c', 'projects')).local)).toBe(false);
    // Both came in one page.
    const there = page(none, ...project(1)).local;
    expect(cameBack({ ...record, local: there }, back)).toBe(true);
    expect(cameBack({ ...record, local: there }, deleted)).toBe(false);
  });

  test('all of it is sent, as it was set, and what belongs to it', () => {
    const sent = fieldsOf(record);
    expect(sent).toEqual(expect.arrayContaining(project(1)));
    expect(sent).toHaveLength(7);
    const version = {
      table: 'versions',
      id: 'v1',
      local: page(none, set('project', 'd', 1, 'b', 'versions')).local,
    };
    expect([isPartOf(record, record), isPartOf(record, version)]).toEqual([true, true]);
    expect(isPartOf(record, { ...record, id: 'e' })).toBe(false);
    expect(isPartOf({ table: 'versions', id: 'd' }, version)).toBe(false);
  });

  test('but what waits to be sent anyhow', () => {
    const waiting = [set('title', 'sofa', 1, 'b', 'projects')];
    expect(fieldsOf({ ...record, local: { ...deleted, waiting } })).toHaveLength(6);
    const taken = waiting.map(one => ({ ...one, taken: 3 }));
    expect(fieldsOf({ ...record, local: { ...deleted, waiting: taken } })).toHaveLength(7);
  });
});
