/** The one door for writing: what it keeps, what it refuses, and that it keeps all or nothing. */
import { afterEach, expect, test } from 'vitest';
import { hashOf, readBytes, readPicture } from '../../../src/data/assets.ts';
import { commit } from '../../../src/data/commit.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { cleanUp, everything, faultFrom, given, landed, newProject, parcel } from './given.ts';

afterEach(cleanUp);

test('a project is kept with its version, its bytes and the changes to send', async () => {
  const world = fakeWorld();
  const database = await given({ world });
  const { project, version, ...work } = await newProject(world);
  const changes = await commit(database, work);
  expect(await database.projects.get(project.id)).toEqual(project);
  expect(await database.versions.get(version.id)).toEqual(version);
  expect(await (await readBytes(database, version.picture)).text()).toBe('photo');
  expect((await readBytes(database, version.picture)).type).toBe('image/png');
  expect((await database.outbox.toArray()).map(({ seq: _, ...change }) => change)).toEqual(changes);
  expect(
    changes
      .filter(change => change.id === project.id)
      .map(change => change.field)
      .sort(),
  ).toEqual(['changed', 'head', 'made', 'thumb', 'tip', 'title']);
});
