/** Bytes by their hash, and what the browser says of its storage. */
import type {} from '@vitest/browser-playwright';
import { cdp } from 'vitest/browser';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { AssetHash, VersionId } from '../../../core/contract/ids.ts';
import { parse } from '../../../core/contract/schema.ts';
import { hashOf, readBytes, readPicture, verify } from '../../../src/data/assets.ts';
import { commit } from '../../../src/data/commit.ts';
import { askToKeep, storageFacts } from '../../../src/data/storage.ts';
import { world } from '../../../src/data/world.ts';
import { cleanUp, faultFrom, given, parcel } from './given.ts';

afterEach(async () => {
  vi.restoreAllMocks();
  await cleanUp();
});

describe('a hash', () => {
  // FIPS 180-4, the examples of NIST.
  test.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('of "%s"', async (text, hash) => {
    expect(await hashOf(new Blob([text]))).toBe(hash);
  });
});

describe('bytes', () => {
  test('that were never there, or are cut short, are not found', async () => {
    const database = await given();
    expect((await faultFrom(readBytes(database, parse(AssetHash, 'd'.repeat(64))))).name).toBe('not-found');
    const asset = await parcel('whole');
    await commit(database, { assets: [asset] });
    await database.bytes.put({ hash: asset.hash, blob: new Blob(['who']), kept: 0 });
    expect((await faultFrom(readPicture(database, asset.hash))).name).toBe('not-found');
  });

  test('are verified by hashing them again', async () => {
    const database = await given();
    const asset = await parcel('whole');
    await commit(database, { assets: [asset] });
    expect(await verify(database, asset.hash)).toBe(true);
    await database.bytes.put({ hash: asset.hash, blob: new Blob(['hole!']), kept: 0 });
    expect(await verify(database, asset.hash)).toBe(false);
    await database.bytes.clear();
    expect(await verify(database, asset.hash)).toBe(false);
  });

  test('come back bit for bit', async () => {
    const database = await given();
    const bytes = crypto.getRandomValues(new Uint8Array(50_000));
    const blob = new Blob([bytes], { type: 'image/webp' });
    const hash = await hashOf(blob);
    await commit(database, { assets: [{ hash, blob }] });
    const back = await readBytes(database, hash);
    expect(new Uint8Array(await back.arrayBuffer())).toEqual(bytes);
    expect(back.type).toBe('image/webp');
  });
});

describe('the storage', () => {
  test('says how full it is', async () => {
    const database = await given();
    const before = await storageFacts();
    const blob = new Blob([crypto.getRandomValues(new Uint8Array(65_536)), new Uint8Array(4 << 20)]);
    await commit(database, { assets: [{ hash: await hashOf(blob), blob }] });
    await expect.poll(async () => (await storageFacts()).used - before.used).toBeGreaterThan(4 << 20);
    expect(before.quota).toBeGreaterThan(before.used);
  });

  test('is kept for good only once the browser has promised it', async () => {
    const { targetInfo } = await cdp().send('Target.getTargetInfo');
    const setting = (value: 'granted' | 'denied') =>
      cdp().send('Browser.setPermission', {
        permission: { name: 'persistent-storage' },
        setting: value,
        origin: location.origin,
        ...(targetInfo.browserContextId && { browserContextId: targetInfo.browserContextId }),
      });
    await setting('denied');
    expect(await askToKeep()).toBe(false);
    expect((await storageFacts()).keptForGood).toBe(false);
    await setting('granted');
    expect(await askToKeep()).toBe(true);
    expect((await storageFacts()).keptForGood).toBe(true);
  });

  test('that says nothing is a fault with a way on', async () => {
    vi.spyOn(StorageManager.prototype, 'estimate').mockRejectedValue(new TypeError('no'));
    expect((await faultFrom(storageFacts())).message).toMatch(/Export what matters/);
  });
});

test('the world gives names nobody else has, and chance', () => {
  const names = new Set(Array.from({ length: 100 }, () => world.id(VersionId)));
  expect(names.size).toBe(100);
  const seeds = Array.from({ length: 100 }, () => world.seed());
  expect(seeds.every(seed => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)).toBe(true);
  expect(new Set(seeds).size).toBeGreaterThan(90);
  expect(Math.abs(world.now() - Date.now())).toBeLessThan(1000);
});
