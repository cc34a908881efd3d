import { afterEach, describe, expect, test } from 'vitest';
import { Engine } from '../../../src/workers/host.ts';
import type { Order, Progress } from '../../../src/workers/protocol.ts';
import { faultOf, kept, never, pixelsOf, textured } from './pictures.ts';

let engine: Engine;
const workers: Worker[] = [];

function start(make: () => Worker, idleAfter?: number): Engine {
  workers.length = 0;
  engine = new Engine(() => {
    const worker = make();
    workers.push(worker);
    return worker;
  }, idleAfter);
  return engine;
}

afterEach(() => engine.close());

const real = (): Worker =>
  new Worker(new URL('../../../src/workers/engine.worker.ts', import.meta.url), { type: 'module' });
const liar = (): Worker => new Worker(new URL('./liar.worker.ts', import.meta.url), { type: 'module' });

const box = { x: 0, y: 0, width: 8, height: 8 };

/** Long enough to be stopped in the middle. */
async function longOrder(): Promise<Order> {
  const image = await kept(textured(2000, 1500));
  return { operation: 'adjust', params: { highlights: -0.5, shadows: 0.5, sharpness: 0.5 }, seed: 1, image };
}

async function shortOrder(): Promise<Order> {
  return { operation: 'adjust', params: { exposure: 0.2 }, seed: 1, image: await kept(textured(20, 20)) };
}

/** Starts the order and waits until the operation itself is under way. */
async function underWay(order: Order, signal: AbortSignal): Promise<{ result: Promise<unknown> }> {
  const reached = Promise.withResolvers<undefined>();
  const result = engine.run(order, signal, ({ done }) => {
    if (done > 0.1) reached.resolve(undefined);
  });
  result.catch(() => {}); // looked at by the test
  await reached.promise;
  return { result };
}

describe('a run that is stopped', () => {
  test('ends within half a second, its worker with it, and the next order works', async () => {
    start(real);
    const control = new AbortController();
    const { result } = await underWay(await longOrder(), control.signal);
    const asked = performance.now();
    control.abort();
    const fault = await faultOf(result);
    expect(performance.now() - asked).toBeLessThan(500);
    expect(fault.name).toBe('stopped');
    expect(await engine.run(await shortOrder(), never)).toMatchObject({ width: 20 });
    expect(workers.length).toBe(2);
  });

  test('tells no more of its progress', async () => {
    start(real);
    const control = new AbortController();
    let told = 0;
    const result = engine.run(await longOrder(), control.signal, () => {
      told++;
      control.abort();
    });
    await faultOf(result);
    await engine.run(await shortOrder(), never);
    expect(told).toBe(1);
  });

  test('while it waits its turn, leaves the one before it alone', async () => {
    start(real);
    const control = new AbortController();
    const first = engine.run(await shortOrder(), never);
    const second = engine.run(await shortOrder(), control.signal);
    control.abort();
    expect((await faultOf(second)).name).toBe('stopped');
    expect(await first).toMatchObject({ width: 20 });
    expect(workers.length).toBe(1);
  });

  test('before it was given, does not begin', async () => {
    start(real);
    expect((await faultOf(engine.run(await shortOrder(), AbortSignal.abort()))).name).toBe('stopped');
    expect(workers.length).toBe(0);
  });
});

test('a view that is no longer wanted does not cost the worker and its decoded picture', async () => {
  start(real);
  const pixels = textured(300, 200);
  const picture = await kept(pixels);
  const control = new AbortController();
  const unwanted = engine.view(picture, { x: 0, y: 0, width: 300, height: 200 }, 300, 200, control.signal);
  setTimeout(() => control.abort());
  expect((await faultOf(unwanted)).name).toBe('stopped');
  const seen = await engine.view(picture, { x: 0, y: 0, width: 300, height: 200 }, 300, 200, never);
  expect(await pixelsOf(seen)).toEqual(pixels.data);
  expect(workers.length).toBe(1);
});

