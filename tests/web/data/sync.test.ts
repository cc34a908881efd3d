/** Two devices and their account: what is made on one comes to the other, through whatever the network does. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { blobLimits } from '../../../core/contract/blob.ts';
import { AccountId, DeviceId, type AssetHash } from '../../../core/contract/ids.ts';
import { Fault } from '../../../core/contract/fault.ts';
import { parse } from '../../../core/contract/schema.ts';
import { keys } from '../../../core/contract/tables.ts';
import { nextPull } from '../../../core/sync/cursor.ts';
import { hashOf, readBytes, readPicture, verify } from '../../../src/data/assets.ts';
import { commit } from '../../../src/data/commit.ts';
import type { Database } from '../../../src/data/database.ts';
import { adopt } from '../../../src/data/sync/adopt.ts';
import { Fetching } from '../../../src/data/sync/fetching.ts';
import { leftIn } from '../../../src/data/sync/left.ts';
import { pull } from '../../../src/data/sync/pull.ts';
import { push } from '../../../src/data/sync/push.ts';
import { upload } from '../../../src/data/sync/upload.ts';
import { FakeServer } from '../../fakes/server.ts';
import { fakeWorld, type FakeWorld } from '../../fakes/world.ts';
import { cleanUp, everything, faultFrom, given, landed, newProject, parcel } from './given.ts';

const account = parse(AccountId, 'a_1');
const { signal } = new AbortController();
let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await cleanUp();
});

interface Device {
  readonly world: FakeWorld;
  readonly database: Database;
}

async function device(name: string): Promise<Device> {
  const world = fakeWorld(name);
  const database = await given({ world });
  await adopt(database, account);
  return { world, database };
}

const send = ({ database }: Device, to = server): Promise<void> =>
  push(database, to, account, hashes => upload(database, to, hashes, () => undefined, signal), signal);

async function sync(at: Device, to = server): Promise<void> {
  await send(at, to);
  await pull(at.database, to, account, signal);
}

/** All that is shown, and all that decides what will be. */
async function shown({ database }: Device): Promise<Record<string, unknown[]>> {
  const all = await everything(database);
  return Object.fromEntries(
    [...Object.keys(keys), 'stamps', 'aside'].map(name => [
      name,
      (all[name] ?? []).map(row => JSON.stringify(row, sorted)).sort(),
    ]),
  );
}

const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

describe('a project', () => {
  test('comes whole to another device, with its bytes when they are asked for', async () => {
    const [one, two] = [await device('one'), await device('two')];
    const work = await newProject(one.world);
    await commit(one.database, work);
    await sync(one);
    expect(server.early).toEqual([]);
    await sync(two);
    expect(await shown(two)).toEqual(await shown(one));
    expect(await two.database.projects.get(work.project.id)).toEqual(work.project);
    expect(await two.database.bytes.count()).toBe(0);
    const { hash } = work.assets[0];
    expect((await faultFrom(readBytes(two.database, hash))).name).toBe('not-found');
    const fetching = new Fetching(two.database, server, signal);
    two.database.elsewhere = asset => fetching.bytes(asset);
    const [{ blob }, again] = await Promise.all([
      readPicture(two.database, hash),
      readBytes(two.database, hash),
    ]);
    expect([await blob.text(), blob.type, await again.text()]).toEqual(['photo', 'image/png', 'photo']);
    expect(server.asked.filter(what => what === 'get')).toHaveLength(1);
    expect(await verify(two.database, hash)).toBe(true);
  });

  test('leaves nothing in the outbox once it has come back, and nothing to send', async () => {
    const one = await device('one');
    await commit(one.database, await newProject(one.world));
    const before = await leftIn(one.database);
    expect([before.changes, [...before.assets.values()]]).toEqual([await one.database.outbox.count(), [5]]);
    await send(one);
    expect(await leftIn(one.database)).toMatchObject({ changes: 0, assets: new Map() });
    expect(await one.database.outbox.count()).toBeGreaterThan(0);
    await pull(one.database, server, account, signal);
    expect(await one.database.outbox.count()).toBe(0);
    server.asked.length = 0;
    await send(one);
    expect(server.asked).toEqual([]);
  });

  test.each([1, 2, 3, 5, 8])(
    'comes by pages of %i changes, and never leads to what is not here',
    async limit => {
      const [one, two] = [await device('one'), await device('two')];
      const work = await newProject(one.world);
      await commit(one.database, work);
      let { version } = work;
      for (const text of ['b', 'c']) {
        const next = await landed(one.world, version, text);
        await commit(one.database, next);
        ({ version } = next);
      }
      await sync(one);
      let pages = 0;
      const small = {
        pull: async (...[asked, stop]: Parameters<FakeServer['pull']>) => {
          pages++;
          await leadsSomewhere(two.database);
          return server.pull({ ...nextPull(asked.device, asked.since, limit) }, stop);
        },
      };
      await pull(two.database, small, account, signal);
      expect(pages).toBeGreaterThan(3);
      expect(await shown(two)).toEqual(await shown(one));
      expect(await two.database.aside.count()).toBe(0);
    },
  );

  test('that is set on both is the later one on both, with the other version beside it', async () => {
    const [one, two] = [await device('one'), await device('two')];
    const { project, ...work } = await newProject(one.world);
    await commit(one.database, work);
    await sync(one);
    await sync(two);
    await commit(one.database, { projects: [{ id: project.id, title: 'by one' }] });
    two.world.time += 50;
    await commit(two.database, { projects: [{ id: project.id, title: 'by two' }] });
    for (let round = 0; round < 3; round++) for (const at of [one, two]) await sync(at);
    expect(await shown(two)).toEqual(await shown(one));
    expect((await one.database.projects.get(project.id))?.title).toBe('by two');
    expect(await one.database.others.toArray()).toMatchObject([
      { table: 'projects', record: project.id, field: 'title', value: 'by one' },
    ]);
  });

  test('keeps both heads where two devices moved one', async () => {
    const [one, two] = [await device('one'), await device('two')];
    const { project, version, ...work } = await newProject(one.world);
    await commit(one.database, work);
    await sync(one);
    await sync(two);
    const [mine, theirs] = [await landed(one.world, version, 'm'), await landed(two.world, version, 't')];
    await commit(one.database, mine);
    two.world.time += 50;
    await commit(two.database, theirs);
    for (let round = 0; round < 3; round++) for (const at of [one, two]) await sync(at);
    expect(await shown(two)).toEqual(await shown(one));
    expect((await two.database.projects.get(project.id))?.head).toBe(theirs.version.id);
    expect((await two.database.others.toArray()).map(({ field, value }) => [field, value])).toEqual([
      ['head', mine.version.id],
    ]);
    expect(await two.database.versions.count()).toBe(3);
  });

  test('that was deleted and buried comes back whole, with its versions', async () => {
    const [one, two] = [await device('one'), await device('two')];
    const { project, version, ...work } = await newProject(one.world);
    await commit(one.database, work);
    await sync(one);
    await commit(one.database, { projects: [{ id: project.id, deleted: true }] });
    await sync(one);
    const months = 100 * 24 * 60 * 60_000;
    server.time += months;
    await pull(one.database, server, account, signal);
    server.vault.compact(server.time);
    expect(server.vault.log.filter(({ table }) => table !== 'assets')).toHaveLength(1);
    await commit(one.database, { projects: [{ id: project.id, deleted: undefined }] });
    await sync(one);
    await sync(two);
    expect(await two.database.projects.get(project.id)).toEqual(project);
    expect(await two.database.versions.toArray()).toEqual([version]);
  });
});

