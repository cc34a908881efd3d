/** The one door for writing: what it keeps, and what it refuses. */
import { afterEach, describe, expect, test } from 'vitest';
import { liveQuery } from 'dexie';
import { AssetHash, JobId, VersionId } from '../../../core/contract/ids.ts';
import type { Job } from '../../../core/contract/job.ts';
import { parse } from '../../../core/contract/schema.ts';
import { graphOf, heads } from '../../../core/history/graph.ts';
import { readBytes, readPicture } from '../../../src/data/assets.ts';
import { commit, type Work } from '../../../src/data/commit.ts';
import { jobsOf, projectWith, projectsOf, versionsOf } from '../../../src/data/read.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { cleanUp, everything, faultFrom, freshName, given, landed, newProject, parcel } from './given.ts';

afterEach(cleanUp);

async function start() {
  const world = fakeWorld();
  const database = await given({ world });
  const work = await newProject(world);
  return {
    world,
    database,
    work,
    project: work.project,
    version: work.version,
    changes: await commit(database, work),
  };
}

describe('what is kept', () => {
  test('a project with its version, its bytes and the changes to send', async () => {
    const { database, project, version, changes } = await start();
    expect(await projectWith(database, project.id)).toEqual(project);
    expect(await versionsOf(database, project.id)).toEqual([version]);
    const blob = await readBytes(database, version.picture);
    expect([await blob.text(), blob.type]).toEqual(['photo', 'image/png']);
    expect((await database.outbox.toArray()).map(({ seq: _, ...change }) => change)).toEqual(changes);
    const fields = changes.filter(change => change.id === project.id).map(change => change.field);
    expect(fields.sort()).toEqual(['changed', 'head', 'made', 'thumb', 'tip', 'title']);
    expect(new Set(changes.map(change => change.stamp)).size).toBe(1);
  });

  test('the same again changes nothing at all', async () => {
    const { database, work } = await start();
    const before = await everything(database);
    expect(await commit(database, work)).toEqual([]);
    expect(await everything(database)).toEqual(before);
  });

  test('a change of one field is one change, later than all before', async () => {
    const { database, project, changes } = await start();
    const [change, ...more] = await commit(database, {
      projects: [{ id: project.id, title: 'sofa', head: project.head }],
    });
    expect(more).toEqual([]);
    expect(change).toMatchObject({ table: 'projects', id: project.id, field: 'title', value: 'sofa' });
    expect(change!.stamp > changes[0]!.stamp).toBe(true);
    expect(await database.projects.get(project.id)).toEqual({ ...project, title: 'sofa' });
    const stamps = await database.stamps.get(['projects', project.id]);
    expect(stamps?.fields).toMatchObject({ title: change!.stamp, head: changes[0]!.stamp });
    const titles = (await database.outbox.toArray()).filter(({ id, field }) => id === project.id && field === 'title'); // prettier-ignore
    expect(titles.map(({ value }) => value)).toEqual(['sofa']);
  });

  test('a clock that jumps back does not take the stamps with it', async () => {
    const { world, database, project, changes } = await start();
    world.time -= 500_000;
    const [change] = await commit(database, { projects: [{ id: project.id, title: 'sofa' }] });
    expect(change!.stamp > changes[0]!.stamp).toBe(true);
  });

  test('a record set twice in one commit changes once', async () => {
    const { database, project } = await start();
    const changes = await commit(database, {
      projects: [
        { id: project.id, title: 'one', changed: 7 },
        { id: project.id, title: 'two' },
      ],
    });
    expect(changes.map(({ field, value }) => [field, value]).sort()).toEqual([
      ['changed', 7],
      ['title', 'two'],
    ]);
  });

  test('a job goes on, and a field is taken away', async () => {
    const { world, database, project, version } = await start();
    const job: Job = {
      id: world.id(JobId),
      project: project.id,
      on: version.id,
      operation: 'remove',
      title: 'remove',
      state: 'failed',
      fault: 'x',
      asked: 1,
    };
    await commit(database, { jobs: [job] });
    const changes = await commit(database, { jobs: [{ id: job.id, state: 'queued', fault: undefined }] });
    expect(changes.map(({ field, value }) => [field, value]).sort()).toEqual([
      ['fault', null],
      ['state', 'queued'],
    ]);
    const [queued] = await jobsOf(database, project.id);
    expect(queued).toMatchObject({ id: job.id, state: 'queued', asked: 1 });
    expect(queued).not.toHaveProperty('fault');
  });

  test('the same photo opened again, under another type, shares its bytes', async () => {
    const { world, database, version } = await start();
    const again = await newProject(world);
    await commit(database, {
      ...again,
      assets: [{ ...again.assets[0], blob: new Blob(['photo'], { type: 'image/x' }) }],
    });
    expect(await database.assets.count()).toBe(1);
    expect((await database.assets.get(version.picture))?.type).toBe('image/png');
    expect(await database.projects.count()).toBe(2);
  });

  test('a patch comes with the whole picture it lies on', async () => {
    const { world, database, version } = await start();
    const { version: next, ...work } = await landed(world, version, 'patch');
    await commit(database, { ...work, assets: [{ ...work.assets[0], base: version.picture }] });
    const picture = await readPicture(database, next.picture);
    expect([await picture.blob.text(), picture.base?.hash, await picture.base?.blob.text()]).toEqual([
      'patch',
      version.picture,
      'photo',
    ]);
    expect(await readPicture(database, version.picture)).not.toHaveProperty('base');
  });

  test('bytes that were let go come back with the next commit that brings them', async () => {
    const { database, work, version } = await start();
    await database.bytes.clear();
    expect((await faultFrom(readBytes(database, version.picture))).name).toBe('not-found');
    await commit(database, { assets: work.assets });
    expect(await (await readBytes(database, version.picture)).text()).toBe('photo');
  });
});

