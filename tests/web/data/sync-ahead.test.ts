/** What comes before anybody asks for it, and what is let go of again. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Fault } from '../../../core/contract/fault.ts';
import { hashOf, readBytes, verify } from '../../../src/data/assets.ts';
import { commit } from '../../../src/data/commit.ts';
import { Fetching } from '../../../src/data/sync/fetching.ts';
import { freeableIn, freeProject } from '../../../src/data/sync/free.ts';
import { keepHabits, pin } from '../../../src/data/sync/habits.ts';
import { anyBytes } from '../../fakes/bytes.ts';
import { FakeServer } from '../../fakes/server.ts';
import { faultFrom, landed, newProject, withThumb } from './given.ts';
import { account, leave, settles, sit, type Seat } from './seats.ts';

const { signal } = new AbortController();
let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});
afterEach(leave);

const here = async ({ database }: Seat) => (await database.bytes.toCollection().primaryKeys()).sort();

/** Projects that one device has made and sent. */
async function made(...texts: readonly string[]) {
  const one = await sit(server, 'one');
  const works = [];
  for (const text of texts) {
    const work = await withThumb(one.world, text);
    await commit(one.database, work);
    works.push(work);
  }
  one.syncing.start(account);
  await settles(one);
  return { one, works };
}

describe('a new device', () => {
  test('gets all thumbnails by itself, and full pictures only when they are looked at', async () => {
    const { works } = await made('a', 'b', 'c');
    const two = await sit(server, 'two');
    two.syncing.start(account);
    const thumbs = works.map(({ small }) => small.hash).sort();
    await vi.waitFor(async () => expect(await here(two)).toEqual(thumbs), 5000);
    await settles(two);
    expect(await (await readBytes(two.database, works[0]!.full.hash)).text()).toBe('a');
    expect(await two.database.bytes.count()).toBe(4);
  });

  test('gets thumbnails before the full pictures of what is pinned, and those whole', async () => {
    const { works } = await made('a', 'b');
    const two = await sit(server, 'two');
    const order: string[] = [];
    const get = server.get.bind(server);
    server.get = (hash, ...rest) => {
      order.push(hash);
      return get(hash, ...rest);
    };
    await pin(two.database, works[0]!.project.id, true);
    two.syncing.start(account);
    const wanted = [...works.map(({ small }) => small.hash), works[0]!.full.hash];
    await vi.waitFor(async () => expect(await here(two)).toEqual(wanted.toSorted()), 5000);
    expect(order.slice(0, 2).sort()).toEqual(wanted.slice(0, 2).sort());
    expect(order).toHaveLength(3);
    await settles(two);
  });

  test('what is pinned later, or made elsewhere in what is pinned, comes too', async () => {
    const { one, works } = await made('a');
    const [work] = works;
    const two = await sit(server, 'two');
    two.syncing.start(account);
    await vi.waitFor(async () => expect(await here(two)).toEqual([work!.small.hash]), 5000);
    await pin(two.database, work!.project.id, true);
    await vi.waitFor(async () => expect(await here(two)).toContain(work!.full.hash), 5000);
    const next = await landed(one.world, work!.version, 'painted');
    await commit(one.database, next);
    await vi.waitFor(async () => expect(await here(two)).toContain(next.assets[0].hash), 5000);
  });

  test('what is pinned comes with the pictures that its patches lie on, whatever those say they lie on', async () => {
    const one = await sit(server, 'one');
    const { version, ...work } = await withThumb(one.world, 'whole');
    await commit(one.database, work);
    const next = await landed(one.world, version, 'patch');
    const [patch] = next.assets;
    await commit(one.database, { ...next, assets: [{ ...patch, base: work.full.hash }] });
    one.syncing.start(account);
    await settles(one);
    const two = await sit(server, 'two');
    // Only a device that errs says so.
    await two.database.assets.put({ hash: work.full.hash, type: 'image/png', size: 5, base: patch.hash });
    await pin(two.database, work.project.id, true);
    two.syncing.start(account);
    const all = [work.full.hash, work.small.hash, patch.hash].sort();
    await vi.waitFor(async () => expect(await here(two)).toEqual(all), 5000);
  });

  test('what breaks off while nobody waits for it comes again by itself, and says how much is left', async () => {
    const { works } = await made('a');
    const two = await sit(server, 'two');
    const get = server.get.bind(server);
    let cuts = 0;
    const coming: unknown[] = [];
    server.get = (...asked) => {
      coming.push(two.syncing.state.coming);
      if (cuts++ < 2) return Promise.reject(new Fault('offline', 'The server cannot be reached.'));
      return get(...asked);
    };
    two.syncing.start(account);
    await vi.waitFor(async () => expect(await here(two)).toEqual([works[0]!.small.hash]), 15_000);
    expect(coming[0]).toBe(works[0]!.small.blob.size);
    await settles(two);
  });

  test('that has read everything and then finds no network gets them once it is back', async () => {
    const { works } = await made('a');
    const two = await sit(server, 'two');
    await keepHabits(two.database, { paused: true });
    two.syncing.start(account);
    await vi.waitFor(() => expect(two.syncing.state.paused).toBe('by hand'));
    two.syncing.now();
    await vi.waitFor(async () => expect(await two.database.projects.count()).toBe(1), 5000);
    two.syncing.stop();
    await keepHabits(two.database, { paused: false });
    server.fault = new Fault('offline', 'The server cannot be reached.');
    two.syncing.start(account);
    await vi.waitFor(() => expect(two.syncing.state.wrong?.name).toBe('offline'));
    server.fault = undefined;
    dispatchEvent(new Event('online'));
    await vi.waitFor(async () => expect(await here(two)).toEqual([works[0]!.small.hash]), 5000);
  });

  test('what the account has lost is not asked for again and again', async () => {
    const { works } = await made('a', 'b');
    server.blobs.delete(works[0]!.small.hash);
    const two = await sit(server, 'two');
    two.syncing.start(account);
    await vi.waitFor(async () => expect(await here(two)).toEqual([works[1]!.small.hash]), 5000);
    await settles(two);
    const asked = server.begun.length;
    two.syncing.now();
    await new Promise(resolve => setTimeout(resolve, 500));
    expect(server.begun).toHaveLength(asked);
  });
});