async function leadsSomewhere(database: Database): Promise<void> {
  const versions = new Set<string>(await database.versions.toCollection().primaryKeys());
  for (const { head, tip, thumb } of await database.projects.toArray()) {
    expect([versions.has(head), versions.has(tip)]).toEqual([true, true]);
    expect(await database.assets.get(thumb)).toBeDefined();
  }
  for (const { project, parents, picture } of await database.versions.toArray()) {
    expect(await database.projects.get(project)).toBeDefined();
    expect(parents.filter(id => !versions.has(id))).toEqual([]);
    expect(await database.assets.get(picture)).toBeDefined();
  }
}

describe('the other version', () => {
  test('is settled on every device', async () => {
    const [one, two] = [await device('one'), await device('two')];
    const { project, ...work } = await newProject(one.world);
    await commit(one.database, work);
    await sync(one);
    await sync(two);
    for (const at of [one, two])
      await commit(at.database, { projects: [{ id: project.id, title: at.database.device }] });
    for (let round = 0; round < 3; round++) for (const at of [one, two]) await sync(at);
    const [other] = await one.database.others.toArray();
    await commit(one.database, { others: [{ id: other!.id, settled: true }] });
    await sync(one);
    await sync(two);
    expect(await two.database.others.toArray()).toMatchObject([{ id: other!.id, settled: true }]);
  });
});