describe('what is refused, and leaves nothing behind', () => {
  test('another version under a name that is taken', async () => {
    const { database, project, version } = await start();
    const before = await everything(database);
    const fault = await faultFrom(
      commit(database, {
        projects: [{ id: project.id, title: 'x' }],
        versions: [{ ...version, title: 'other' }],
      }),
    );
    expect(fault.name).toBe('conflict');
    expect(await everything(database)).toEqual(before);
  });

  test('other bytes under a hash that is taken', async () => {
    const { database, version } = await start();
    const fault = await faultFrom(
      commit(database, { assets: [{ hash: version.picture, blob: new Blob(['longer than before']) }] }),
    );
    expect(fault.name).toBe('conflict');
    expect(await (await readBytes(database, version.picture)).text()).toBe('photo');
  });

  test.each([
    ['a head', 'versions', { head: parse(VersionId, 'gone') }],
    ['a thumb', 'assets', { thumb: parse(AssetHash, 'f'.repeat(64)) }],
  ])('%s that is not there', async (_name, table, fields) => {
    const { database, project } = await start();
    const before = await everything(database);
    const fault = await faultFrom(commit(database, { projects: [{ id: project.id, ...fields }] }));
    expect([fault.name, fault.message]).toEqual(['bug', expect.stringContaining(table)]);
    expect(await everything(database)).toEqual(before);
  });

  test('a version whose picture, parent or mask is missing', async () => {
    const { world, database, version } = await start();
    const { version: next, versions, projects, assets } = await landed(world, version, 'patch');
    const mask = parse(AssetHash, 'e'.repeat(64));
    const before = await everything(database);
    const works: Work[] = [
      { versions, projects },
      { versions: [{ ...next, parents: [parse(VersionId, 'gone')] }], projects, assets },
      {
        versions: [{ ...next, recipe: { operation: 'remove', params: {}, mask, seed: 1, edition: '1' } }],
        projects,
        assets,
      },
    ];
    for (const work of works) {
      expect((await faultFrom(commit(database, work))).name).toBe('bug');
      expect(await everything(database)).toEqual(before);
    }
  });

  test('a patch on a patch', async () => {
    const { database, version } = await start();
    const [one, two] = [await parcel('one'), await parcel('two')];
    await commit(database, { assets: [{ ...one, base: version.picture }] });
    expect((await faultFrom(commit(database, { assets: [{ ...two, base: one.hash }] }))).name).toBe('bug');
    expect(await database.bytes.get(two.hash)).toBeUndefined();
  });

  test('a record that is not as its schema says', async () => {
    const { world, database } = await start();
    const work = await newProject(world, 'second');
    const before = await everything(database);
    const fault = await faultFrom(commit(database, { ...work, versions: [{ ...work.version, width: 0 }] }));
    expect([fault.name, fault.message]).toEqual(['bad-request', expect.stringContaining('width')]);
    expect(await everything(database)).toEqual(before);
  });
});