describe('making room', () => {
  test('lets go of what the account has, counts it, and it comes again', async () => {
    const { one, works } = await made('a', 'bb');
    const [a, b] = works;
    expect((await freeableIn(one.database)).get(b!.project.id)).toEqual({ blobs: 1, bytes: 2 });
    expect(await freeProject(one.database, server, b!.project.id, signal)).toEqual({ blobs: 1, bytes: 2 });
    const left = [a!.full.hash, a!.small.hash, b!.small.hash].sort();
    expect(await here(one)).toEqual(left);
    expect(await (await readBytes(one.database, b!.full.hash)).text()).toBe('bb');
    expect(await freeProject(one.database, server, a!.project.id, signal)).toEqual({ blobs: 1, bytes: 1 });
  });

  test('keeps what is pinned, what the account lacks, what was not sent, and what others need', async () => {
    const { one, works } = await made('a');
    const [{ project, version, full }] = works as [(typeof works)[0]];
    const free = () => freeProject(one.database, server, project.id, signal);
    await pin(one.database, project.id, true);
    expect((await faultFrom(free())).name).toBe('conflict');
    await pin(one.database, project.id, false);

    const blob = server.blobs.get(full.hash)!;
    server.blobs.delete(full.hash);
    expect(await free()).toEqual({ blobs: 0, bytes: 0 });
    server.blobs.set(full.hash, blob);

    one.syncing.stop();
    const next = await landed(one.world, version, 'not sent');
    await commit(one.database, next);
    server.blobs.set(next.assets[0].hash, next.assets[0].blob);
    await commit(one.database, await newProject(one.world, 'a'));
    expect(await free()).toEqual({ blobs: 0, bytes: 0 });
    expect(await verify(one.database, full.hash)).toBe(true);
  });

  test('lets go of nothing where the account cannot be asked', async () => {
    const { one, works } = await made('a');
    server.fault = new Fault('offline', 'The server cannot be reached.');
    const before = await here(one);
    expect((await faultFrom(freeProject(one.database, server, works[0]!.project.id, signal))).name).toBe(
      'offline',
    );
    expect(await here(one)).toEqual(before);
  });
});

