/** Bytes that the account does not take: what names them waits, and nothing else does. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Fault } from '../../../core/contract/fault.ts';
import { commit } from '../../../src/data/commit.ts';
import { FakeServer } from '../../fakes/server.ts';
import { landed, newProject, withThumb } from './given.ts';
import { account, leave, settles, sit, type Seat } from './seats.ts';

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});
afterEach(leave);

const titles = async ({ database }: Seat) =>
  (await database.projects.toArray()).map(({ title }) => title).sort();

test.each([
  [
    'too large',
    new Fault('too-big', 'It is too large.'),
    /A picture of “large” did not go to your account\. It is too large\./,
  ],
  [
    'refused as other bytes',
    new Fault('bad-request', 'It is another.'),
    /A picture of “large” .* It is another\./,
  ],
])('one that is %s holds up only its own project', async (_, fault, sentence) => {
  const [one, two] = [await sit(server, 'one'), await sit(server, 'two')];
  const [large, small] = [await withThumb(one.world, 'large'), await withThumb(one.world, 'small')];
  server.refusing.set(large.full.hash, fault);
  for (const work of [large, small]) await commit(one.database, work);
  one.syncing.start(account);
  two.syncing.start(account);
  await vi.waitFor(async () => expect(await titles(two)).toEqual(['small']), 5000);
  await vi.waitFor(() =>
    expect(one.syncing.state).toMatchObject({ doing: 'waiting', wrong: { name: fault.name } }),
  );
  const { state } = one.syncing;
  expect(state.wrong?.message).toMatch(sentence);
  expect(state.refused).toEqual([
    { hash: large.full.hash, project: large.project.id, title: 'large', fault },
  ]);
  expect(state.changes).toBeGreaterThan(0);
  expect(state.bytes).toBe(large.full.blob.size);
  expect(server.early).toEqual([]);

  // What goes on meanwhile is told; and once the account takes it, all of it is there.
  await commit(one.database, { projects: [{ id: small.project.id, title: 'renamed' }] });
  await vi.waitFor(async () => expect(await titles(two)).toEqual(['renamed']), 5000);
  server.refusing.clear();
  await commit(one.database, { projects: [{ id: small.project.id, title: 'again' }] });
  await settles(one);
  await vi.waitFor(async () => expect(await titles(two)).toEqual(['again', 'large']), 5000);
  expect(await two.database.versions.get(large.version.id)).toEqual(large.versions[0]);
  expect(await two.database.aside.count()).toBe(0);
  expect(server.early).toEqual([]);
});

test('where there is no room, what fits goes, and the rest once there is', async () => {
  const [one, two] = [await sit(server, 'one'), await sit(server, 'two')];
  const [first, second] = [
    await newProject(one.world, 'a large picture'),
    await newProject(one.world, 'tiny'),
  ];
  server.quota = 10;
  for (const work of [first, second]) await commit(one.database, work);
  one.syncing.start(account);
  two.syncing.start(account);
  await vi.waitFor(async () => expect(await titles(two)).toEqual(['tiny']), 5000);
  await vi.waitFor(() => expect(one.syncing.state.wrong?.name).toBe('no-space'));
  expect(one.syncing.state.wrong?.message).toMatch(
    /^A picture of “a large picture” did not go to your account\. Your account holds \d MB of 1 MB, and 1 MB more do not fit\. Delete/,
  );
  server.quota = 100;
  one.syncing.now();
  await settles(one);
  await vi.waitFor(async () => expect(await titles(two)).toEqual(['a large picture', 'tiny']), 5000);
});

test('what is damaged here does not travel, and says so', async () => {
  const one = await sit(server, 'one');
  const work = await withThumb(one.world, 'sofa');
  await commit(one.database, work);
  await one.database.bytes.put({ hash: work.full.hash, blob: new Blob(['phot0']), kept: 0 });
  one.syncing.start(account);
  await vi.waitFor(() =>
    expect(one.syncing.state.wrong?.message).toMatch(/“sofa” did not go .* damaged on this device/),
  );
  expect([...server.blobs.keys()]).toEqual([work.small.hash]);
  expect(server.asked.filter(what => what === 'put')).toHaveLength(1);
});

test('a new version that waits leaves its project as it was elsewhere, and the project’s name goes on', async () => {
  const [one, two] = [await sit(server, 'one'), await sit(server, 'two')];
  const { project, version, ...work } = await withThumb(one.world, 'sofa');
  await commit(one.database, work);
  one.syncing.start(account);
  two.syncing.start(account);
  await settles(one);
  const next = await landed(one.world, version, 'painted');
  server.refusing.set(next.assets[0].hash, new Fault('too-big', 'It is too large.'));
  await commit(one.database, next);
  await commit(one.database, { projects: [{ id: project.id, title: 'green sofa' }] });
  await vi.waitFor(async () => expect(await titles(two)).toEqual(['green sofa']), 5000);
  expect((await two.database.projects.get(project.id))?.head).toBe(version.id);
  server.refusing.clear();
  one.syncing.now();
  await settles(one);
  await vi.waitFor(
    async () => expect((await two.database.projects.get(project.id))?.head).toBe(next.version.id),
    5000,
  );
  expect(await two.database.others.count()).toBe(0);
});