describe('what is shown', () => {
  test('a live query follows a commit of another tab', async () => {
    const world = fakeWorld();
    const name = freshName();
    const [here, there] = [await given({ world, name }), await given({ world, name })];
    const titles: string[][] = [];
    const following = liveQuery(() => projectsOf(here)).subscribe(found => {
      titles.push(found.map(project => project.title));
    });
    await expect.poll(() => titles.at(-1)).toEqual([]);
    const { project, ...work } = await newProject(world);
    await commit(there, work);
    await expect.poll(() => titles.at(-1)).toEqual(['photo']);
    await commit(there, { projects: [{ id: project.id, deleted: true }] });
    await expect.poll(() => titles.at(-1)).toEqual([]);
    following.unsubscribe();
  });

  test('projects come last changed first', async () => {
    const { world, database, project } = await start();
    world.time += 10;
    await commit(database, await newProject(world, 'newer'));
    expect((await projectsOf(database)).map(({ title }) => title)).toEqual(['newer', 'photo']);
    await commit(database, { projects: [{ id: project.id, changed: world.time + 1 }] });
    expect((await projectsOf(database)).map(({ title }) => title)).toEqual(['photo', 'newer']);
  });
});

describe('two tabs at once', () => {
  test('lose nothing: what both made is there, and their stamps differ', async () => {
    const world = fakeWorld();
    const name = freshName();
    const [here, there] = [await given({ world, name }), await given({ world, name })];
    const { project, version, ...work } = await newProject(world);
    await commit(here, work);
    const made = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        const { version: next, ...landing } = await landed(world, version, `made ${i}`);
        const changes = await commit(i % 2 ? here : there, landing);
        return { id: next.id, stamp: changes[0]?.stamp };
      }),
    );
    expect(new Set(made.map(({ stamp }) => stamp)).size).toBe(20);
    const graph = graphOf(await versionsOf(there, project.id));
    expect([...heads(graph)].sort()).toEqual(made.map(({ id }) => id).sort());
    const last = made.toSorted((a, b) => ((a.stamp ?? '') < (b.stamp ?? '') ? -1 : 1)).at(-1);
    expect(await projectWith(here, project.id)).toMatchObject({ head: last?.id, tip: last?.id });
  });

  test('a rename in one and a step back in the other both hold', async () => {
    const world = fakeWorld();
    const name = freshName();
    const [here, there] = [await given({ world, name }), await given({ world, name })];
    const { project, version, ...work } = await newProject(world);
    await commit(here, work);
    const { version: next, ...landing } = await landed(world, version, 'made');
    await commit(here, landing);
    await Promise.all([
      commit(here, { projects: [{ id: project.id, title: 'renamed' }] }),
      commit(there, { projects: [{ id: project.id, head: version.id }] }),
    ]);
    expect(await projectWith(here, project.id)).toMatchObject({
      title: 'renamed',
      head: version.id,
      tip: next.id,
    });
  });

  test('that open for the first time together are one device', async () => {
    const name = freshName();
    const tabs = await Promise.all(['a', 'b', 'c'].map(tab => given({ name, world: fakeWorld(tab) })));
    expect(new Set(tabs.map(tab => tab.device)).size).toBe(1);
  });
});
