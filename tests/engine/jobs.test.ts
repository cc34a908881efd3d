/** The queue: who is done when, what is kept, and what a new process takes up. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { EngineAsk, EngineJob } from '../../core/contract/engine.ts';
import { Fault } from '../../core/contract/fault.ts';
import { JobId } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import { Jobs, type Limits } from '../../tools/engine/jobs.ts';
import { Store } from '../../tools/engine/store.ts';
import type { Product, Task } from '../../tools/engine/task.ts';
import { faultOf, folderUntil, remove } from './asking.ts';

const ends: (() => void)[] = [];
afterEach(() =>
  ends
    .splice(0)
    .reverse()
    .forEach(end => end()),
);

const id = (name: string): JobId => parse(JobId, name);
const files = (byte: number) => new Map([['image', Uint8Array.of(byte)]]);
const limits: Limits = { keep: 1000, waiting: 3, room: 1000_000 };

/** Does what it is told, when it is told to. */
class Hand {
  readonly tasks: {
    task: Task;
    tell: PromiseWithResolvers<Product>;
    report: (done: number, doing: string) => void;
  }[] = [];

  run(task: Task, signal: AbortSignal, report: (done: number, doing: string) => void): Promise<Product> {
    const tell = Promise.withResolvers<Product>();
    signal.addEventListener('abort', () => tell.reject(new Fault('stopped', 'Stopped.')));
    this.tasks.push({ task, tell, report });
    return tell.promise;
  }
}

interface Queue {
  readonly hand: Hand;
  readonly jobs: Jobs;
  close(): void;
}

function queue(folder: string, change: Partial<Limits> = {}, clock = { now: 0 }): Queue {
  const [store, hand] = [new Store(folder), new Hand()];
  const jobs = new Jobs(store, hand, { ...limits, ...change }, () => clock.now++);
  const close = (): void => {
    jobs.close();
    store.close();
  };
  ends.push(close);
  return { hand, jobs, close };
}

const folder = (): string => folderUntil(end => ends.unshift(end));
const states = (jobs: Jobs, ...names: string[]): EngineJob['state'][] =>
  names.map(name => jobs.get(name).state);
/** A turn of the event loop: promises that are settled have been heard of. */
const turn = (): Promise<void> => new Promise(done => void setImmediate(done));
const submit = (jobs: Jobs, name: string, ask: EngineAsk = remove, byte = 1): Promise<EngineJob> =>
  jobs.submit(id(name), ask, files(byte));

test('one is done at a time, in their order, and each knows how many are before it', async () => {
  const { hand, jobs } = queue(folder());
  expect(await submit(jobs, 'one')).toEqual({ id: 'one', state: 'running' });
  expect(await submit(jobs, 'two')).toEqual({ id: 'two', state: 'queued', ahead: 1 });
  expect(await submit(jobs, 'three')).toEqual({ id: 'three', state: 'queued', ahead: 2 });
  hand.tasks[0]?.report(0.4, 'Remove');
  expect(jobs.get('one')).toEqual({ id: 'one', state: 'running', progress: 0.4, doing: 'Remove' });
  hand.tasks[0]?.tell.resolve({
    made: [{ file: 'made-0.png', type: 'image/png', size: 3, width: 2, height: 1 }],
  });
  await turn();
  const made = [{ type: 'image/png', size: 3, width: 2, height: 1 }];
  expect(jobs.get('one')).toEqual({ id: 'one', state: 'done', made });
  expect([jobs.get('two').state, jobs.get('three').ahead]).toEqual(['running', 1]);
});

test('what comes in is on the disk while it is needed, and goes when it has ended', async () => {
  const place = folder();
  const { hand, jobs } = queue(place);
  await submit(jobs, 'one');
  const image = hand.tasks[0]?.task.files['image'] ?? '';
  expect([...readFileSync(image)]).toEqual([1]);
  hand.tasks[0]?.tell.resolve({ made: [], said: { text: 'hello' } });
  await turn();
  expect([existsSync(image), jobs.get('one').said]).toEqual([false, { text: 'hello' }]);
});

test('the same asked again is the same job, also at once and after it is done; under its name something else is refused', async () => {
  const { hand, jobs } = queue(folder());
  const [first, second] = await Promise.all([submit(jobs, 'one'), submit(jobs, 'one')]);
  expect([first, second, hand.tasks.length]).toEqual([first, first, 1]);
  hand.tasks[0]?.tell.resolve({ made: [] });
  await turn();
  expect((await submit(jobs, 'one')).state).toBe('done');
  for (const other of [submit(jobs, 'one', { ...remove, seed: 8 }), submit(jobs, 'one', remove, 2)])
    expect((await faultOf(other)).name).toBe('conflict');
  expect(hand.tasks.length).toBe(1);
});

