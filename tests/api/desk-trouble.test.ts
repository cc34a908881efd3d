/** A desk when things go wrong outside, when it is stopped, and when it dies: every job ends, and none is submitted twice. */
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { describe, expect, test, vi } from 'vitest';
import { Activity, JobPoke, type HostedJob } from '../../core/contract/hosted.ts';
import { parse } from '../../core/contract/schema.ts';
import { deskLimits } from '../../core/jobs/line.ts';
import type { Desk } from '../../worker-api/objects/desk.ts';
import { generate, lines, newWords, plan, seen, somebody, type Somebody } from './workshop.ts';

const DAY = 24 * 60 * 60_000;

/** Waits less long than it would for a person. */
const hasten = ({ stub }: Somebody, limits: Partial<Desk['limits']>): Promise<void> =>
  runInDurableObject(stub, (desk: Desk) => void (desk.limits = { ...desk.limits, ...limits }));

/** It is gone from memory, whatever it was doing, as when the machine under it dies. */
const kill = async ({ stub }: Somebody): Promise<void> => {
  await runInDurableObject(stub, (_, state) => state.abort('killed by a test')).catch(() => undefined);
};

const posts = async (words: string): Promise<string[]> =>
  (await lines(words)).filter(line => line.startsWith('POST'));
const until = (what: () => Promise<boolean>): Promise<void> =>
  expect.poll(what, { timeout: 20_000, interval: 30 }).toBe(true) as Promise<void>;

describe('trouble outside', () => {
  test('passes: it is tried again, with pauses that grow, under the same name', async () => {
    const [ada, words] = [await somebody(), newWords()];
    await hasten(ada, { pause: 100 });
    await plan(words, { refuse: [503, 503, 429] });
    const job = await ada.ask(generate(words));
    const waiting: HostedJob[] = [];
    await until(async () => {
      waiting.push(await ada.desk.get(job.id));
      return waiting.at(-1)?.ended !== undefined;
    });
    expect(waiting.at(-1)).toMatchObject({ state: 'done', attempts: 4 });
    // Why it waits is told meanwhile.
    expect(waiting.some(({ state, attempts, doing }) => state === 'queued' && attempts > 0 && doing)).toBe(
      true,
    );
    const keys = (await seen(words)).flatMap(({ line, headers }) => line.startsWith('POST') ? [headers['idempotency-key']] : []); // prettier-ignore
    expect(keys).toEqual([job.id, job.id, job.id, job.id]);
  });

  test('is not asked again before it says', async () => {
    const [ada, words] = [await somebody(), newWords()];
    await hasten(ada, { pause: 10 });
    await plan(words, { refuse: [429], retryAfter: 2 });
    const job = await ada.ask(generate(words));
    const done = await ada.over(job);
    expect([done.state, (done.ended ?? 0) - job.asked >= 2_000]).toEqual(['done', true]);
  });

  test('that asks to wait beyond the end ends it', async () => {
    const [ada, words] = [await somebody(), newWords()];
    await plan(words, { refuse: [429], retryAfter: 3600 });
    expect(await ada.over(await ada.ask(generate(words)))).toMatchObject({ state: 'failed', attempts: 1, fault: { kind: 'too-often' } });
  }); // prettier-ignore

  test('that does not pass ends it, and says how often it was tried', async () => {
    const [ada, words] = [await somebody(), newWords()];
    await hasten(ada, { pause: 10, attempts: 3 });
    await plan(words, { refuse: [503, 503, 503, 503] });
    const failed = await ada.over(await ada.ask(generate(words)));
    expect(failed).toMatchObject({ state: 'failed', attempts: 3, fault: { kind: 'offline' } });
    expect(failed.fault?.message).toMatch(/It was tried 3 times\.$/);
  });

  test('of memory there is tried again as another job there', async () => {
    const [ada, words] = [await somebody(), newWords()];
    await hasten(ada, { pause: 10 });
    await plan(words, { ends: [{ kind: 'out-of-memory', message: 'There is no memory left.' }, null] });
    expect(await ada.over(await ada.ask(generate(words)))).toMatchObject({ state: 'done', attempts: 2 });
    const keys = (await seen(words)).flatMap(({ line, headers }) => line.startsWith('POST') ? [headers['idempotency-key']] : []); // prettier-ignore
    expect(new Set(keys).size).toBe(2);
  });

  test('that has it forgotten there begins it again', async () => {
    const [ada, words] = [await somebody(), newWords()];
    await hasten(ada, { pause: 10 });
    await plan(words, { forgets: 1, polls: 2 });
    expect(await ada.over(await ada.ask(generate(words)))).toMatchObject({ state: 'done', attempts: 2 });
  });

  test('that stands still is given up', async () => {
    const [ada, words] = [await somebody(), newWords()];
    await hasten(ada, { stall: 700 });
    await plan(words, { hold: 60_000 });
    const failed = await ada.over(await ada.ask(generate(words)));
    expect(failed).toMatchObject({ state: 'failed', fault: { kind: 'offline' } });
    expect(failed.fault?.message).toMatch(/^“This server” made no progress for 1 seconds\./);
  });

  test('that moves, but never ends, is given up, and left off there', async () => {
    const [ada, words] = [await somebody(), newWords()];
    await hasten(ada, { total: 1_500 });
    await plan(words, { polls: 1_000_000 });
    const failed = await ada.over(await ada.ask(generate(words)));
    expect(failed).toMatchObject({ state: 'failed', fault: { kind: 'refused' } });
    await until(async () => (await lines(words)).at(-1) === 'DELETE /api/v1/jobs/ID');
  });
});

