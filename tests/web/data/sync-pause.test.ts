/** Syncing that waits by its person's wish, and what brings it back. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Fault } from '../../../core/contract/fault.ts';
import { readBytes } from '../../../src/data/assets.ts';
import { commit } from '../../../src/data/commit.ts';
import { openDatabase, type Database } from '../../../src/data/database.ts';
import { keepHabits, pin, readHabits } from '../../../src/data/sync/habits.ts';
import { FakeServer } from '../../fakes/server.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { newProject, withThumb } from './given.ts';
import { account, leave, settles, sit, together, type Seat } from './seats.ts';

const offline = new Fault('offline', 'The server cannot be reached.');
const tabs: Database[] = [];
let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});
afterEach(async () => {
  for (const tab of tabs.splice(0)) tab.close();
  vi.restoreAllMocks();
  Reflect.deleteProperty(navigator, 'connection');
  Reflect.deleteProperty(document, 'visibilityState');
  await leave();
});

/** Another tab of the same browser. */
async function tabOf({ database }: Seat): Promise<Seat> {
  const tab = await openDatabase(fakeWorld('tab'), { name: database.name });
  tabs.push(tab);
  return sit(server, 'tab', tab);
}

const says = ({ syncing }: Seat, state: object) =>
  vi.waitFor(() => expect(syncing.state).toMatchObject(state), 5000);
const a = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/** What a browser that knows its network says of it. */
class Connection extends EventTarget {
  saveData = false;
  type = 'wifi';
}

function connection(): Connection {
  const network = new Connection();
  Object.defineProperty(navigator, 'connection', { value: network, configurable: true });
  return network;
}

describe('a pause', () => {
  test('holds everything up, also after a restart, until it ends; now syncs once all the same', async () => {
    const one = await sit(server, 'one');
    one.syncing.start(account);
    await settles(one);
    await keepHabits(one.database, { paused: true });
    await says(one, { paused: 'by hand' });
    await commit(one.database, await newProject(one.world));
    const left = await one.database.outbox.count();
    await says(one, { changes: left });
    const { length } = server.asked;
    dispatchEvent(new Event('online'));
    await a(600);
    expect(server.asked).toHaveLength(length);
    expect(one.syncing.state).toEqual({ ...together, changes: left, bytes: 5, paused: 'by hand' });

    one.syncing.start(account);
    await says(one, { paused: 'by hand', doing: 'resting' });
    await a(300);
    expect(server.asked).toHaveLength(length);

    one.syncing.now();
    await says(one, { changes: 0, paused: 'by hand', doing: 'resting' });
    expect(server.vault.head).toBe(left);
    await commit(one.database, await newProject(one.world, 'more'));
    await a(600);
    expect(server.vault.head).toBe(left);

    await keepHabits(one.database, { paused: false });
    await settles(one);
    expect(server.vault.head).toBeGreaterThan(left);
  });

  test('on a metered network is only for who wants it, and ends with the network', async () => {
    const network = connection();
    const one = await sit(server, 'one');
    network.saveData = true;
    one.syncing.start(account);
    await commit(one.database, await newProject(one.world));
    await settles(one);
    await keepHabits(one.database, { spareMetered: true });
    await says(one, { paused: 'metered' });
    await commit(one.database, await newProject(one.world, 'more'));
    const { head } = server.vault;
    await a(600);
    expect(server.vault.head).toBe(head);
    one.syncing.now();
    await says(one, { changes: 0, paused: 'metered' });
    expect(server.vault.head).toBeGreaterThan(head);

    await commit(one.database, await newProject(one.world, 'most'));
    await says(one, { paused: 'metered' });
    network.saveData = false;
    network.dispatchEvent(new Event('change'));
    await settles(one);
    // Browsers say so whenever their guess at its speed changes: that is no news.
    await a(600);
    const { length } = server.asked;
    network.dispatchEvent(new Event('change'));
    await a(300);
    expect(server.asked).toHaveLength(length);
    network.type = 'cellular';
    network.dispatchEvent(new Event('change'));
    await says(one, { paused: 'metered' });
  });

  test('lets nothing come ahead, and what is looked at still comes', async () => {
    const one = await sit(server, 'one');
    const work = await withThumb(one.world);
    await commit(one.database, work);
    one.syncing.start(account);
    await settles(one);
    const two = await sit(server, 'two');
    await keepHabits(two.database, { paused: true });
    await pin(two.database, work.project.id, true);
    two.syncing.start(account);
    await says(two, { paused: 'by hand' });
    two.syncing.now();
    await vi.waitFor(async () => expect(await two.database.projects.count()).toBe(1));
    await a(300);
    expect(await two.database.bytes.count()).toBe(0);
    expect((await readBytes(two.database, work.full.hash)).size).toBe(5);
    await keepHabits(two.database, { paused: false });
    await vi.waitFor(async () => expect(await two.database.bytes.count()).toBe(2), 5000);
  });

  test('stops what is on its way, and it goes when the pause ends', async () => {
    const one = await sit(server, 'one');
    await commit(one.database, await newProject(one.world));
    const put = server.put.bind(server);
    const stopped = Promise.withResolvers<string>();
    server.put = (_hash, _bytes, stop) => {
      const { promise, reject } = Promise.withResolvers<never>();
      stop.addEventListener('abort', () => {
        stopped.resolve('stopped');
        reject(Fault.from(stop.reason));
      });
      return promise;
    };
    one.syncing.start(account);
    await says(one, { doing: 'sending' });
    await vi.waitFor(() => expect(server.asked).toContain('missing'));
    await keepHabits(one.database, { paused: true });
    expect(await stopped.promise).toBe('stopped');
    await says(one, { paused: 'by hand', doing: 'resting', wrong: undefined });
    server.put = put;
    await keepHabits(one.database, { paused: false });
    await settles(one);
  });

  test('is kept with the other wishes of this device', async () => {
    const { database } = await sit(server, 'one');
    const work = await newProject(fakeWorld('x'));
    await Promise.all([
      keepHabits(database, { paused: true }),
      keepHabits(database, { spareMetered: true }),
      pin(database, work.project.id, true),
      pin(database, work.project.id, true),
    ]);
    expect(await readHabits(database)).toEqual({
      key: 'sync',
      paused: true,
      spareMetered: true,
      pinned: [work.project.id],
    });
    await pin(database, work.project.id, false);
    expect((await readHabits(database)).pinned).toEqual([]);
  });
});

