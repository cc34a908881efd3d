/** A person settles what two devices disagree on: in one commit each, and back again by Undo. */
import { toStore } from 'svelte/store';
import { afterEach, expect, test } from 'vitest';
import { commit } from '../../../src/data/commit.ts';
import type { Database } from '../../../src/data/database.ts';
import { Notices } from '../../../src/studio/notices.svelte.ts';
import { Others, type Disagreement } from '../../../src/studio/others.svelte.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { cleanUp, given, landed, newProject } from '../data/given.ts';

const ends: (() => void)[] = [];
afterEach(async () => {
  ends.splice(0).forEach(end => end());
  await cleanUp();
});

const stamp = '000000001-0000-other';

/** A project that stands on its second version; another device stood on the first's other child, and called it otherwise. */
async function desk() {
  const world = fakeWorld('one');
  const database: Database = await given({ world });
  const work = await newProject(world, 'here');
  const [ours, theirs] = [
    await landed(world, work.version, 'ours'),
    await landed(world, work.version, 'theirs'),
  ];
  for (const one of [work, theirs, ours]) await commit(database, one);
  const { id } = work.project;
  await commit(database, {
    others: [
      { id: 'title', table: 'projects', record: id, field: 'title', value: 'there', stamp },
      { id: 'head', table: 'projects', record: id, field: 'head', value: theirs.version.id, stamp },
    ],
  });
  const notices = new Notices();
  const others = new Others(database, notices);
  ends.push(toStore(() => others.all).subscribe(() => {}));
  await expect.poll(() => others.all.length).toBe(2);
  const about = (field: string): Disagreement => {
    const found = others.all.find(({ other }) => other.field === field);
    if (!found) throw new Error(`Nobody disagrees on ${field}.`);
    return found;
  };
  const project = () => database.projects.get(id);
  const undo = () => notices.list.findLast(({ way }) => way?.label === 'Undo')?.way?.take();
  return { database, notices, others, about, project, undo, ours: ours.version, theirs: theirs.version };
}

test('whoever looks is told once of what has come, and led there', async () => {
  const { notices, others } = await desk();
  const told = notices.list.filter(({ way }) => way?.label === 'Look');
  expect(told).toHaveLength(1);
  told[0]?.way?.take();
  expect(others.open).toBe(true);
});

test('the other head is taken with its branch and thumbnail, in one commit, and Undo brings back all of it', async () => {
  const { database, others, about, project, undo, ours, theirs } = await desk();
  const before = await project();
  const head = about('head');
  const versions = await database.versions.count();
  expect(await others.take(head)).toBe(true);
  expect(await project()).toMatchObject({ head: theirs.id, tip: theirs.id, thumb: theirs.thumb });
  const stamps = await database.stamps.bulkGet([
    ['projects', before?.id ?? ''],
    ['others', 'head'],
  ]);
  expect(stamps[0]?.fields['head']).toBe(stamps[1]?.fields['settled']);
  await expect.poll(() => others.all.length).toBe(1);
  undo();
  await expect.poll(() => others.all.length).toBe(2);
  expect(await project()).toEqual(before);
  expect(before?.head).toBe(ours.id);
  expect(await database.versions.count()).toBe(versions);
});

test('what holds is kept, the other is taken, or two texts become one', async () => {
  const { others, about, project, undo } = await desk();
  await others.keep(about('head'));
  await expect.poll(() => others.all.length).toBe(1);
  const title = about('title');
  await others.keepBoth(title);
  expect((await project())?.title).toBe('here / there');
  undo();
  await expect.poll(async () => (await project())?.title).toBe('here');
  await expect.poll(() => others.all.length).toBe(1);
  await others.take(about('title'));
  expect((await project())?.title).toBe('there');
  await expect.poll(() => others.all.length).toBe(0);
});
