/** News of a job come by a socket, which is there only while somebody waits; without it everything comes a little later. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { JobNews } from '../../../src/data/job-news.ts';
import { FakeSocket } from '../../fakes/socket.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { faultFrom } from './given.ts';

let news: JobNews;
const { signal } = new AbortController();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  FakeSocket.all.length = 0;
  news = new JobNews(fakeWorld('news'));
});
afterEach(async () => {
  // Whoever still waits is let go, and the socket with them.
  await vi.advanceTimersByTimeAsync(60_000);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A wait of 2 s for a job, as the poll has it, and after how many milliseconds it ended. */
function wait(job = 'a-job', milliseconds = 2000): { ended: () => number | undefined } {
  const began = Date.now();
  let ended: number | undefined;
  void news.wait(job, milliseconds, signal).then(() => (ended = Date.now() - began));
  return { ended: () => ended };
}

const say = (job: string, state: string): void => FakeSocket.last.say(JSON.stringify({ job, state }));
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

/** A socket that is open, and what was missed before it was is asked for already. */
async function listening(job = 'a-job'): Promise<void> {
  void news.wait(job, 2000, signal);
  FakeSocket.last.open();
  await pass(0);
}

describe('with a socket', () => {
  test('what happened before it was open is asked for as soon as it is', async () => {
    const waiting = wait();
    await pass(300);
    FakeSocket.last.open();
    await pass(0);
    expect(waiting.ended()).toBe(300);
  });

  test('an end is news at once', async () => {
    await listening();
    const waiting = wait();
    await pass(100);
    say('a-job', 'done');
    await pass(0);
    expect(waiting.ended()).toBe(100);
  });

  test('a move is news, and not sooner than it would have been asked for', async () => {
    await listening();
    const early = wait();
    await pass(100);
    say('a-job', 'running');
    await pass(1899);
    expect(early.ended()).toBeUndefined();
    await pass(1);
    expect(early.ended()).toBe(2000);
    const late = wait();
    await pass(5000);
    say('a-job', 'running');
    await pass(0);
    expect(late.ended()).toBe(5000);
  });

  test('news that come while nobody waits are not lost', async () => {
    await listening();
    say('a-job', 'done');
    const waiting = wait();
    await pass(0);
    expect(waiting.ended()).toBe(0);
  });

  test('without news it is asked for after ten seconds all the same', async () => {
    await listening();
    const waiting = wait();
    await pass(9999);
    expect(waiting.ended()).toBeUndefined();
    await pass(1);
    expect(waiting.ended()).toBe(10_000);
  });

  test('what goes on is asked about at once where that is wanted', async () => {
    await listening();
    const waiting = wait('a-job', 0);
    await pass(0);
    expect(waiting.ended()).toBe(0);
  });

  test('news of one job are none of another, and what cannot be read may be of any', async () => {
    await listening('one');
    const [one, other] = [wait('one'), wait('other')];
    say('other', 'failed');
    say('somebody else’s', 'done');
    await pass(10);
    expect([one.ended(), other.ended()]).toEqual([undefined, 0]);
    FakeSocket.last.say('of a newer server');
    await pass(0);
    expect(one.ended()).toBe(10);
    expect(FakeSocket.all).toHaveLength(1);
  });
});

describe('without one', () => {
  test('it is asked for every two seconds: where none opens, and again where one was closed', async () => {
    const first = wait();
    await pass(2000);
    expect(first.ended()).toBe(2000);
    FakeSocket.last.open();
    await pass(0);
    const [told] = [wait()];
    await pass(100);
    expect(told.ended()).toBe(0);
    FakeSocket.last.close();
    const second = wait();
    await pass(2000);
    expect(second.ended()).toBe(2000);
  });
});

test('nothing is opened before somebody waits, one for all, closed soon after the last', async () => {
  expect(FakeSocket.all).toHaveLength(0);
  const [one, other] = [wait('one'), wait('other')];
  expect(FakeSocket.all.map(({ url }) => new URL(url).pathname)).toEqual(['/api/v1/jobs/socket']);
  FakeSocket.last.open();
  await pass(0);
  expect([one.ended(), other.ended()]).toEqual([0, 0]);
  await pass(4000);
  expect(FakeSocket.last.isClosed).toBe(false);
  // Who was told asks, and waits on.
  const on = wait('one');
  await pass(4000);
  say('one', 'done');
  await pass(0);
  expect([on.ended(), FakeSocket.last.isClosed]).toEqual([4000, false]);
  await pass(5000);
  expect(FakeSocket.last.isClosed).toBe(true);
  await pass(60_000);
  expect(FakeSocket.all).toHaveLength(1);
  wait('one');
  expect(FakeSocket.all).toHaveLength(2);
});

test('a stop ends the wait at once, also of what is waited for no more', async () => {
  const stop = new AbortController();
  const waiting = faultFrom(news.wait('a-job', 2000, stop.signal));
  FakeSocket.last.open();
  stop.abort();
  expect((await waiting).name).toBe('stopped');
  expect((await faultFrom(news.wait('a-job', 2000, stop.signal))).name).toBe('stopped');
  await pass(5000);
  expect(FakeSocket.last.isClosed).toBe(true);
});
