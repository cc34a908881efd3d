/** What an account's screens need to know of a device: what takes room, what two devices disagree on, and how all of it goes. */
import { afterEach, expect, test } from 'vitest';
import { AccountId } from '../../../core/contract/ids.ts';
import type { Other } from '../../../core/contract/other.ts';
import { parse } from '../../../core/contract/schema.ts';
import { clearDevice } from '../../../src/data/clear.ts';
import { standingOf } from '../../../src/data/clock.ts';
import { commit } from '../../../src/data/commit.ts';
import { disagreementsIn } from '../../../src/data/disagreements.ts';
import { keepRecording, recordings } from '../../../src/data/recordings.ts';
import { sizesOf } from '../../../src/data/sizes.ts';
import { adopt } from '../../../src/data/sync/adopt.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { cleanUp, everything, given, landed, newProject } from './given.ts';

afterEach(cleanUp);

const stamp = '000000001-0000-other';

test('the largest project comes first, with all that its versions name; what is deleted is left out', async () => {
  const world = fakeWorld('one');
  const database = await given({ world });
  const [small, large, gone] = [await newProject(world, 'abc'), await newProject(world, 'abcdefgh'), await newProject(world, 'deleted')]; // prettier-ignore
  for (const work of [small, large, gone]) await commit(database, work);
  const further = await landed(world, large.version, '12345');
  await commit(database, further);
  await commit(database, { projects: [{ id: gone.project.id, deleted: true }] });
  expect(await sizesOf(database)).toEqual([
    { id: large.project.id, title: 'abcdefgh', bytes: 13 },
    { id: small.project.id, title: 'abc', bytes: 3 },
  ]);
});

test('what two devices set is found with both its values, until it is settled or alike', async () => {
  const world = fakeWorld('one');
  const database = await given({ world });
  const work = await newProject(world, 'here');
  const next = await landed(world, work.version, 'next');
  await commit(database, work);
  await commit(database, next);
  const { id } = work.project;
  const other = (fields: Omit<Other, 'stamp'>): Other => ({ ...fields, stamp });
  await commit(database, {
    others: [
      other({ id: 'title', table: 'projects', record: id, field: 'title', value: 'there' }),
      other({ id: 'head', table: 'projects', record: id, field: 'head', value: work.version.id }),
      other({ id: 'lost', table: 'projects', record: id, field: 'head', value: 'never-here' }),
      other({ id: 'alike', table: 'projects', record: id, field: 'title', value: 'here' }),
      other({ id: 'job', table: 'jobs', record: 'nobody’s', field: 'state', value: 'done' }),
    ],
  });
  const found = await disagreementsIn(database);
  const heads = found.filter(({ other }) => other.field === 'head');
  expect(heads.map(({ heads }) => [heads?.now?.id, heads?.other?.id])).toEqual(
    expect.arrayContaining([
      [next.version.id, work.version.id],
      [next.version.id, undefined],
    ]),
  );
  expect(found.find(({ other }) => other.id === 'title')).toMatchObject({ now: 'here', row: { id }, heads: undefined }); // prettier-ignore
  expect(found).toHaveLength(3);
  await commit(database, { projects: [{ id, deleted: true }] });
  expect(await disagreementsIn(database)).toEqual([]);
  await commit(database, { projects: [{ id, deleted: undefined }] });
  expect(await disagreementsIn(database)).toHaveLength(3);
  await commit(database, { others: found.map(({ other }) => ({ id: other.id, settled: true })) });
  expect(await disagreementsIn(database)).toEqual([]);
});

test('a device that is cleared holds nothing of anybody, and goes on as the same device', async () => {
  const world = fakeWorld('one');
  const database = await given({ world });
  await commit(database, await newProject(world));
  await adopt(database, parse(AccountId, 'a_1'));
  await keepRecording(new Blob(['said']), 'warmer', 1);
  const clock = await database.meta.get('clock');
  await clearDevice(database);
  const { meta, ...rest } = await everything(database);
  expect(Object.values(rest).flat()).toEqual([]);
  expect(meta).toHaveLength(2);
  expect([await database.meta.get('clock'), await standingOf(database)]).toEqual([clock, undefined]);
  expect(await recordings()).toEqual([]);
  const work = await newProject(world, 'new');
  await commit(database, work);
  expect(await database.projects.toArray()).toEqual([work.project]);
});
