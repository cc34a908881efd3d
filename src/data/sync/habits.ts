/** What the person wants of syncing on this device. It is this device's own, and goes nowhere. */
import type { ProjectId } from '../../../core/contract/ids.ts';
import type { Database } from '../database.ts';
import type { Habits } from '../rows.ts';

/** What holds before anybody wished otherwise. */
export const firstHabits: Habits = { key: 'sync', paused: false, spareMetered: false, pinned: [] };

export function readHabits(database: Database): Promise<Habits> {
  return database.guard(() => habitsIn(database));
}

/** Keeps what differs; every tab heeds it at once. */
export function keepHabits(
  database: Database,
  change: Partial<Pick<Habits, 'paused' | 'spareMetered'>>,
): Promise<void> {
  return write(database, habits => ({ ...habits, ...change }));
}

/** Whether all of a project is to be here, also without a network. */
export function pin(database: Database, project: ProjectId, pinned: boolean): Promise<void> {
  return write(database, habits => {
    const others = habits.pinned.filter(id => id !== project);
    return { ...habits, pinned: pinned ? [...others, project] : others };
  });
}

/** The same inside a transaction that holds `meta`. */
export async function habitsIn({ meta }: Database): Promise<Habits> {
  const kept = await meta.get('sync');
  return kept && 'pinned' in kept ? kept : firstHabits;
}

function write(database: Database, change: (habits: Habits) => Habits): Promise<void> {
  const { meta } = database;
  return database.guard(() =>
    database.transaction('rw', meta, async () => {
      await meta.put(change(await habitsIn(database)));
    }),
  );
}