test('what is stopped is stopped at once, in line or at work; what has ended stays as it is', async () => {
  const { hand, jobs } = queue(folder());
  for (const name of ['one', 'two', 'three']) await submit(jobs, name);
  expect(jobs.stop('two').state).toBe('stopped');
  expect(jobs.get('three').ahead).toBe(1);
  expect(jobs.stop('one').state).toBe('stopped');
  await turn();
  expect(states(jobs, 'one', 'two', 'three')).toEqual(['stopped', 'stopped', 'running']);
  hand.tasks[1]?.tell.resolve({ made: [] });
  await turn();
  expect(jobs.stop('three').state).toBe('done');
});

test('a fault fails one job and no other', async () => {
  const { hand, jobs } = queue(folder());
  await submit(jobs, 'one');
  await submit(jobs, 'two');
  hand.tasks[0]?.tell.reject(new Fault('bad-request', 'Everything is marked here.'));
  await turn();
  expect(jobs.get('one').fault).toEqual({ kind: 'bad-request', message: 'Everything is marked here.' });
  expect(jobs.get('two').state).toBe('running');
});

test('a new process does again what was running, then what waited, and keeps what was made', async () => {
  const place = folder();
  const before = queue(place);
  for (const name of ['one', 'two', 'three']) await submit(before.jobs, name);
  before.hand.tasks[0]?.tell.resolve({ made: [{ file: 'made-0.png', type: 'image/png', size: 3 }] });
  await turn();
  before.close();
  const { hand, jobs } = queue(place);
  expect(states(jobs, 'one', 'two', 'three')).toEqual(['done', 'running', 'queued']);
  expect(jobs.made('one', 0).path).toBe(join(place, 'one', 'made-0.png'));
  expect(hand.tasks[0]?.task.ask).toEqual(remove);
});

test('what breaks the process off twice is not begun a third time', async () => {
  const place = folder();
  const ended = queue(place);
  await submit(ended.jobs, 'one');
  const record = readFileSync(join(place, 'one', 'job.json'), 'utf8');
  ended.close();
  // As a process leaves it that is killed.
  const crash = (): void => writeFileSync(join(place, 'one', 'job.json'), record);
  crash();
  const again = queue(place);
  expect(again.jobs.get('one').state).toBe('running');
  const twice = readFileSync(join(place, 'one', 'job.json'), 'utf8');
  again.close();
  writeFileSync(join(place, 'one', 'job.json'), twice);
  const { hand, jobs } = queue(place);
  expect([jobs.get('one').state, jobs.get('one').fault?.kind]).toEqual(['failed', 'out-of-memory']);
  expect(hand.tasks).toEqual([]);
});

test('half a job, whose process ended while it came, is thrown away', async () => {
  const place = folder();
  const before = queue(place);
  await submit(before.jobs, 'one');
  before.close();
  writeFileSync(join(place, 'one', 'job.json'), '{"job":');
  const { jobs } = queue(place);
  expect((await faultOf(Promise.resolve().then(() => jobs.get('one')))).name).toBe('not-found');
  expect(readdirSync(place)).toEqual(['owner']);
});

test('what is done is kept for so long, and then forgotten', async () => {
  const [place, clock] = [folder(), { now: 0 }];
  const { hand, jobs } = queue(place, { keep: 1000 }, clock);
  await submit(jobs, 'one');
  await submit(jobs, 'two');
  hand.tasks[0]?.tell.resolve({ made: [] });
  await turn();
  clock.now = 900;
  jobs.sweep();
  expect(jobs.get('one').state).toBe('done');
  clock.now = 1100;
  jobs.sweep();
  expect((await faultOf(Promise.resolve().then(() => jobs.get('one')))).name).toBe('not-found');
  // What has not ended is not old.
  expect([jobs.get('two').state, readdirSync(place).sort()]).toEqual(['running', ['owner', 'two']]);
});

test('more than may wait, or than there is room for, is refused, and may be asked again', async () => {
  const { jobs } = queue(folder(), { waiting: 1 });
  await submit(jobs, 'one');
  await submit(jobs, 'two');
  expect((await faultOf(submit(jobs, 'three'))).name).toBe('too-often');
  jobs.stop('two');
  expect((await submit(jobs, 'three')).state).toBe('queued');
  const small = queue(folder(), { room: 100 });
  const large = small.jobs.submit(id('one'), remove, new Map([['image', new Uint8Array(200)]]));
  expect((await faultOf(large)).name).toBe('no-space');
});

test('two engines do not work in one folder', () => {
  const place = folder();
  queue(place);
  // Of this process: the one that started it is another that runs.
  writeFileSync(join(place, 'owner'), String(process.ppid));
  expect(() => new Store(place)).toThrow(/Another engine works in/);
});
