/** Opening: what an earlier Brushword kept, what a later one has taken over, and what the browser will not give. */
import type {} from '@vitest/browser-playwright';
import { cdp } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Fault } from '../../../core/contract/fault.ts';
import { ProviderId } from '../../../core/contract/ids.ts';
import { leans, learn } from '../../../core/library/profile.ts';
import { merge, nothing, recordsOf } from '../../../core/sync/merge.ts';
import { readBytes } from '../../../src/data/assets.ts';
import { commit } from '../../../src/data/commit.ts';
import { EDITION, openDatabase } from '../../../src/data/database.ts';
import { keepOwnProvider, ownProvidersIn } from '../../../src/data/own.ts';
import { projectsOf, referencesIn, versionsOf } from '../../../src/data/read.ts';
import { leftIn } from '../../../src/data/sync/left.ts';
import { changeTaste, tasteIn } from '../../../src/data/taste.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { cleanUp, faultFrom, freshName, given, newProject, remove } from './given.ts';

// The library prints where it met each of the failures that are made here.
beforeEach(() => {
  vi.spyOn(console, 'trace').mockReturnValue(undefined);
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await cleanUp();
});

/** The library writes an edition's number times ten. */
const native = (edition: number): number => edition * 10;

/** A connection without the library, as another tab with another Brushword would hold it. Deaf to `versionchange`. */
function raw(
  name: string,
  edition: number,
  upgrade: (db: IDBDatabase) => void = () => undefined,
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, native(edition));
    request.onupgradeneeded = () => upgrade(request.result);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('not opened'));
  });
}

/** The tables as edition 1 made them. Never to be changed: this is what lies on people's disks. */
function makeEdition1(db: IDBDatabase): void {
  const table = (name: string, keyPath: string, ...indexes: string[]): void => {
    const store = db.createObjectStore(name, { keyPath });
    for (const index of indexes) store.createIndex(index, index);
  };
  table('projects', 'id', 'changed');
  table('versions', 'id', 'project');
  table('jobs', 'id', 'project', 'state');
  table('assets', 'hash');
  table('bytes', 'hash', 'kept');
  table('meta', 'key');
  db.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true });
}

/** And as edition 2 did. */
function makeEdition2(db: IDBDatabase): void {
  makeEdition1(db);
  db.createObjectStore('stamps', { keyPath: ['table', 'id'] });
}

/** And as edition 3 did. */
function makeEdition3(db: IDBDatabase): void {
  makeEdition2(db);
  const scenes = db.createObjectStore('scenes', { keyPath: 'hash' });
  scenes.createIndex('kept', 'kept');
}

/** And as edition 5 did. */
function makeEdition5(db: IDBDatabase): void {
  makeEdition3(db);
  db.createObjectStore('references', { keyPath: 'id' }).createIndex('made', 'made');
  for (const name of ['tasteCounts', 'tasteWords', 'dismissals'])
    db.createObjectStore(name, { keyPath: 'id' });
  db.deleteObjectStore('outbox');
  const outbox = db.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true });
  outbox.createIndex('[table+id+field]', ['table', 'id', 'field']);
}

/** And as edition 6 did. */
function makeEdition6(db: IDBDatabase): void {
  makeEdition5(db);
  db.deleteObjectStore('outbox');
  const outbox = db.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true });
  outbox.createIndex('[table+id+field]', ['table', 'id', 'field']);
  outbox.createIndex('taken', 'taken');
  db.createObjectStore('others', { keyPath: 'id' }).createIndex('record', 'record');
  const aside = db.createObjectStore('aside', { keyPath: ['table', 'id'] });
  aside.createIndex('awaits', 'awaits', { multiEntry: true });
}

/** And as edition 7 did. */
function makeEdition7(db: IDBDatabase): void {
  makeEdition6(db);
  db.createObjectStore('own', { keyPath: 'id' });
  db.createObjectStore('consents', { keyPath: 'provider' });
  db.createObjectStore('errands', { keyPath: 'job' });
}

const hash = '0'.repeat(63) + '1';
const project = { id: 'p', title: 'sofa', head: 'v', tip: 'v', thumb: hash, made: 5, changed: 6 };
const version = {
  id: 'v',
  project: 'p',
  parents: [],
  title: 'opened',
  picture: hash,
  thumb: hash,
  width: 2,
  height: 1,
  made: 5,
};
const stamps = ['000000001-0000-old', '000000002-0000-old'] as const;

