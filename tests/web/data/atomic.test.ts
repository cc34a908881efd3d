/** Whatever breaks in the middle of a commit: all of it is there, or none of it. */
import type {} from '@vitest/browser-playwright';
import { cdp } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readBytes } from '../../../src/data/assets.ts';
import { commit } from '../../../src/data/commit.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { cleanUp, everything, faultFrom, given, landed, newProject } from './given.ts';

/** https://wicg.github.io/storage-buckets/ */
declare global {
  interface Navigator {
    readonly storageBuckets: {
      open(name: string): Promise<{ readonly indexedDB: IDBFactory }>;
      delete(name: string): Promise<void>;
    };
  }
}

// The library prints where it met each of the failures that are made here.
beforeEach(() => {
  vi.spyOn(console, 'trace').mockReturnValue(undefined);
});

afterEach(async () => {
  vi.restoreAllMocks();
  await cleanUp();
});

async function start() {
  const world = fakeWorld();
  const database = await given({ world });
  const { version, ...work } = await newProject(world);
  await commit(database, work);
  return { world, database, version, next: await landed(world, version, 'made') };
}

/** Makes the `nth` row to be written go wrong. `rows` says how many were written. */
function breakAt(nth: number, how: (store: IDBObjectStore) => void): { rows(): number; stop(): void } {
  let rows = 0;
  const spies = (['put', 'add'] as const).map(method => {
    const real = IDBObjectStore.prototype[method];
    return vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (
      this: IDBObjectStore,
      ...row
    ) {
      if (++rows === nth) how(this);
      return real.apply(this, row);
    });
  });
  return { rows: () => rows, stop: () => spies.forEach(spy => spy.mockRestore()) };
}

const full = (): never => {
  throw new DOMException('no room', 'QuotaExceededError');
};

test('the rows of a commit are counted, so that each can be made to fail', async () => {
  const { database, next } = await start();
  const { rows } = breakAt(Infinity, () => undefined);
  const changes = await commit(database, next);
  // Bytes, asset, project and version; the stamps of the last three; the changes; the clock.
  expect(rows()).toBe(4 + 3 + changes.length + 1);
});

describe.each([
  ['a full disk', full, 'no-space'],
  ['a transaction that the browser aborts', (store: IDBObjectStore) => store.transaction.abort(), 'bug'],
] as const)('%s', (_name, how, kind) => {
  test('at any row leaves nothing, and the same commit goes through afterwards', async () => {
    const { database, next } = await start();
    const before = await everything(database);
    let done = false;
    let failures = 0;
    for (let nth = 1; !done; nth++) {
      const { rows, stop } = breakAt(nth, how);
      const thrown = await commit(database, next).then(
        () => undefined,
        (fault: unknown) => fault,
      );
      done = rows() < nth;
      stop();
      if (done) {
        expect(thrown).toBeUndefined();
      } else {
        failures++;
        expect(thrown).toMatchObject({ name: kind });
        expect(await everything(database)).toEqual(before);
      }
    }
    expect(failures).toBeGreaterThan(15);
    expect(await (await readBytes(database, next.version.picture)).text()).toBe('made');
    expect(await database.versions.get(next.version.id)).toEqual(next.version);
  });
});

test('a disk that is really full says so, keeps what was kept, and works again once there is room', async () => {
  // A bucket of its own: Chromium remembers for half a minute how much room it once found in a bucket.
  const bucket = await navigator.storageBuckets.open('full-disk');
  const { usage = 0 } = await navigator.storage.estimate();
  const ROOM = 4 << 20;
  await cdp().send('Storage.overrideQuotaForOrigin', { origin: location.origin, quotaSize: usage + ROOM });
  vi.stubGlobal('indexedDB', bucket.indexedDB);
  try {
    const { world, database, version } = await start();
    const before = await everything(database);
    const { version: next, ...work } = await landed(world, version, 'big');
    const assets = [{ ...work.assets[0], blob: noise(2 * ROOM) }];
    const fault = await faultFrom(commit(database, { ...work, assets }));
    expect(fault.name).toBe('no-space');
    expect(fault.message).toMatch(/everything kept before is safe/);
    expect(await everything(database)).toEqual(before);
    expect(await (await readBytes(database, version.picture)).text()).toBe('photo');
    await cdp().send('Storage.overrideQuotaForOrigin', { origin: location.origin });
    await commit(database, { ...work, assets });
    expect((await readBytes(database, next.picture)).size).toBe(2 * ROOM);
    database.close();
  } finally {
    vi.unstubAllGlobals();
    await cdp().send('Storage.overrideQuotaForOrigin', { origin: location.origin });
    await navigator.storageBuckets.delete('full-disk');
  }
});

/** Bytes that no disk can make smaller. */
function noise(size: number): Blob {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  return new Blob([bytes]);
}
