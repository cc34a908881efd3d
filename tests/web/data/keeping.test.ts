/** Bytes that came go to the disk together, and whoever brought them hears how that went. */
import { afterEach, expect, test, vi } from 'vitest';
import { Keeping } from '../../../src/data/sync/keeping.ts';
import { cleanUp, faultFrom, given, parcel } from './given.ts';

afterEach(async () => {
  vi.restoreAllMocks();
  await cleanUp();
});

const rows = (...texts: readonly string[]) =>
  Promise.all(texts.map(async text => ({ ...(await parcel(text)), kept: 1 })));

test('what gathers while others are written is kept at once', async () => {
  const database = await given();
  const put = vi.spyOn(database.bytes, 'bulkPut');
  const keeping = new Keeping(database);
  const [first, ...rest] = await rows('a', 'b', 'c', 'd');
  const one = keeping.keep(first!);
  await vi.waitFor(() => expect(put).toHaveBeenCalledTimes(1));
  await Promise.all([one, ...rest.map(row => keeping.keep(row))]);
  expect(put.mock.calls.map(([some]) => some.length)).toEqual([1, 3]);
  expect(await database.bytes.count()).toBe(4);
});

test('what cannot be kept is told to those who brought it, and the next are kept all the same', async () => {
  const database = await given();
  vi.spyOn(database.bytes, 'bulkPut').mockRejectedValueOnce(new DOMException('', 'QuotaExceededError'));
  const keeping = new Keeping(database);
  const [a, b, c] = await rows('a', 'b', 'c');
  const faults = await Promise.all([faultFrom(keeping.keep(a!)), faultFrom(keeping.keep(b!))]);
  expect(faults.map(({ name }) => name)).toEqual(['no-space', 'no-space']);
  await keeping.keep(c!);
  expect(await database.bytes.toCollection().primaryKeys()).toEqual([c!.hash]);
});
