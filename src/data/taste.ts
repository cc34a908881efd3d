/** What a person is known to like, out of its records and back. */
import type { DeviceId } from '../../core/contract/ids.ts';
import type { Taste } from '../../core/contract/taste.ts';
import { recordsOf, tasteFrom } from '../../core/library/taste-records.ts';
import { commitMade } from './commit.ts';
import type { Database } from './database.ts';

export function tasteIn(database: Database): Promise<Taste> {
  return database.guard(() =>
    database.transaction('r', database.tasteCounts, database.tasteWords, () => read(database)),
  );
}

/** `change` is given the profile as it is kept, this device's name, and the stamp that what it writes has. */
export async function changeTaste(
  database: Database,
  change: (taste: Taste, device: DeviceId, stamp: string) => Taste,
): Promise<void> {
  const { device } = database;
  await commitMade(database, ['tasteCounts', 'tasteWords'], async stamp => {
    const { counts, words } = recordsOf(change(await read(database), device, stamp), device);
    const known = await database.tasteWords.toCollection().primaryKeys();
    const gone = known.filter(id => !words.some(word => word.id === id));
    // The record stays, so that the other devices hear of it; what it said does not.
    const unsaid = gone.map(id => ({ id, forgotten: undefined, written: undefined }));
    return { tasteCounts: counts, tasteWords: [...words, ...unsaid] };
  });
}

async function read({ tasteCounts, tasteWords }: Database): Promise<Taste> {
  return tasteFrom({ counts: await tasteCounts.toArray(), words: await tasteWords.toArray() });
}
