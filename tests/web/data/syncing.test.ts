/** The loop that keeps devices together by itself: when it goes, when it waits, and what it says of that. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Fault } from '../../../core/contract/fault.ts';
import { AccountId } from '../../../core/contract/ids.ts';
import { parse } from '../../../core/contract/schema.ts';
import { readBytes } from '../../../src/data/assets.ts';
import { commit } from '../../../src/data/commit.ts';
import { openDatabase } from '../../../src/data/database.ts';
import { FakeServer } from '../../fakes/server.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { faultFrom, newProject, withThumb } from './given.ts';
import { account, leave, settles, sit, together } from './seats.ts';

const offline = new Fault('offline', 'The server cannot be reached.');
let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});
afterEach(leave);

test('what is made on one device comes to the other by itself, with its pictures', async () => {
  const [one, two] = [await sit(server, 'one'), await sit(server, 'two')];
  one.syncing.start(account);
  two.syncing.start(account);
  const work = await newProject(one.world);
  await commit(one.database, work);
  await vi.waitFor(async () => expect(await two.database.projects.toArray()).toEqual([work.project]), 5000);
  await settles(one);
  await settles(two);
  expect(await (await readBytes(two.database, work.assets[0].hash)).text()).toBe('photo');
});

test('what was made before anybody signed in goes too', async () => {
  const one = await sit(server, 'one');
  await commit(one.database, await newProject(one.world));
  one.syncing.start(account);
  await settles(one);
  expect(server.vault.head).toBeGreaterThan(0);
});

test('until it has asked, it does not say that all is together', async () => {
  const one = await sit(server, 'one');
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const whose = server.account.bind(server);
  const asked = vi.spyOn(server, 'account').mockImplementation(async (...words) => {
    await promise;
    return whose(...words);
  });
  one.syncing.start(account);
  await vi.waitFor(() => expect(asked).toHaveBeenCalled());
  expect(one.syncing.state.doing).toBe('asking');
  resolve(undefined);
  await settles(one);
});

test('where the network is cut it says so and how much is left, and goes on once it is back', async () => {
  const one = await sit(server, 'one');
  server.fault = offline;
  one.syncing.start(account);
  await commit(one.database, await newProject(one.world));
  const left = await one.database.outbox.count();
  await vi.waitFor(() =>
    expect(one.syncing.state).toEqual({ changes: left, bytes: 5, doing: 'waiting', wrong: offline }),
  );
  server.fault = undefined;
  dispatchEvent(new Event('online'));
  await settles(one);
  expect(server.vault.head).toBe(left);
});

test('and comes back by itself as well', async () => {
  const one = await sit(server, 'one');
  server.fault = offline;
  one.syncing.start(account);
  await vi.waitFor(() => expect(one.syncing.state.wrong).toBe(offline));
  server.fault = undefined;
  await vi.waitFor(() => expect(one.syncing.state).toEqual(together), 10_000);
});

test('what does not pass by itself is not asked again, until something is done', async () => {
  const one = await sit(server, 'one');
  await commit(one.database, await newProject(one.world));
  server.fault = new Fault('signed-out', 'Sign in first.');
  one.syncing.start(account);
  await vi.waitFor(() => expect(one.syncing.state).toMatchObject({ doing: 'waiting', wrong: server.fault }));
  const { length } = server.asked;
  await new Promise(resolve => setTimeout(resolve, 1500));
  expect(server.asked).toHaveLength(length);
  server.fault = undefined;
  one.syncing.now();
  await settles(one);
});

test('nothing goes to whoever else is signed in by now', async () => {
  const one = await sit(server, 'one');
  await commit(one.database, await newProject(one.world));
  server.whose = parse(AccountId, 'a_2');
  one.syncing.start(account);
  await vi.waitFor(() => expect(one.syncing.state.wrong?.name).toBe('signed-out'));
  expect([server.vault.head, server.blobs.size]).toEqual([0, 0]);
});

test('one tab does it; another knows what is left, and takes over', async () => {
  const one = await sit(server, 'one');
  one.syncing.start(account);
  await settles(one);
  const tab = await openDatabase(fakeWorld('tab'), { name: one.database.name });
  const other = await sit(server, 'tab', tab);
  other.syncing.start(account);
  await vi.waitFor(() => expect(other.syncing.state.doing).toBe('elsewhere'));
  server.fault = offline;
  await commit(tab, await newProject(fakeWorld('tab')));
  await vi.waitFor(() => expect(other.syncing.state).toMatchObject({ bytes: 5, doing: 'elsewhere' }));
  expect(server.vault.head).toBe(0);
  one.syncing.stop();
  server.fault = undefined;
  await settles(other);
  expect(server.vault.head).toBeGreaterThan(0);
  other.syncing.stop();
  tab.close();
});

test('it stops where it is, and pictures of the account are out of reach', async () => {
  const [one, two] = [await sit(server, 'one'), await sit(server, 'two')];
  const { project, full, small, ...work } = await withThumb(one.world);
  await commit(one.database, work);
  one.syncing.start(account);
  await settles(one);
  two.syncing.start(account);
  await vi.waitFor(
    async () => expect(await two.database.bytes.toCollection().primaryKeys()).toEqual([small.hash]),
    5000,
  );
  await settles(two);
  two.syncing.stop();
  expect((await faultFrom(readBytes(two.database, full.hash))).name).toBe('not-found');
  await commit(one.database, { projects: [{ id: project.id, title: 'later' }] });
  await settles(one);
  expect((await two.database.projects.toArray()).map(({ title }) => title)).toEqual(['photo']);
  expect(two.syncing.state).toEqual(together);
});

test('where somebody else signs in between push and pull, nothing of theirs comes here', async () => {
  const one = await sit(server, 'one');
  await commit(one.database, await newProject(one.world, 'mine'));
  const push = server.push.bind(server);
  server.push = async (...asked) => {
    const reply = await push(...asked);
    // The cookie is another's, and so is the vault that answers.
    server.whose = parse(AccountId, 'a_2');
    return reply;
  };
  one.syncing.start(account);
  await vi.waitFor(() => expect(one.syncing.state).toMatchObject({ doing: 'waiting', signedOut: true }));
  const sent = server.vault.head;
  expect(sent).toBeGreaterThan(0);
  // Nothing was read, so all that was sent is still waited for.
  expect(await one.database.outbox.count()).toBe(sent);
  expect(await one.database.meta.get('vault')).toMatchObject({ account, read: 0 });
});

test('and where they do before a picture or a record is sent, it does not go', async () => {
  const one = await sit(server, 'one');
  await commit(one.database, await newProject(one.world, 'mine'));
  const asked = server.missing.bind(server);
  server.missing = async (...blobs) => {
    const answer = await asked(...blobs);
    server.whose = parse(AccountId, 'a_2');
    return answer;
  };
  one.syncing.start(account);
  await vi.waitFor(() => expect(one.syncing.state).toMatchObject({ doing: 'waiting', signedOut: true }));
  expect([server.vault.head, server.blobs.size]).toEqual([0, 0]);
  expect(one.syncing.state.changes).toBe(await one.database.outbox.count());
});

test('signed out by another device it says so, stops, keeps what was not sent, and sends it when it is signed in again', async () => {
  const one = await sit(server, 'one');
  one.syncing.start(account);
  await settles(one);
  server.fault = new Fault('signed-out', 'Sign in first.');
  await commit(one.database, await newProject(one.world));
  const left = await one.database.outbox.count();
  await vi.waitFor(() =>
    expect(one.syncing.state).toMatchObject({
      doing: 'waiting',
      signedOut: true,
      wrong: server.fault,
      changes: left,
    }),
  );
  const { length } = server.asked;
  await commit(one.database, await newProject(one.world, 'more'));
  dispatchEvent(new Event('online'));
  await new Promise(resolve => setTimeout(resolve, 1000));
  expect(server.asked).toHaveLength(length);
  server.fault = undefined;
  one.syncing.start(account);
  await settles(one);
  expect(one.syncing.state.signedOut).toBeUndefined();
  expect(server.vault.head).toBeGreaterThan(left);
});
