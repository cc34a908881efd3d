/** What was seen in pictures: kept, and never trusted more than what can be seen again. */
import { afterEach, expect, test } from 'vitest';
import { AssetHash } from '../../../core/contract/ids.ts';
import type { Sighted } from '../../../core/contract/scene.ts';
import { parse } from '../../../core/contract/schema.ts';
import { keepScene, sceneIn } from '../../../src/data/scenes.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { cleanUp, given } from './given.ts';

afterEach(cleanUp);

const hashed = (digit: number): AssetHash => parse(AssetHash, digit.toString(16).padStart(64, '0'));
const sighted: Sighted = {
  scene: { edition: 2, width: 4, height: 2, regions: [] },
  copy: { width: 4, height: 2 },
  masks: [Uint32Array.of(3, 2, 3)],
};

test('what was kept is there again, for the picture it is of', async () => {
  const database = await given();
  await keepScene(database, hashed(1), sighted);
  expect(await sceneIn(database, hashed(1), 2)).toEqual(sighted);
  expect(await sceneIn(database, hashed(2), 2)).toBeUndefined();
});

test('nothing where an older edition saw it', async () => {
  const database = await given();
  await keepScene(database, hashed(1), sighted);
  expect(await sceneIn(database, hashed(1), 3)).toBeUndefined();
});

test('nothing where other networks looked than would look now', async () => {
  const database = await given();
  const by = ['dfine-s@1', 'slimsam@1'];
  await keepScene(database, hashed(1), sighted);
  expect(await sceneIn(database, hashed(1), 2, by)).toBeUndefined();
  const named = { ...sighted, scene: { ...sighted.scene, by } };
  await keepScene(database, hashed(1), named);
  expect(await sceneIn(database, hashed(1), 2, by)).toEqual(named);
  expect(await sceneIn(database, hashed(1), 2, ['dfine-s@1'])).toBeUndefined();
  expect(await sceneIn(database, hashed(1), 2)).toBeUndefined();
});

test.each([
  ['no scene at all', 'nothing'],
  ['no masks', { ...sighted, masks: undefined }],
  ['a region of nothing', { ...sighted, scene: { ...sighted.scene, regions: [{ id: 0 }] } }],
])('nothing where it was damaged: %s', async (_, damaged) => {
  const database = await given();
  await database.table('scenes').put({ hash: hashed(1), sighted: damaged, kept: 1 });
  expect(await sceneIn(database, hashed(1), 2)).toBeUndefined();
});

test('a hundred of them; the oldest go', async () => {
  const database = await given({ world: fakeWorld('d', 5) });
  await database
    .table('scenes')
    .bulkPut(Array.from({ length: 100 }, (_, at) => ({ hash: hashed(at), sighted, kept: at - 1000 })));
  await keepScene(database, hashed(200), sighted);
  expect(await database.scenes.count()).toBe(100);
  expect(await sceneIn(database, hashed(0), 2)).toBeUndefined();
  expect(await sceneIn(database, hashed(1), 2)).toEqual(sighted);
  expect(await sceneIn(database, hashed(200), 2)).toEqual(sighted);
});