test('what is stopped while something comes tells nobody how far it was', async () => {
  await made('a');
  const two = await sit(server, 'two');
  server.get = () => new Promise(() => {});
  two.syncing.start(account);
  await vi.waitFor(() => expect(two.syncing.state.coming).toBeGreaterThan(0));
  const broken = vi.fn();
  addEventListener('error', broken);
  two.syncing.stop();
  removeEventListener('error', broken);
  expect(broken).not.toHaveBeenCalled();
});

describe('a download', () => {
  async function wanted(size: number) {
    const [one] = [await sit(server, 'two')];
    const blob = new Blob([anyBytes(size, 7)], { type: 'image/png' });
    const asset = { hash: await hashOf(blob), type: 'image/png', size };
    server.blobs.set(asset.hash, blob);
    return { ...one, asset, fetching: new Fetching(one.database, server, signal) };
  }

  test('that is large and cut goes on from there, and is sent once', async () => {
    const { database, asset, fetching } = await wanted(9_000_000);
    server.cutAfter = 3_500_000;
    await fetching.bytes(asset);
    expect(server.begun).toEqual([0, 3_500_000, 7_000_000]);
    expect(server.sent).toBe(9_000_000);
    expect(await verify(database, asset.hash)).toBe(true);
  });

  test('that is small is left to the browser until one is cut; from then on none loses what came', async () => {
    const { database, asset, fetching } = await wanted(200_000);
    server.cutAfter = 150_000;
    await fetching.bytes(asset);
    expect(server.begun).toEqual([0, 0, 150_000]);
    const blob = new Blob([anyBytes(200_000, 9)], { type: 'image/png' });
    const next = { hash: await hashOf(blob), type: 'image/png', size: blob.size };
    server.blobs.set(next.hash, blob);
    await fetching.bytes(next);
    expect(server.begun.slice(3)).toEqual([0, 150_000]);
    expect(await verify(database, next.hash)).toBe(true);
  });

  test('that is cut before anything worth while came is left, and goes on when it is asked for again', async () => {
    const { database, asset, fetching } = await wanted(100_000);
    server.cutAfter = 30_000;
    expect((await faultFrom(fetching.bytes(asset))).name).toBe('offline');
    expect(await database.bytes.count()).toBe(0);
    server.cutAfter = Infinity;
    await fetching.bytes(asset);
    expect(server.begun).toEqual([0, 0, 30_000]);
    expect(await verify(database, asset.hash)).toBe(true);
  });

  test('whose beginning was other bytes is fetched again from its beginning', async () => {
    const { database, asset, fetching } = await wanted(200_000);
    const right = server.blobs.get(asset.hash)!;
    server.blobs.set(asset.hash, new Blob([anyBytes(200_000, 8)]));
    server.cutAfter = 100_000;
    const get = server.get.bind(server);
    server.get = (...asked) => {
      if (server.begun.length === 2) server.blobs.set(asset.hash, right);
      return get(...asked);
    };
    await fetching.bytes(asset);
    expect(server.begun).toEqual([0, 0, 100_000, 0, 100_000]);
    expect(await verify(database, asset.hash)).toBe(true);
  });

  test('that somebody waits for comes before those that nobody does, and at once', async () => {
    const { asset, fetching } = await wanted(1000);
    const order: string[] = [];
    const get = server.get.bind(server);
    const gate = Promise.withResolvers<undefined>();
    server.get = async (hash, ...rest) => {
      order.push(hash);
      if (hash !== asset.hash) await gate.promise;
      return get(hash, ...rest);
    };
    const others = await Promise.all(
      Array.from({ length: 6 }, async (_, i) => {
        const blob = new Blob([anyBytes(100, i + 20)]);
        const hash = await hashOf(blob);
        server.blobs.set(hash, blob);
        return { hash, type: 'image/png', size: 100 };
      }),
    );
    const stopping = new AbortController();
    const ahead = others.map(one => fetching.bytes(one, { rank: 1, signal: stopping.signal }));
    const stopped = Promise.allSettled(ahead);
    await fetching.bytes(asset);
    expect(order).toHaveLength(4);
    stopping.abort();
    gate.resolve(undefined);
    expect((await stopped).map(({ status }) => status)).toEqual(Array(6).fill('rejected'));
    expect(order).toHaveLength(4);
    // What was let go of can be asked for again.
    expect((await fetching.bytes(others[5]!)).size).toBe(100);
  });
});