function fillEdition1(db: IDBDatabase): Promise<void> {
  const transaction = db.transaction(
    ['projects', 'versions', 'assets', 'bytes', 'outbox', 'meta'],
    'readwrite',
  );
  const put = (table: string, row: unknown): void => void transaction.objectStore(table).put(row);
  put('projects', project);
  put('versions', version);
  put('assets', { hash, type: 'image/png', size: 5 });
  put('bytes', { hash, blob: new Blob(['photo'], { type: 'image/png' }), kept: 5 });
  put('meta', { key: 'device', value: 'old' });
  put('meta', { key: 'clock', value: stamps[1] });
  // The title was set twice, and its changes stand in the outbox out of order.
  put('outbox', { table: 'projects', id: 'p', field: 'title', value: 'sofa', stamp: stamps[1] });
  for (const [field, value] of Object.entries({ ...project, title: 'photo' })) {
    if (field !== 'id') put('outbox', { table: 'projects', id: 'p', field, value, stamp: stamps[0] });
  }
  put('outbox', { table: 'versions', id: 'v', field: 'title', value: 'opened', stamp: stamps[0] });
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('not filled'));
  });
}

async function edition1(): Promise<string> {
  const name = freshName();
  const db = await raw(name, 1, makeEdition1);
  await fillEdition1(db);
  db.close();
  return name;
}

describe('a database of edition 1', () => {
  test('is brought to the newest edition with all that is in it', async () => {
    const database = await given({ name: await edition1() });
    expect(database.backendDB().version).toBe(native(EDITION));
    expect(await projectsOf(database)).toEqual([project]);
    const [found] = await versionsOf(database, (await projectsOf(database))[0]!.id);
    expect(found).toEqual(version);
    const blob = await readBytes(database, found!.picture);
    expect([await blob.text(), blob.type]).toEqual(['photo', 'image/png']);
    expect(database.device).toBe('old');
  });

  test('learns from its outbox when each field was last set', async () => {
    const database = await given({ name: await edition1() });
    const [early, late] = stamps;
    expect((await database.stamps.toArray()).map(({ id, fields }) => [id, fields])).toEqual([
      ['p', { title: late, head: early, tip: early, thumb: early, made: early, changed: early }],
      ['v', { title: early }],
    ]);
  });

  test('goes on: a commit is later than all before, and the outbox tells it all', async () => {
    const database = await given({ name: await edition1(), world: fakeWorld('new', 0) });
    const id = (await projectsOf(database))[0]!.id;
    const [change] = await commit(database, { projects: [{ id, title: 'lamp' }] });
    expect(change!.stamp > stamps[1]).toBe(true);
    const waiting = await database.outbox.toArray();
    expect(waiting.filter(({ field, id: of }) => of === 'p' && field === 'title')).toHaveLength(1);
    const replayed = recordsOf(merge(nothing, waiting), 'projects');
    expect(replayed.get('p')).toEqual({ ...project, title: 'lamp' });
  });

  test('stays as it was where bringing it up breaks', async () => {
    const name = await edition1();
    const breaking = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    expect((await faultFrom(openDatabase(fakeWorld(), { name }))).name).toBe('no-space');
    breaking.mockRestore();
    const db = await raw(name, 1);
    expect([...db.objectStoreNames]).not.toContain('stamps');
    db.close();
    expect(await projectsOf(await given({ name }))).toEqual([project]);
  });
});

describe('a database of edition 2', () => {
  test('is brought to the newest edition with all that is in it, and room for what is seen', async () => {
    const name = freshName();
    const db = await raw(name, 2, makeEdition2);
    await fillEdition1(db);
    db.close();
    const database = await given({ name });
    expect(database.backendDB().version).toBe(native(EDITION));
    expect(await projectsOf(database)).toEqual([project]);
    expect(await database.stamps.count()).toBe(0);
    expect(await database.scenes.count()).toBe(0);
  });
});

