/** Who else has a project open, also when a tab dies. A worker stands for the other tab: it can be killed at once. */
import { afterEach, expect, test } from 'vitest';
import { JobId, ProjectId } from '../../../core/contract/ids.ts';
import { parse } from '../../../core/contract/schema.ts';
import { heldJobs, holdJob, watchProject } from '../../../src/data/tabs.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

const anyProject = (): ProjectId => parse(ProjectId, crypto.randomUUID());

function here(project: ProjectId) {
  const told: number[] = [];
  const watch = watchProject(project, tabs => told.push(tabs));
  stops.push(() => watch.stop());
  return { told, stop: () => watch.stop() };
}

function elsewhere(project: ProjectId) {
  const told: number[] = [];
  const worker = new Worker(new URL('./watching.worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<number>) => told.push(data));
  worker.postMessage(project);
  stops.push(() => worker.terminate());
  return { told, die: () => worker.terminate() };
}

test('alone, it says one', async () => {
  const tab = here(anyProject());
  await expect.poll(() => tab.told).toEqual([1]);
});

test('a second tab is noticed by both, and its death by the other', async () => {
  const project = anyProject();
  const tab = here(project);
  await expect.poll(() => tab.told).toEqual([1]);
  const other = elsewhere(project);
  await expect.poll(() => other.told).toEqual([2]);
  await expect.poll(() => tab.told).toEqual([1, 2]);
  other.die();
  await expect.poll(() => tab.told).toEqual([1, 2, 1]);
});

test('one of three dies, one leaves: the last is told twice', async () => {
  const project = anyProject();
  const tab = here(project);
  const [dying, leaving] = [elsewhere(project), here(project)];
  await expect.poll(() => [tab.told.at(-1), dying.told.at(-1), leaving.told.at(-1)]).toEqual([3, 3, 3]);
  dying.die();
  await expect.poll(() => [tab.told.at(-1), leaving.told.at(-1)]).toEqual([2, 2]);
  leaving.stop();
  await expect.poll(() => tab.told.at(-1)).toBe(1);
  expect(leaving.told.at(-1)).toBe(2);
});

test('a tab that comes back is counted again', async () => {
  const project = anyProject();
  const tab = here(project);
  for (let visit = 0; visit < 3; visit++) {
    const other = here(project);
    await expect.poll(() => tab.told.at(-1)).toBe(2);
    other.stop();
    await expect.poll(() => tab.told.at(-1)).toBe(1);
  }
});

test('another project is another matter', async () => {
  const [tab, other] = [here(anyProject()), elsewhere(anyProject())];
  await expect.poll(() => [tab.told, other.told]).toEqual([[1], [1]]);
});

test('stopped at once, it leaves nothing behind', async () => {
  const project = anyProject();
  watchProject(project, () => undefined).stop();
  const tab = here(project);
  await expect.poll(() => tab.told.at(-1)).toBe(1);
  const { held = [], pending = [] } = await navigator.locks.query();
  expect([...held, ...pending].filter(({ name }) => name?.includes(project))).toHaveLength(1);
});

test('a job is held for as long as its work takes, whether it goes well or not', async () => {
  const [one, two] = [parse(JobId, crypto.randomUUID()), parse(JobId, crypto.randomUUID())];
  const work = Promise.withResolvers<string>();
  const done = holdJob(one, () => work.promise);
  const failed = holdJob(two, () => Promise.reject(new Error('broke')));
  await expect(failed).rejects.toThrow('broke');
  const held = await heldJobs();
  expect([held.has(one), held.has(two)]).toEqual([true, false]);
  work.resolve('made');
  expect(await done).toBe('made');
  await expect.poll(async () => (await heldJobs()).has(one)).toBe(false);
});
