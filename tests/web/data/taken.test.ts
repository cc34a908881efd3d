/** What of the outbox the vault has taken: by runs of places, whatever was set over or kept back between them. */
import { afterEach, expect, test } from 'vitest';
import { AccountId } from '../../../core/contract/ids.ts';
import { parse } from '../../../core/contract/schema.ts';
import { commit } from '../../../src/data/commit.ts';
import type { Database } from '../../../src/data/database.ts';
import type { TakenRun } from '../../../src/data/rows.ts';
import { againTables, sendAgain } from '../../../src/data/sync/again.ts';
import { leftIn } from '../../../src/data/sync/left.ts';
import { countLeft, dropRead, headOf, isTaken, runsOf } from '../../../src/data/sync/taken.ts';
import { cleanUp, given, newProject } from './given.ts';

afterEach(cleanUp);

const run = (first: number, last: number, head = 9): TakenRun => ({ first, last, head });

/** A database whose outbox has these places. */
async function withPlaces(...places: readonly number[]): Promise<Database> {
  const database = await given();
  await database.outbox.bulkAdd(
    places.map(seq => ({ seq, table: 'dismissals', id: `${seq}`, field: 'stands', value: true, stamp: '' })),
  );
  return database;
}

const placesIn = ({ outbox }: Database) => outbox.toCollection().primaryKeys();

const keepTaken = ({ meta }: Database, taken: readonly TakenRun[]) =>
  meta.put({ key: 'vault', account: parse(AccountId, 'a_1'), read: 0, offset: 0, taken });

test('places that follow each other are one run', () => {
  expect(runsOf([1, 2, 3, 5, 8, 9])).toEqual([
    { first: 1, last: 3 },
    { first: 5, last: 5 },
    { first: 8, last: 9 },
  ]);
  expect(runsOf([])).toEqual([]);
});

test('places that were emptied in between part no run, and those that were not sent do', () => {
  const all = [1, 4, 6, 7, 9];
  const next = (place: number) => all[all.indexOf(place) + 1];
  expect(runsOf([1, 4, 7, 9], next)).toEqual([
    { first: 1, last: 4 },
    { first: 7, last: 9 },
  ]);
});

test.each([
  [0, undefined],
  [1, 5],
  [3, 5],
  [4, undefined],
  [6, 7],
  [7, undefined],
])('what lies in place %i was taken when the head was %o', (seq, head) => {
  const taken = [run(6, 6, 7), run(1, 3, 5)];
  expect([headOf(taken, seq), isTaken(taken, seq)]).toEqual([head, head !== undefined]);
});

test('what was not taken is counted before, between and behind the runs', async () => {
  const database = await withPlaces(1, 2, 3, 4, 5, 8, 9, 12);
  expect(await countLeft(database, [])).toBe(8);
  expect(await countLeft(database, [run(8, 9), run(2, 4)])).toBe(3);
  expect(await countLeft(database, [run(1, 2), run(3, 12)])).toBe(0);
});

test('what has come back up to its head is dropped, and nothing else', async () => {
  const database = await withPlaces(1, 2, 3, 4, 5);
  const left = await dropRead(database, [run(1, 2, 10), run(4, 4, 11)], 10);
  expect(left).toEqual([run(4, 4, 11)]);
  expect(await placesIn(database)).toEqual([3, 4, 5]);
});

test('a record that comes back is sent again with what the vault has taken of it and may have buried', async () => {
  const database = await given();
  const { project, ...work } = await newProject(database.world);
  await commit(database, work);
  const mine = { table: 'projects', id: project.id };
  const { changes, last } = await leftIn(database);
  const again = () =>
    database.transaction('rw', [...againTables, 'projects', 'assets', 'meta'], async () => {
      await sendAgain(database, [mine]);
    });
  await again();
  expect((await leftIn(database)).changes).toBe(changes);
  await keepTaken(database, [run(1, last)]);
  expect((await leftIn(database)).changes).toBe(0);
  await again();
  const open = (await database.outbox.toArray()).filter(({ seq }) => seq > last);
  expect((await leftIn(database)).changes).toBe(open.length);
  const fields = Object.keys((await database.stamps.get(['projects', mine.id]))!.fields);
  expect(
    open
      .filter(({ id }) => id === mine.id)
      .map(({ field }) => field)
      .sort(),
  ).toEqual(fields.sort());
  expect(new Set(open.map(({ table }) => table))).toEqual(new Set(['projects', 'versions']));
});
