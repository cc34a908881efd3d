/** Makes a device as if nobody had ever worked on it. */
import type { Database } from './database.ts';
import { forgetRecordings } from './recordings.ts';

/**
 * Deletes everything that somebody made, what waits to be sent, and which account it belonged to. What the device is called and its
 * clock stay: whatever it sends later must not be taken for something older. Another tab that still syncs finds no vault, and stops.
 */
export async function clearDevice(database: Database): Promise<void> {
  await database.guard(() =>
    database.transaction('rw', database.tables, async () => {
      for (const table of database.tables) if (table.name !== 'meta') await table.clear();
      await database.meta.where('key').noneOf(['device', 'clock']).delete();
    }),
  );
  await forgetRecordings();
}
