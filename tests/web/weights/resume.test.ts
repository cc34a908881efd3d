/** A download that is broken off: paused, stopped or killed, it goes on from where it was, and only if that is undamaged. */
import { afterEach, describe, expect, test } from 'vitest';
import { CHUNK } from '../../../src/models/weights/chain.ts';
import { readWeights } from '../../../src/models/weights/kept.ts';
import { anyBytes } from '../../fakes/bytes.ts';
import { faultOf } from '../workers/pictures.ts';
import { cleanUp, hub, never, newModel, openTab, server, type Model, type Tab } from './given.ts';

afterEach(cleanUp);

const SIZE = 16 * CHUNK;
const SLOW = { rate: 3e6 };

/** Starts the download and waits until a share of it has come. */
async function underWay(tab: Tab, share: number, signal?: AbortSignal): Promise<{ result: Promise<void> }> {
  const result = tab.load(signal);
  result.catch(() => {}); // looked at by the test
  await expect
    .poll(() => tab.states.some(({ is, done }) => is === 'loading' && done > share * SIZE), {
      timeout: 10_000,
      interval: 5,
    })
    .toBe(true);
  return { result };
}

/** Where each request for bytes began. */
const beginnings = async (model: Model): Promise<number[]> =>
  (await hub(model.place)).seen.map(({ range }) => Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1]));

async function mustBeWhole(model: Model): Promise<void> {
  expect((await readWeights(model.entry.name)).get('onnx/model.onnx')).toEqual(anyBytes(SIZE, model.seed));
}

/** Writes into the half-loaded file, as a broken disk would. */
async function damage(
  model: Model,
  suffix: 'part' | 'links',
  change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>,
): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folder = await (await root.getDirectoryHandle('weights')).getDirectoryHandle(model.entry.name);
  const handle = await folder.getFileHandle(`onnx%2Fmodel.onnx.${suffix}`);
  const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
  const writer = await handle.createWritable();
  await writer.write(change(bytes));
  await writer.close();
}

test('stopped by its signal, it ends within half a second, and goes on later', async () => {
  const model = await newModel(SIZE, SLOW);
  const tab = openTab(model);
  const control = new AbortController();
  const { result } = await underWay(tab, 0.3, control.signal);
  const asked = performance.now();
  control.abort();
  expect((await faultOf(result)).name).toBe('stopped');
  expect(performance.now() - asked).toBeLessThan(500);
  // Not only for the page: the server is left alone, too.
  await expect.poll(async () => (await tab.state()).is, { timeout: 500 }).toBe('paused');
  const { sent } = (await hub(model.place)).seen[0]!;
  await new Promise(resolve => setTimeout(resolve, 300));
  expect((await hub(model.place)).seen[0]!.sent).toBeLessThan(sent + 5 * CHUNK);
  const { done } = await tab.state();
  await tab.load();
  expect(await beginnings(model)).toEqual([0, done]);
  await mustBeWhole(model);
});

test('stopped while it comes as fast as it can be taken, it ends within half a second, too', async () => {
  const size = 320 * CHUNK;
  const model = await newModel(size);
  const tab = openTab(model);
  const control = new AbortController();
  const result = tab.load(control.signal);
  await expect
    .poll(() => tab.states.some(({ done }) => done > 20 * CHUNK), { timeout: 10_000, interval: 5 })
    .toBe(true);
  const asked = performance.now();
  control.abort();
  expect((await faultOf(result)).name).toBe('stopped');
  await expect.poll(() => tab.states.at(-1)?.is, { interval: 5 }).toBe('paused');
  expect(performance.now() - asked).toBeLessThan(500);
  expect((await tab.state()).done).toBeLessThan(size);
});

test('stopped while it waits to try again', async () => {
  const model = await newModel(SIZE, { status: 503 });
  const tab = openTab(model, { patience: { pauses: [60_000], quiet: 60_000 } });
  const control = new AbortController();
  const result = tab.load(control.signal);
  await expect
    .poll(() => tab.states.at(-1))
    .toMatchObject({ is: 'waiting', because: expect.stringContaining('503') as string });
  const asked = performance.now();
  control.abort();
  expect((await faultOf(result)).name).toBe('stopped');
  await expect.poll(async () => (await tab.state()).is).toBe('absent');
  expect(performance.now() - asked).toBeLessThan(500);
});