describe('a job that is stopped', () => {
  test('while it runs is over at once, and left off there', async () => {
    const [ada, words] = [await somebody(), newWords()];
    await plan(words, { polls: 1_000_000 });
    const job = await ada.ask(generate(words));
    await until(async () => (await lines(words)).length > 2);
    const stopped = await ada.desk.stop(job.id);
    expect(stopped.state).toBe('stopped');
    await until(async () => (await lines(words)).at(-1) === 'DELETE /api/v1/jobs/ID');
    // What is over stays as it is.
    expect(await ada.desk.stop(job.id)).toEqual(stopped);
    expect(await ada.desk.get(job.id)).toEqual(stopped);
  });

  test('while it is being submitted is over before that is answered, and asked after no more', async () => {
    const [ada, words] = [await somebody(), newWords()];
    await plan(words, { hold: 60_000 });
    const job = await ada.ask(generate(words));
    await until(async () => (await lines(words)).length === 1);
    const stopped = await ada.desk.stop(job.id);
    expect(stopped.state).toBe('stopped');
    await until(async () => (await runInDurableObject(ada.stub, (_, { storage }) => storage.sql.exec('SELECT leaving FROM jobs').one()))['leaving'] === 0); // prettier-ignore
    expect((await lines(words)).filter(line => line.startsWith('GET'))).toEqual([]);
  });

  test('while it waits in line never leaves', async () => {
    const [ada, words] = [await somebody(), newWords()];
    await plan(words, { refuse: [503, 503], retryAfter: 60 });
    const job = await ada.ask(generate(words));
    await until(async () => (await ada.desk.get(job.id)).attempts === 1 && (await ada.desk.get(job.id)).state === 'queued'); // prettier-ignore
    expect(await ada.desk.stop(job.id)).toMatchObject({ state: 'stopped' });
    expect(await lines(words)).toEqual(['POST /api/v1/jobs']);
  });
});

describe('a desk that dies', () => {
  test('while a job runs elsewhere goes on asking after it', async () => {
    const [ada, words] = [await somebody(), newWords()];
    await plan(words, { polls: 6 });
    const job = await ada.ask(generate(words));
    await until(async () => (await lines(words)).length > 2);
    await kill(ada);
    expect(await ada.over(job)).toMatchObject({ state: 'done', attempts: 1 });
    expect(await posts(words)).toHaveLength(1);
  });

  test('while it submits submits again under the same name', async () => {
    const [ada, words] = [await somebody(), newWords()];
    await plan(words, { hold: 1_000 });
    const job = await ada.ask(generate(words));
    await until(async () => (await lines(words)).length === 1);
    await kill(ada);
    expect(await ada.over(job)).toMatchObject({ state: 'done', attempts: 2 });
    const keys = (await seen(words)).flatMap(({ line, headers }) =>
      line.startsWith('POST') ? [headers['idempotency-key']] : [],
    );
    expect(keys).toEqual([job.id, job.id]);
  });

  test('or is put out of memory, while a job waits, wakes for it', async () => {
    const [ada, words] = [await somebody(), newWords()];
    await plan(words, { refuse: [503], retryAfter: 7 });
    const job = await ada.ask(generate(words));
    await until(async () => (await ada.desk.get(job.id)).doing !== undefined);
    await evictDurableObject(ada.stub);
    expect(await ada.over(job)).toMatchObject({ state: 'done', attempts: 2 });
  });
});