describe('it comes back', () => {
  const see = (visibility: 'hidden' | 'visible') => {
    Object.defineProperty(document, 'visibilityState', { value: visibility, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  };

  test('when the page is looked at again after a while, and not at every glance', async () => {
    const one = await sit(server, 'one');
    server.listen = () => undefined;
    one.syncing.start(account);
    await settles(one);
    const { length } = server.asked;
    see('hidden');
    one.world.time += 20_000;
    see('visible');
    await a(300);
    expect(server.asked).toHaveLength(length);
    see('hidden');
    one.world.time += 40_000;
    see('visible');
    await vi.waitFor(() => expect(server.asked.slice(length)).toEqual(['account', 'pull']));
  });

  test('in its own time where the server fails, however often it is poked', async () => {
    const one = await sit(server, 'one');
    let poke: (() => void) | undefined;
    server.listen = (_, heard) => (poke = heard);
    // The whole wait, which is a second after the first failure.
    one.world.seed = () => 2 ** 32 - 1;
    one.syncing.start(account);
    await settles(one);
    server.fault = new Fault('refused', 'The server broke.');
    poke?.();
    await says(one, { doing: 'waiting' });
    const { length } = server.asked;
    for (let i = 0; i < 20; i++) poke?.();
    await a(400);
    expect(server.asked).toHaveLength(length);
    server.fault = undefined;
    await settles(one);
  });

  test('after what was too often, which waits as well', async () => {
    const one = await sit(server, 'one');
    server.fault = new Fault('too-often', 'Try again in a minute.');
    one.syncing.start(account);
    await says(one, { doing: 'waiting' });
    server.fault = undefined;
    await settles(one);
  });
});

describe('a tab that does not sync', () => {
  test('knows what is wrong in the one that does, also where it came later, and can ask it to go on', async () => {
    const one = await sit(server, 'one');
    one.syncing.start(account);
    await settles(one);
    const other = await tabOf(one);
    other.syncing.start(account);
    await says(other, { doing: 'elsewhere', wrong: undefined });
    server.fault = new Fault('forbidden', 'This may not be.');
    one.syncing.now();
    await says(other, { doing: 'elsewhere', wrong: { name: 'forbidden', message: 'This may not be.' } });
    const late = await tabOf(one);
    late.syncing.start(account);
    await says(late, { doing: 'elsewhere', wrong: { name: 'forbidden' } });
    server.fault = undefined;
    other.syncing.now();
    await settles(one);
    for (const tab of [other, late])
      await vi.waitFor(() => expect(tab.syncing.state).toEqual({ ...together, doing: 'elsewhere' }));
  });

  test('knows of a pause, of what is refused, and that it is signed out', async () => {
    const one = await sit(server, 'one');
    const work = await withThumb(one.world, 'sofa');
    server.refusing.set(work.full.hash, new Fault('too-big', 'It is too large.'));
    await commit(one.database, work);
    one.syncing.start(account);
    await says(one, { wrong: { name: 'too-big' } });
    const other = await tabOf(one);
    other.syncing.start(account);
    await says(other, { refused: [{ hash: work.full.hash, title: 'sofa', fault: { name: 'too-big' } }] });
    await keepHabits(other.database, { paused: true });
    await says(other, { paused: 'by hand' });
    await keepHabits(other.database, { paused: false });
    server.fault = new Fault('signed-out', 'Sign in first.');
    other.syncing.now();
    await says(other, { doing: 'elsewhere', signedOut: true, wrong: { message: 'Sign in first.' } });
  });

  test('hears nothing of what was stopped', async () => {
    const one = await sit(server, 'one');
    one.syncing.start(account);
    await settles(one);
    const other = await tabOf(one);
    other.syncing.start(account);
    await says(other, { doing: 'elsewhere' });
    other.syncing.stop();
    server.fault = offline;
    one.syncing.now();
    await says(one, { wrong: offline });
    expect(other.syncing.state).toEqual(together);
    other.syncing.now();
  });
});