describe('a device', () => {
  test('with other work brings it to the account, and takes what is there', async () => {
    const one = await device('one');
    await commit(one.database, await newProject(one.world, 'mine'));
    await sync(one);
    const elsewhere = parse(AccountId, 'a_2');
    const two = await device('two');
    await commit(two.database, await newProject(two.world, 'theirs'));
    const first = new FakeServer();
    await push(two.database, first, account, () => Promise.resolve(new Map()), signal);
    await pull(two.database, first, account, signal);
    expect(await two.database.outbox.count()).toBe(0);
    await adopt(two.database, elsewhere);
    await adopt(one.database, elsewhere);
    for (let round = 0; round < 2; round++) {
      for (const { database } of [one, two]) {
        const bytes = (hashes: readonly AssetHash[]) =>
          upload(database, server, hashes, () => undefined, signal);
        await push(database, server, elsewhere, bytes, signal);
        await pull(database, server, elsewhere, signal);
      }
    }
    expect(await shown(two)).toEqual(await shown(one));
    expect((await two.database.projects.toArray()).map(({ title }) => title).sort()).toEqual([
      'mine',
      'theirs',
    ]);
    expect(await one.database.outbox.count()).toBe(0);
    expect((await faultFrom(pull(two.database, server, account, signal))).name).toBe('conflict');
  });

  test('whose clock is an hour ahead gives what it made the time of the vault, and others go on from there', async () => {
    const [one, two] = [await device('one'), await device('two')];
    one.world.time += 60 * 60_000;
    const { project, ...work } = await newProject(one.world);
    await commit(one.database, work);
    await sync(one);
    await sync(two);
    expect(await shown(two)).toEqual(await shown(one));
    two.world.time += 1000;
    server.time += 1000;
    await commit(two.database, { projects: [{ id: project.id, title: 'later' }] });
    await sync(two);
    await sync(one);
    expect((await one.database.projects.get(project.id))?.title).toBe('later');
  });

  test('passes on what only a newer Brushword knows', async () => {
    const [one, two] = [await device('one'), await device('two')];
    const newer = { table: 'futures', id: 'f', field: 'made', value: 1 };
    const stamp = '000000001-0000-newer';
    server.vault.push({ edition: 1, device: 'newer', read: 0, changes: [{ ...newer, stamp }] }, server.time);
    await sync(one);
    expect(await one.database.aside.toArray()).toMatchObject([{ changes: [{ ...newer, stamp }] }]);
    const next = new FakeServer();
    next.whose = parse(AccountId, 'a_2');
    await adopt(one.database, next.whose);
    await push(one.database, next, next.whose, () => Promise.resolve(new Map()), signal);
    await adopt(two.database, next.whose);
    await pull(two.database, next, next.whose, signal);
    expect(await shown(two)).toEqual(await shown(one));
  });
});

describe('bytes', () => {
  test('go before the records that name them, each once, and only where they are missing', async () => {
    const [one, two] = [await device('one'), await device('two')];
    await commit(one.database, await newProject(one.world, 'same'));
    await commit(two.database, await newProject(two.world, 'same'));
    await sync(one);
    await sync(two);
    expect(server.asked.filter(what => what === 'put')).toHaveLength(1);
    expect(server.early).toEqual([]);
  });

  test('that are large go in pieces, and on from where they were cut', { timeout: 60_000 }, async () => {
    const one = await device('one');
    const bytes = new Uint8Array(blobLimits.whole + 5);
    bytes.forEach((_, i) => (bytes[i] = (i >> 16) + i));
    const blob = new Blob([bytes], { type: 'image/png' });
    const hash = await hashOf(blob);
    const work = await newProject(one.world);
    await commit(one.database, { ...work, assets: [...work.assets, { hash, blob }] });
    let puts = 0;
    server.fate = () => (server.asked.at(-1) === 'put' && ++puts === 3 ? 'request lost' : 'well');
    expect((await faultFrom(send(one))).name).toBe('offline');
    expect(server.vault.head).toBe(0);
    await send(one);
    expect(puts).toBe(5);
    expect(await hashOf(server.blobs.get(hash)!)).toBe(hash);
  });

  test('that are others than they are called are not kept', async () => {
    const [one, two] = [await device('one'), await device('two')];
    const { assets } = await newProject(one.world);
    await commit(one.database, { assets });
    await sync(one);
    await sync(two);
    server.blobs.set(assets[0].hash, (await parcel('other')).blob);
    const fetching = new Fetching(two.database, server, signal);
    two.database.elsewhere = asset => fetching.bytes(asset);
    expect((await faultFrom(readBytes(two.database, assets[0].hash))).name).toBe('refused');
    expect(await two.database.bytes.count()).toBe(0);
    // Once more, since only its way may have been bad.
    expect(server.asked.filter(what => what === 'get')).toHaveLength(2);
  });
});

test('a page is kept whole or not at all', async () => {
  vi.spyOn(console, 'trace').mockReturnValue(undefined);
  const [one, two] = [await device('one'), await device('two')];
  await commit(one.database, await newProject(one.world));
  await sync(one);
  const before = await everything(two.database);
  const { put } = IDBObjectStore.prototype;
  const failing = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...row
  ) {
    if (this.name === 'meta') throw new DOMException('no room', 'QuotaExceededError');
    return put.apply(this, row);
  });
  expect((await faultFrom(pull(two.database, server, account, signal))).name).toBe('no-space');
  failing.mockRestore();
  expect(await everything(two.database)).toEqual(before);
  await pull(two.database, server, account, signal);
  expect(await shown(two)).toEqual(await shown(one));
});

test('what was asked to stop keeps nothing more', async () => {
  const one = await device('one');
  await commit(one.database, await newProject(one.world));
  const stopped = AbortSignal.abort();
  const thrown: unknown = await push(
    one.database,
    server,
    account,
    () => Promise.resolve(new Map()),
    stopped,
  ).catch((error: unknown) => error);
  expect(Fault.from(thrown).name).toBe('stopped');
  expect(server.vault.head).toBe(0);
  expect(parse(DeviceId, one.database.device)).toBe(one.database.device);
});