describe('a worker that dies', () => {
  test('ended from elsewhere in the middle of a run: a sentence, and the next order works', async () => {
    start(real);
    const { result } = await underWay(await longOrder(), never);
    workers[0]?.terminate();
    const fault = await faultOf(result);
    expect(fault).toMatchObject({ name: 'bug', message: expect.stringContaining('try again') as string });
    expect(await engine.run(await shortOrder(), never)).toMatchObject({ width: 20 });
    expect(workers.length).toBe(2);
  });

  test('ended from elsewhere while nobody waited: the next order works', async () => {
    start(real);
    await engine.run(await shortOrder(), never);
    workers[0]?.terminate();
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(await engine.run(await shortOrder(), never)).toMatchObject({ width: 20 });
  });

  test('of an error nobody caught', async () => {
    start(liar);
    const fault = await faultOf(engine.view(await kept(textured(8, 8)), box, 8, 8, never));
    expect(fault.name).toBe('bug');
    expect(String(fault.cause)).toContain('out of the blue');
  });

  test('by its own hand', async () => {
    start(liar);
    expect((await faultOf(engine.export(await kept(textured(8, 8)), 'image/png', 1, never))).name).toBe(
      'bug',
    );
  });

  test('before it began, its script not being there', async () => {
    start(() => new Worker('/not-there.js', { type: 'module' }));
    expect((await faultOf(engine.open(new Blob(), never))).name).toBe('bug');
  });
});

test('more memory than there is: a sentence with a way on, and the next order works in a new worker', async () => {
  start(real);
  const fault = await faultOf(engine.packMask(new Uint8Array(1), 300_000 ** 2, 1, never));
  expect(fault).toMatchObject({
    name: 'out-of-memory',
    message: expect.stringContaining('smaller') as string,
  });
  expect(await engine.run(await shortOrder(), never)).toMatchObject({ width: 20 });
  expect(workers.length).toBe(2);
});

test('a worker that ran networks on one processor makes way where they are to run on another', async () => {
  start(real);
  const picture = await kept(textured(40, 30));
  await engine.see(picture, never, {});
  await engine.view(picture, box, 8, 8, never);
  expect(workers.length).toBe(1);
  await engine.see(picture, never, { 'dfine-s': 'webgpu' });
  await engine.embed(picture, never, { 'dfine-s': 'webgpu' });
  expect(workers.length).toBe(2);
  await engine.run({ ...(await shortOrder()), processors: {} }, never);
  expect(workers.length).toBe(3);
});

test('what comes back wrong is our fault, and goes no further', async () => {
  start(liar);
  expect((await faultOf(engine.open(new Blob(), never))).name).toBe('bug');
});

test('a fault of the order is the same fault on this side, and costs no worker', async () => {
  start(real);
  const order = { ...(await shortOrder()), operation: 'vanish' };
  const fault = await faultOf(engine.run(order, never));
  expect(fault).toMatchObject({ name: 'bad-request', message: expect.stringContaining('vanish') as string });
  await engine.run(await shortOrder(), never);
  expect(workers.length).toBe(1);
});

test('progress never goes back, comes while the work is done, and ends at 1', async () => {
  start(real);
  const heard: Progress[] = [];
  await engine.run(await longOrder(), never, progress => heard.push(progress));
  const done = heard.map(progress => progress.done);
  expect(done).toEqual(done.toSorted((a, b) => a - b));
  expect(done[0]).toBe(0);
  expect(done.at(-1)).toBe(1);
  expect(done.filter(share => share > 0.1 && share < 0.9).length).toBeGreaterThan(2);
});

test('one after another, in the order they were asked', async () => {
  start(real);
  const ended: number[] = [];
  const orders = [await longOrder(), await shortOrder(), await shortOrder()];
  await Promise.all(orders.map(async (order, i) => ended.push((await engine.run(order, never), i))));
  expect(ended).toEqual([0, 1, 2]);
  expect(workers.length).toBe(1);
});

test('a worker that nobody needs is let go, and another one starts when somebody does', async () => {
  start(real, 30);
  await engine.run(await shortOrder(), never);
  await new Promise(resolve => setTimeout(resolve, 150));
  await engine.run(await shortOrder(), never);
  expect(workers.length).toBe(2);
});