describe('a database of edition 3', () => {
  test('is brought to the newest edition with all that is in it, and room for references and for taste', async () => {
    const name = freshName();
    const db = await raw(name, 3, makeEdition3);
    await fillEdition1(db);
    db.close();
    const world = fakeWorld();
    const database = await given({ name, world });
    expect(await projectsOf(database)).toEqual([project]);
    expect(await referencesIn(database)).toEqual([]);
    await changeTaste(database, (taste, device) => learn(taste, device, 'kept', [{ line: 'warmth', by: 1 }]));
    expect(leans(await tasteIn(database), 'warmth')).toBeGreaterThan(0);
  });
});

describe('a database of edition 5', () => {
  test('is brought to the newest edition: of each field only the last change waits, and the rest is as it was', async () => {
    const name = freshName();
    const db = await raw(name, 5, makeEdition5);
    await fillEdition1(db);
    db.close();
    const database = await given({ name });
    expect(database.backendDB().version).toBe(native(EDITION));
    expect(await projectsOf(database)).toEqual([project]);
    const waiting = await database.outbox.toArray();
    expect(waiting.filter(({ field, table }) => field === 'title' && table === 'projects')).toMatchObject([
      { value: 'sofa', stamp: stamps[1] },
    ]);
    expect(waiting).toHaveLength(7);
    expect(await Promise.all([database.others, database.aside].map(table => table.count()))).toEqual([0, 0]);
    expect(await database.meta.get('vault')).toBeUndefined();
  });
});

describe('a database of edition 6', () => {
  test('is brought to the newest edition with all that is in it, and room for machines elsewhere', async () => {
    const name = freshName();
    const db = await raw(name, 6, makeEdition6);
    await fillEdition1(db);
    db.close();
    const world = fakeWorld();
    const database = await given({ name, world });
    expect(database.backendDB().version).toBe(native(EDITION));
    expect(await projectsOf(database)).toEqual([project]);
    const machine = {
      kind: 'comfyui',
      name: 'Forge',
      config: {},
      secrets: { key: 'of the tests' },
      made: 1,
    } as const;
    const waiting = await database.outbox.count();
    await keepOwnProvider(database, { ...machine, id: world.id(ProviderId) });
    expect(await ownProvidersIn(database)).toMatchObject([machine]);
    // What only this device may know is no change that goes anywhere.
    expect(await database.outbox.count()).toBe(waiting);
    expect([await database.consents.count(), await database.errands.count()]).toEqual([0, 0]);
  });
});

describe('a database of edition 7', () => {
  test('is brought to the newest edition: what the vault had taken stands beside it, and what it had not still waits', async () => {
    const name = freshName();
    const db = await raw(name, 7, makeEdition7);
    await fillEdition1(db);
    const transaction = db.transaction(['outbox', 'meta'], 'readwrite');
    transaction.objectStore('meta').put({ key: 'vault', account: 'a_1', read: 3, offset: 7 });
    const heads = new Map([[1, 4], [2, 4], [4, 4], [5, 6]]); // prettier-ignore
    const outbox = transaction.objectStore('outbox');
    const request = outbox.openCursor();
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return;
      const row = cursor.value as { seq: number };
      if (heads.has(row.seq)) cursor.update({ ...row, taken: heads.get(row.seq) });
      cursor.continue();
    };
    await new Promise(resolve => (transaction.oncomplete = resolve));
    db.close();
    const database = await given({ name });
    expect(database.backendDB().version).toBe(native(EDITION));
    expect(await database.meta.get('vault')).toEqual({
      key: 'vault',
      account: 'a_1',
      read: 3,
      offset: 7,
      taken: [
        { first: 1, last: 2, head: 4 },
        { first: 4, last: 4, head: 4 },
        { first: 5, last: 5, head: 6 },
      ],
    });
    const rows = await database.outbox.toArray();
    expect(rows.some(row => 'taken' in row)).toBe(false);
    expect((await leftIn(database)).changes).toBe(rows.length - heads.size);
  });
});