describe('a line', () => {
  test('has eight done at once, tells the others how many are before them, and is full at a hundred', async () => {
    const [ada, words] = [await somebody(), newWords()];
    await plan(words, { polls: 1_000_000 });
    for (let n = 0; n < deskLimits.open; n++) await ada.ask(generate(words));
    await until(async () => (await posts(words)).length === deskLimits.atOnce);
    const states = (await ada.desk.list()).map(({ state, ahead }) => (state === 'queued' ? ahead : state));
    // The newest stands first.
    expect(states).toEqual([...Array.from({ length: 92 }, (_, n) => 91 - n), ...Array.from({ length: 8 }, () => 'running')]); // prettier-ignore
    expect(await ada.desk.open(ada.account, 'one more', generate(words))).toEqual({ wait: 30 });
    await ada.desk.stop((await ada.desk.list()).at(-1)?.id ?? '');
    await until(async () => (await posts(words)).length === deskLimits.atOnce + 1);
    expect((await ada.desk.activity()).states).toEqual({
      queued: 91,
      running: 8,
      done: 0,
      failed: 0,
      stopped: 1,
    });
    await ada.desk.erase();
  });
});

test('what changes is said on its socket, and the socket outlives the object’s sleep', async () => {
  const [ada, words] = [await somebody(), newWords()];
  const { webSocket: socket } = await ada.desk.fetch(
    new Request('https://desk/', { headers: { upgrade: 'websocket' } }),
  );
  const heard: JobPoke[] = [];
  socket?.addEventListener(
    'message',
    ({ data }) => void heard.push(parse(JobPoke, JSON.parse(String(data)))),
  );
  const closed = new Promise<number>(resolve =>
    socket?.addEventListener('close', ({ code }) => resolve(code)),
  );
  socket?.accept();
  await evictDurableObject(ada.stub);
  await plan(words, { polls: 2 });
  const job = await ada.over(await ada.ask(generate(words)));
  await expect.poll(() => heard.at(-1)).toEqual({ job: job.id, state: 'done' });
  expect(heard.some(({ state, progress }) => state === 'running' && progress !== undefined)).toBe(true);
  socket?.send('anything');
  expect(await closed).toBe(1008);

  const { webSocket: other } = await ada.desk.fetch(
    new Request('https://desk/', { headers: { upgrade: 'websocket' } }),
  );
  const left = new Promise<boolean>(resolve =>
    other?.addEventListener('close', ({ wasClean }) => resolve(wasClean)),
  );
  other?.accept();
  other?.close(1000);
  expect(await left).toBe(true);
});

test('how it went is told in numbers, by provider and fault, for a month; what is over is forgotten then', async () => {
  const ada = await somebody();
  const [good, bad] = [newWords(), newWords()];
  await plan(bad, { ends: [{ kind: 'refused', message: 'No.' }] });
  await ada.over(await ada.ask(generate(good)));
  await ada.over(await ada.ask(generate(bad)));
  const activity = parse(Activity, await ada.desk.activity());
  expect(activity.states).toEqual({ queued: 0, running: 0, done: 1, failed: 1, stopped: 0 });
  expect(activity.providers).toMatchObject([{ provider: 'server', by: 'This server', done: 1, failed: 1, stopped: 0, faults: { refused: 1 } }]); // prettier-ignore
  expect(activity.providers[0]?.mean).toBe(activity.providers[0]?.longest);
  expect(activity.providers[0]?.mean).toBeGreaterThan(0);

  const month = Date.now() + 30 * DAY + 60_000;
  vi.useFakeTimers({ toFake: ['Date'], now: month });
  await runInDurableObject(ada.stub, (desk: Desk) => desk.alarm());
  expect(await ada.desk.list()).toEqual([]);
  expect((await ada.desk.activity()).providers).toEqual([]);
  vi.useRealTimers();
});

test('when the account is deleted nothing stays of it, and what was under way breaks off', async () => {
  const [ada, words] = [await somebody(), newWords()];
  await plan(words, { hold: 60_000 });
  const job = await ada.ask(generate(words));
  await until(async () => (await lines(words)).length === 1);
  await ada.desk.erase();
  expect(await ada.desk.list()).toEqual([]);
  await expect(ada.desk.get(job.id)).rejects.toMatchObject({ name: 'not-found' });
  expect(await runInDurableObject(ada.stub, (_, { storage }) => storage.getAlarm())).toBeNull();
});