test('stopped before it begins, it asks nobody for anything', async () => {
  const model = await newModel(SIZE);
  expect((await faultOf(openTab(model).load(AbortSignal.abort()))).name).toBe('stopped');
  expect(await beginnings(model)).toEqual([]);
});

test('killed at 30 %, another tab fetches what is missing and no more', async () => {
  const model = await newModel(SIZE, SLOW);
  const first = openTab(model);
  await underWay(first, 0.3);
  first.worker().terminate();
  await hub(model.place, { plan: {} });
  const second = openTab(model);
  const { is, done, total } = await second.state();
  expect([is, total, done >= 0.3 * SIZE - 2 * CHUNK, done % CHUNK]).toEqual(['paused', SIZE, true, 0]);
  await second.load();
  expect(await beginnings(model)).toEqual([0, done]);
  expect((await hub(model.place)).seen[1]?.sent).toBe(SIZE - done);
  await mustBeWhole(model);
});

describe('half a file', () => {
  test.each<[string, 'part' | 'links', (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>, number]>([
    [
      'with a byte altered in its third chunk',
      'part',
      bytes => bytes.with(2 * CHUNK + 9, bytes[2 * CHUNK + 9]! ^ 1),
      2,
    ],
    ['cut in its second chunk', 'part', bytes => bytes.slice(0, CHUNK + 100), 1],
    ['emptied', 'part', () => new Uint8Array(0), 0],
    ['with a link altered', 'links', bytes => bytes.with(32, bytes[32]! ^ 1), 1],
    ['without its links', 'links', () => new Uint8Array(0), 0],
  ])('%s is kept as far as it is good', async (_, suffix, change, good) => {
    const model = await newModel(SIZE, SLOW);
    const tab = openTab(model);
    await underWay(tab, 0.3);
    await tab.weights.pause(model.entry.name, never);
    await expect.poll(async () => (await tab.state()).is).toBe('paused');
    await damage(model, suffix, change);
    await hub(model.place, { plan: {} });
    await tab.load();
    expect(await beginnings(model)).toEqual([0, good * CHUNK]);
    await mustBeWhole(model);
  });

  test.each([
    ['a server that does no parts sends it all again', { ignoresRange: true }, [0, 3]],
    ['a server that has another state of the file begins again', { etag: '"other"' }, [0, 3, 0]],
  ])('%s', async (_, plan, expected) => {
    const model = await newModel(SIZE, SLOW);
    const tab = openTab(model);
    await underWay(tab, 0.3);
    await tab.weights.pause(model.entry.name, never);
    await expect.poll(async () => (await tab.state()).is).toBe('paused');
    const { done } = await tab.state();
    await hub(model.place, { plan });
    await tab.load();
    expect(await beginnings(model)).toEqual(expected.map(begin => (begin === 0 ? 0 : done)));
    await mustBeWhole(model);
  });

  test('is gone on with at another server, whatever that calls it', async () => {
    const model = await newModel(SIZE, SLOW);
    const tab = openTab(model);
    await underWay(tab, 0.3);
    await tab.weights.pause(model.entry.name, never);
    await expect.poll(async () => (await tab.state()).is).toBe('paused');
    const { done } = await tab.state();
    await hub(model.place, { plan: { etag: '"other"' } });
    await openTab(model, { hub: server.replace('127.0.0.1', 'localhost') }).load();
    expect(await beginnings(model)).toEqual([0, done]);
    await mustBeWhole(model);
  });

  test('of a commit that is no longer the one meant is not gone on with', async () => {
    const model = await newModel(SIZE, SLOW);
    const tab = openTab(model);
    await underWay(tab, 0.3);
    await tab.weights.pause(model.entry.name, never);
    const commit = 'd'.repeat(40);
    const place = model.place.replace('c'.repeat(40), commit);
    await hub(place, { length: SIZE, seed: model.seed + 1000 });
    const { sha256 } = await hub(place);
    const newer = {
      ...model,
      place,
      seed: model.seed + 1000,
      entry: { ...model.entry, commit, files: [{ path: 'onnx/model.onnx', bytes: SIZE, sha256 }] },
    };
    const other = openTab(newer);
    await expect.poll(async () => (await other.state()).is).toBe('absent');
    await other.load();
    expect(await beginnings(newer)).toEqual([0]);
    await mustBeWhole(newer);
  });
});