describe('another Brushword in another tab', () => {
  test('newer and there before us: this one keeps its hands off', async () => {
    const name = freshName();
    (await raw(name, EDITION + 1, makeEdition1)).close();
    const fault = await faultFrom(openDatabase(fakeWorld(), { name }));
    expect([fault.name, fault.message]).toEqual([
      'conflict',
      expect.stringMatching(/newer Brushword.*Reload/),
    ]);
    const db = await raw(name, EDITION + 1);
    expect([...db.objectStoreNames]).not.toContain('stamps');
    db.close();
    await remove(name);
  });

  test('newer and coming while we are open: it may go ahead, and we say so and write no more', async () => {
    const lost: Fault[] = [];
    const world = fakeWorld();
    const database = await given({ world, onlost: fault => lost.push(fault) });
    const work = await newProject(world);
    (await raw(database.name, EDITION + 1)).close();
    expect(lost.map(fault => fault.name)).toEqual(['conflict']);
    expect((await faultFrom(commit(database, work))).message).toMatch(/newer Brushword/);
    expect((await faultFrom(projectsOf(database))).message).toMatch(/newer Brushword/);
  });

  test('older and not letting go: we say which tab to close', async () => {
    vi.spyOn(console, 'warn').mockReturnValue(undefined);
    const name = await edition1();
    const held = await raw(name, 1);
    const fault = await faultFrom(openDatabase(fakeWorld(), { name }));
    held.close();
    expect([fault.name, fault.message]).toEqual([
      'conflict',
      expect.stringMatching(/older Brushword.*Close that tab/),
    ]);
    expect(await projectsOf(await given({ name }))).toEqual([project]);
  });

  test('older and letting go after a while: we wait for it', async () => {
    vi.spyOn(console, 'warn').mockReturnValue(undefined);
    const name = await edition1();
    const held = await raw(name, 1);
    setTimeout(() => held.close(), 500);
    expect(await projectsOf(await given({ name }))).toEqual([project]);
  });
});

describe('data that is deleted while we are open', () => {
  test('is told, and nothing is written into the void', async () => {
    const lost: Fault[] = [];
    const world = fakeWorld();
    const database = await given({ world, onlost: fault => lost.push(fault) });
    const work = await newProject(world);
    await remove(database.name);
    expect(lost.map(fault => fault.message)).toEqual([expect.stringMatching(/was deleted. Reload/)]);
    expect((await faultFrom(commit(database, work))).name).toBe('not-found');
    // Nor does the library make it anew by itself.
    await expect(database.projects.count()).rejects.toMatchObject({ name: 'DatabaseClosedError' });
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(database.name);
  });

  test('and made anew behind our back is seen to be another one', async () => {
    const lost: Fault[] = [];
    const database = await given({ onlost: fault => lost.push(fault) });
    // As the browser does it when it clears a site: the connection is closed, and the library opens it again.
    database.close({ disableAutoOpen: false });
    await remove(database.name);
    expect((await faultFrom(projectsOf(database))).name).toBe('not-found');
    expect(lost).toHaveLength(1);
  });
});

test('the browser clearing the site is noticed at the next step, and nothing is written into the void', async () => {
  const lost: Fault[] = [];
  const world = fakeWorld();
  const database = await given({ world, onlost: fault => lost.push(fault) });
  const { project, ...work } = await newProject(world);
  await commit(database, work);
  await cdp().send('Storage.clearDataForOrigin', { origin: location.origin, storageTypes: 'indexeddb' });
  const fault = await faultFrom(commit(database, { projects: [{ id: project.id, title: 'x' }] }));
  expect([fault.name, fault.message]).toEqual(['not-found', expect.stringMatching(/was deleted. Reload/)]);
  expect(lost).toEqual([fault]);
});

describe('a browser that gives no database', () => {
  const open = () => openDatabase(fakeWorld(), { name: freshName() });
  const sentence = /lets Brushword keep nothing here. Leave private browsing/;

  test.each([
    ['has none', undefined],
    ['has it switched off', null],
  ])('%s', async (_name, missing) => {
    vi.stubGlobal('indexedDB', missing);
    const fault = await faultFrom(open());
    expect([fault.name, fault.message]).toEqual(['refused', expect.stringMatching(sentence)]);
  });

  test('throws when asked for it', async () => {
    const usual = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB')!;
    Object.defineProperty(globalThis, 'indexedDB', {
      configurable: true,
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    try {
      expect((await faultFrom(open())).message).toMatch(sentence);
    } finally {
      Object.defineProperty(globalThis, 'indexedDB', usual);
    }
  });

  test.each(['SecurityError', 'InvalidStateError', 'UnknownError'])('throws %s on opening', async kind => {
    vi.spyOn(console, 'warn').mockReturnValue(undefined);
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException('denied', kind);
    });
    const fault = await faultFrom(open());
    expect([fault.name, fault.message]).toEqual(['refused', expect.stringMatching(sentence)]);
  });
});
