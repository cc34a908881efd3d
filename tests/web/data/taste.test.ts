/** A profile, kept: counted once whoever counts, told to the other devices, and forgotten for good. */
import { afterEach, expect, test } from 'vitest';
import { leans, learn, linesOf, reset, write } from '../../../core/library/profile.ts';
import { merge, nothing, recordsOf } from '../../../core/sync/merge.ts';
import { commit } from '../../../src/data/commit.ts';
import { dismissedIn } from '../../../src/data/read.ts';
import { changeTaste, tasteIn } from '../../../src/data/taste.ts';
import { cleanUp, faultFrom, given } from './given.ts';

afterEach(cleanUp);

const warm = [{ line: 'warmth', by: 1 }];

test('what happens at the same moment is counted, all of it', async () => {
  const database = await given();
  await Promise.all(
    Array.from({ length: 20 }, () =>
      changeTaste(database, (taste, device) => learn(taste, device, 'kept', warm)),
    ),
  );
  const taste = await tasteIn(database);
  expect(taste.devices[database.device]?.events).toBe(20);
  expect(leans(taste, 'warmth')).toBeGreaterThan(0.7);
  const waiting = (await database.outbox.toArray()).map(({ field }) => field);
  expect(waiting.sort()).toEqual(['events', 'tallies']);
});

test('what was written has the stamp of its change, and the outbox tells all of it', async () => {
  const database = await given();
  await changeTaste(database, (taste, device) => learn(taste, device, 'kept', warm));
  await changeTaste(database, (taste, _, stamp) => write(taste, 'warmth', -0.5, stamp));
  expect(leans(await tasteIn(database), 'warmth')).toBe(-0.5);
  const sent = merge(nothing, await database.outbox.toArray());
  expect(recordsOf(sent, 'tasteCounts').get(database.device)).toEqual(
    (await database.tasteCounts.toArray())[0],
  );
  expect(recordsOf(sent, 'tasteWords').get('warmth')).toEqual((await database.tasteWords.toArray())[0]);
  const [word] = await database.tasteWords.toArray();
  const stamps = await database.stamps.get(['tasteWords', 'warmth']);
  expect(word?.written?.stamp).toBe(stamps?.fields['written']);
});

test('forgotten is forgotten, and what comes after counts again', async () => {
  const database = await given();
  await changeTaste(database, (taste, device) => learn(taste, device, 'kept', warm));
  await changeTaste(database, (taste, _, stamp) => write(taste, 'contrast', 0.8, stamp));
  await changeTaste(database, (taste, _, stamp) => reset(taste, stamp));
  expect(linesOf(await tasteIn(database))).toEqual([]);
  // Nor does what waits to be sent know any more what was learnt.
  const waiting = await database.outbox.toArray();
  expect(waiting.map(({ id, field, value }) => [id, field, value]).filter(([id]) => id !== 'all')).toEqual([
    [database.device, 'events', 1],
    [database.device, 'tallies', {}],
    ['contrast', 'written', null],
  ]);
  expect(await database.tasteWords.toArray()).toContainEqual({ id: 'contrast' });
  await changeTaste(database, (taste, device) => learn(taste, device, 'kept', warm));
  expect(linesOf(await tasteIn(database)).map(({ line }) => line)).toEqual(['warmth']);
});

test('a change that breaks leaves all as it was', async () => {
  const database = await given();
  await changeTaste(database, (taste, device) => learn(taste, device, 'kept', warm));
  const before = await tasteIn(database);
  const fault = await faultFrom(
    changeTaste(database, (taste, _, stamp) => write(taste, 'nonsense', 1, stamp)),
  );
  expect(fault.name).toBe('bad-request');
  expect(await tasteIn(database)).toEqual(before);
});

test('what was dismissed stays so until it is brought back', async () => {
  const database = await given();
  await commit(database, { dismissals: [{ id: 'cut-the-haze', stands: true }] });
  expect(await dismissedIn(database)).toEqual(['cut-the-haze']);
  await commit(database, { dismissals: [{ id: 'cut-the-haze', stands: false }] });
  expect(await dismissedIn(database)).toEqual([]);
});
