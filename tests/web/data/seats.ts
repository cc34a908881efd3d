/** Devices of one account, each with a database of its own, that a server in memory keeps together. */
import { expect, vi } from 'vitest';
import { AccountId } from '../../../core/contract/ids.ts';
import { parse } from '../../../core/contract/schema.ts';
import type { Database } from '../../../src/data/database.ts';
import { Syncing } from '../../../src/data/sync/syncing.ts';
import type { FakeServer } from '../../fakes/server.ts';
import { fakeWorld, type FakeWorld } from '../../fakes/world.ts';
import { cleanUp, given } from './given.ts';

export interface Seat {
  readonly world: FakeWorld;
  readonly database: Database;
  readonly syncing: Syncing;
}

export const account = parse(AccountId, 'a_1');
const running: Syncing[] = [];

/** A device whose sync is not started; with `of`, another tab of one that is there. */
export async function sit(server: FakeServer, name: string, of?: Database): Promise<Seat> {
  const world = fakeWorld(name);
  const database = of ?? (await given({ world }));
  const syncing = new Syncing(database, server, () => undefined);
  running.push(syncing);
  return { world, database, syncing };
}

/** For `afterEach`: nothing goes on, and nothing stays behind. */
export async function leave(): Promise<void> {
  for (const syncing of running.splice(0)) syncing.stop();
  await cleanUp();
}

/** How it stands where there is nothing left to do. */
export const together = { changes: 0, bytes: 0, doing: 'resting', wrong: undefined } as const;

export const settles = ({ syncing }: Seat): Promise<void> =>
  vi.waitFor(() => expect(syncing.state).toEqual(together), 5000);
