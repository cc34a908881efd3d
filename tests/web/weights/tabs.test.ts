/** Two tabs, one model: it comes once, and both see how far it is. */
import { afterEach, expect, test } from 'vitest';
import { CHUNK } from '../../../src/models/weights/chain.ts';
import { faultOf } from '../workers/pictures.ts';
import { cleanUp, hub, never, newModel, openTab } from './given.ts';

afterEach(cleanUp);

const SIZE = 16 * CHUNK;
const SLOW = { rate: 3e6 };

test('asked for in both, it is fetched once, and both show it coming', async () => {
  const model = await newModel(SIZE, SLOW);
  const [one, two] = [openTab(model), openTab(model)];
  await Promise.all([one.load(), two.load()]);
  expect((await hub(model.place)).seen).toHaveLength(1);
  for (const tab of [one, two]) {
    const done = tab.states.filter(({ is }) => is === 'loading').map(state => state.done);
    expect(new Set(done).size).toBeGreaterThan(3);
    expect(tab.states.at(-1)).toMatchObject({ is: 'here', done: SIZE });
  }
});

test('a tab that comes later learns how far it is without asking for it', async () => {
  const model = await newModel(SIZE, SLOW);
  const one = openTab(model);
  const coming = one.load();
  await expect.poll(() => one.states.some(({ is }) => is === 'loading')).toBe(true);
  const two = openTab(model);
  expect((await two.state()).is).toMatch(/checking|loading/);
  await expect
    .poll(() => two.states.some(({ is, done }) => is === 'loading' && done > 0), { interval: 20 })
    .toBe(true);
  await coming;
  await expect.poll(async () => (await two.state()).is).toBe('here');
});

test('paused in the other tab, it is paused in both', async () => {
  const model = await newModel(SIZE, SLOW);
  const [one, two] = [openTab(model), openTab(model)];
  await two.state();
  const coming = one.load();
  await expect
    .poll(() => two.states.some(({ is, done }) => is === 'loading' && done > 2 * CHUNK), { interval: 20 })
    .toBe(true);
  await two.weights.pause(model.entry.name, never);
  expect((await faultOf(coming)).name).toBe('stopped');
  await expect.poll(() => [one.states.at(-1)?.is, two.states.at(-1)?.is]).toEqual(['paused', 'paused']);
});

test('whoever only follows and is stopped leaves the other tab to it', async () => {
  const model = await newModel(SIZE, SLOW);
  const [one, two] = [openTab(model), openTab(model)];
  const coming = one.load();
  await expect.poll(() => one.states.some(({ is }) => is === 'loading')).toBe(true);
  const control = new AbortController();
  const following = two.load(control.signal);
  setTimeout(() => control.abort(), 100);
  expect((await faultOf(following)).name).toBe('stopped');
  await coming;
  expect((await hub(model.place)).seen).toHaveLength(1);
});

test('when the tab that loads it dies, the other can go on', async () => {
  const model = await newModel(SIZE, SLOW);
  const [one, two] = [openTab(model), openTab(model)];
  await two.state();
  one.load().catch(() => {}); // it dies
  await expect
    .poll(() => two.states.some(({ is, done }) => is === 'loading' && done > 4 * CHUNK), { interval: 20 })
    .toBe(true);
  one.worker().terminate();
  await expect.poll(() => two.states.at(-1)?.is, { timeout: 5000 }).toBe('paused');
  await two.load();
  expect((await two.state()).is).toBe('here');
  const begins = (await hub(model.place)).seen.map(({ range }) => range);
  expect([begins.length, begins[1]]).toEqual([2, expect.not.stringMatching('bytes=0-')]);
});

test('what is being loaded can be neither removed nor taken in meanwhile', async () => {
  const model = await newModel(SIZE, SLOW);
  const [one, two] = [openTab(model), openTab(model)];
  const coming = one.load();
  await expect.poll(() => one.states.some(({ is }) => is === 'loading')).toBe(true);
  expect((await faultOf(two.weights.remove(model.entry.name, never))).name).toBe('conflict');
  expect((await faultOf(two.weights.take(model.entry.name, [], never))).name).toBe('conflict');
  await coming;
});

test('removed in one tab, it is gone in both, and its room is free', async () => {
  const model = await newModel(SIZE);
  const [one, two] = [openTab(model), openTab(model)];
  await one.load();
  await expect.poll(async () => (await two.state()).is).toBe('here');
  const before = (await navigator.storage.estimate()).usage ?? 0;
  await two.weights.remove(model.entry.name, never);
  expect([(await one.state()).is, (await two.state()).is]).toEqual(['absent', 'absent']);
  await expect
    .poll(async () => before - ((await navigator.storage.estimate()).usage ?? 0))
    .toBeGreaterThan(SIZE / 2);
});
