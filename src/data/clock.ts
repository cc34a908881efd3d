/** This device's clock, as it is kept. Inside a transaction that holds `meta`. */
import { readStamp, stampOf, startClock, tick, type Clock } from '../../core/sync/clock.ts';
import type { Database } from './database.ts';
import type { Standing } from './rows.ts';

export async function readClock(database: Database): Promise<Clock> {
  const last = await database.meta.get('clock');
  const { device } = database;
  return { ...(last && 'value' in last ? readStamp(last.value) : startClock(device)), device };
}

export async function keepClock(database: Database, clock: Clock): Promise<void> {
  await database.meta.put({ key: 'clock', value: stampOf(clock) });
}

/** Which vault this device belongs to, and how far it has read it. */
export async function standingOf(database: Database): Promise<Standing | undefined> {
  const found = await database.meta.get('vault');
  return found && 'account' in found ? found : undefined;
}

/** The clock at the next event here: by the vault's time, where that is known. */
export async function nextClock(database: Database): Promise<Clock> {
  const { offset = 0 } = (await standingOf(database)) ?? {};
  return tick(await readClock(database), database.world.now() + offset);
}
