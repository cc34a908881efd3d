/** What is let go, and what never is. */
import { afterEach, expect, test, vi } from 'vitest';
import { JobId } from '../../../core/contract/ids.ts';
import { referenceOf } from '../../../core/library/reference.ts';
import { readBytes, readPicture } from '../../../src/data/assets.ts';
import { commit } from '../../../src/data/commit.ts';
import { referencesIn } from '../../../src/data/read.ts';
import { UNDELETE } from '../../../core/sync/vault.ts';
import { sweep } from '../../../src/data/sweep.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { cleanUp, everything, faultFrom, given, landed, newProject, parcel } from './given.ts';

afterEach(async () => {
  vi.restoreAllMocks();
  await cleanUp();
});

const DAY = 24 * 60 * 60_000;

/** Two projects: one with a patch on its photo and a mask, one with a photo of its own. Both name one thumb. */
async function start() {
  const world = fakeWorld('fake', 1_700_000_000_000);
  const database = await given({ world });
  const [a, b] = [await newProject(world, 'photo a'), await newProject(world, 'photo b')];
  const thumb = await parcel('thumb');
  const { version, ...work } = await landed(world, a.version, 'patch');
  const mask = await parcel('mask');
  await commit(database, {
    ...a,
    assets: [...a.assets, thumb],
    versions: [{ ...a.version, thumb: thumb.hash }],
  });
  await commit(database, {
    ...b,
    assets: [...b.assets, thumb],
    versions: [{ ...b.version, thumb: thumb.hash }],
  });
  await commit(database, {
    ...work,
    assets: [{ ...work.assets[0], base: a.version.picture }, mask],
    versions: [
      { ...version, recipe: { operation: 'remove', params: {}, mask: mask.hash, seed: 1, edition: '1' } },
    ],
  });
  const held = async () => (await database.bytes.toCollection().primaryKeys()).sort();
  return { world, database, a, b, thumb, mask, patch: work.assets[0], held };
}

test('nothing that a project names is let go, however old', async () => {
  const { world, database, held } = await start();
  const before = await held();
  expect(before).toHaveLength(5);
  world.time += 1000 * DAY;
  expect(await sweep(database)).toBe(0);
  expect(await held()).toEqual(before);
});

test('the mask of a job stays, so that it can be asked for again', async () => {
  const { world, database, a } = await start();
  const mask = await parcel('asked');
  const job = {
    id: world.id(JobId),
    project: a.project.id,
    on: a.version.id,
    operation: 'remove',
    title: 'remove',
    recipe: { operation: 'remove', params: {}, mask: mask.hash, seed: 1, edition: '1' },
    state: 'stopped' as const,
    asked: 1,
  };
  await commit(database, { assets: [mask], jobs: [job] });
  world.time += 1000 * DAY;
  expect(await sweep(database)).toBe(0);
});

test('what nothing names goes after a day', async () => {
  const { world, database } = await start();
  const loose = await parcel('loose');
  await commit(database, { assets: [loose] });
  world.time += DAY - 1;
  expect(await sweep(database)).toBe(0);
  world.time += 2;
  expect(await sweep(database)).toBe(1);
  expect((await faultFrom(readBytes(database, loose.hash))).message).toMatch(/no longer on this device/);
});

test('a deleted project keeps its bytes for thirty days and can be brought back', async () => {
  const { world, database, a, held } = await start();
  await commit(database, { projects: [{ id: a.project.id, deleted: true }] });
  const before = await held();
  world.time += UNDELETE - 1;
  expect(await sweep(database)).toBe(0);
  expect(await held()).toEqual(before);
  await commit(database, { projects: [{ id: a.project.id, deleted: false }] });
  world.time += 1000 * DAY;
  expect(await sweep(database)).toBe(0);
});

test('after that its own bytes go, and what others name too stays', async () => {
  const { world, database, a, b, thumb, held } = await start();
  await commit(database, { projects: [{ id: a.project.id, deleted: true }] });
  world.time += UNDELETE + 1;
  // The photo, the patch and the mask of a.
  expect(await sweep(database)).toBe(3);
  expect(await held()).toEqual([b.version.picture, thumb.hash].sort());
  expect(await database.versions.count()).toBe(3);
});

test('a photo stays while a patch of another project lies on it', async () => {
  const { world, database, a, b, patch } = await start();
  const { version, ...work } = await landed(world, b.version, 'other');
  await commit(database, { ...work, versions: [{ ...version, picture: patch.hash }] });
  await commit(database, { projects: [{ id: a.project.id, deleted: true }] });
  world.time += UNDELETE + 1;
  await sweep(database);
  expect(await (await readPicture(database, patch.hash)).base?.blob.text()).toBe('photo a');
});

test('a sweep that breaks off lets nothing go', async () => {
  const { world, database, a } = await start();
  await commit(database, { projects: [{ id: a.project.id, deleted: true }] });
  world.time += UNDELETE + 1;
  const before = await everything(database);
  let deletions = 0;
  const real = IDBObjectStore.prototype.delete;
  vi.spyOn(console, 'trace').mockReturnValue(undefined);
  const breaking = vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (
    this: IDBObjectStore,
    key,
  ) {
    if (++deletions === 2) this.transaction.abort();
    return real.call(this, key);
  });
  await faultFrom(sweep(database));
  breaking.mockRestore();
  expect(deletions).toBeGreaterThanOrEqual(2);
  expect(await everything(database)).toEqual(before);
});

test('the picture of a reference stays, and goes a month after the reference was deleted', async () => {
  const { world, database } = await start();
  const picture = await parcel('liked');
  const image = { width: 2, height: 1, data: new Uint8ClampedArray([200, 60, 40, 255, 20, 30, 90, 255]) };
  const reference = referenceOf(image, { id: 'r', words: 'beach', tags: [], picture: picture.hash, made: 1 });
  await commit(database, { assets: [picture], references: [reference] });
  world.time += 1000 * DAY;
  await sweep(database);
  expect(await (await readBytes(database, picture.hash)).text()).toBe('liked');
  await commit(database, { references: [{ id: 'r', deleted: true }] });
  expect(await referencesIn(database)).toEqual([]);
  await sweep(database);
  expect(await (await readBytes(database, picture.hash)).text()).toBe('liked');
  world.time += UNDELETE + DAY;
  await sweep(database);
  expect((await faultFrom(readBytes(database, picture.hash))).name).toBe('not-found');
});

test('a reference never names a picture that is not kept', async () => {
  const { database } = await start();
  const image = { width: 1, height: 1, data: new Uint8ClampedArray([200, 60, 40, 255]) };
  const { hash } = await parcel('nowhere');
  const reference = referenceOf(image, { id: 'r', words: '', tags: [], picture: hash, made: 1 });
  expect((await faultFrom(commit(database, { references: [reference] }))).name).toBe('bug');
  expect(await referencesIn(database)).toEqual([]);
});
