/** A download from a real server, and every way that it can go wrong. */
import { afterEach, describe, expect, test } from 'vitest';
import { CHUNK } from '../../../src/models/weights/chain.ts';
import type { FaultKind } from '../../../core/contract/fault.ts';
import { keptWeights, readWeights } from '../../../src/models/weights/kept.ts';
import type { Plan } from '../../fakes/hub.ts';
import { anyBytes } from '../../fakes/bytes.ts';
import { faultOf } from '../workers/pictures.ts';
import { cleanUp, hub, newModel, openTab, server } from './given.ts';

afterEach(cleanUp);

const SIZE = 3 * CHUNK + 1234;

describe('goes well', () => {
  test.each<[string, Plan]>([
    ['from the hub, by way of its store', {}],
    ['from a mirror that gives the file out itself', { direct: true }],
    ['from a server that does no parts', { direct: true, ignoresRange: true }],
    ['from a server that does not say how long it is', { ignoresRange: true, unmeasured: true }],
    ['from a server that lets pages read no headers', { hidesHeaders: true }],
    ['after two errors of the server', { status: 500, times: 2 }],
    ['after being asked to wait', { status: 429, times: 1, retryAfter: '0' }],
    ['though the server falls silent', { stallAfter: CHUNK + 3, times: 1 }],
    ['though the connection breaks three times', { dropAfter: CHUNK / 2, times: 3 }],
  ])('%s', async (_, plan) => {
    const model = await newModel(SIZE, plan);
    const tab = openTab(model);
    expect(await tab.state()).toMatchObject({ is: 'absent', done: 0, total: SIZE });
    await tab.load();
    expect(await tab.state()).toMatchObject({ is: 'here', done: SIZE, total: SIZE });
    expect(await keptWeights()).toContain(model.entry.name);
    const { seen, asked } = await hub(model.place);
    // A page may ask all this without asking first whether it may.
    expect(asked).toBe(0);
    // What had come was not asked for again.
    const sent = seen.filter(({ status }) => status < 300).reduce((all, one) => all + one.sent, 0);
    expect(sent).toBe(SIZE);
  });

  test('and gives the very bytes to whoever reads them', async () => {
    const model = await newModel(SIZE);
    await openTab(model).load();
    const files = await readWeights(model.entry.name);
    expect([...files.keys()]).toEqual(['onnx/model.onnx']);
    expect(files.get('onnx/model.onnx')).toEqual(anyBytes(SIZE, model.seed));
  });

  test('and tells how far it is, never going back', async () => {
    const model = await newModel(12 * CHUNK, { rate: 4e6 });
    const tab = openTab(model);
    await tab.load();
    const loading = tab.states.filter(({ is }) => is === 'loading');
    expect(loading.length).toBeGreaterThan(2);
    const done = loading.map(state => state.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    const speeds = loading.flatMap(state => (state.is === 'loading' && state.speed > 0 ? [state.speed] : []));
    expect(speeds.at(-1)).toBeGreaterThan(2e6);
    expect(speeds.at(-1)).toBeLessThan(6e6);
    expect(tab.states.at(-1)?.is).toBe('here');
  });

  test('with several files, all of which are counted as one', async () => {
    const first = await newModel(2 * CHUNK);
    const [path, length] = ['tokenizer/words.json', 6 * CHUNK];
    const place = first.place.replace('onnx/model.onnx', path);
    const { bytes, sha256 } = await hub(place, { length, seed: 77, plan: { status: 404 } });
    const files = [...first.entry.files, { path, bytes, sha256 }];
    const model = { ...first, entry: { ...first.entry, files } };
    const tab = openTab(model);
    expect((await faultOf(tab.load())).message).toMatch(/has no “words.json”/);
    expect(await tab.state()).toMatchObject({ is: 'failed', done: 2 * CHUNK, total: 8 * CHUNK });
    expect(await keptWeights()).not.toContain(model.entry.name);
    await hub(place, { plan: { rate: 4e6 } });
    tab.states.length = 0;
    await tab.load();
    const done = tab.states.flatMap(state => (state.is === 'loading' ? [state.done] : []));
    expect(done.length).toBeGreaterThan(1);
    // What was here before is part of it.
    expect(Math.min(...done)).toBeGreaterThan(2 * CHUNK);
    const read = await readWeights(model.entry.name);
    expect([...read.keys()]).toEqual(['onnx/model.onnx', path]);
    expect(read.get(path)).toEqual(anyBytes(length, 77));
    expect((await hub(first.place)).seen).toHaveLength(1);
  });

  test('and is not done twice', async () => {
    const model = await newModel(SIZE);
    const tab = openTab(model);
    await tab.load();
    await tab.load();
    expect((await hub(model.place)).seen).toHaveLength(1);
  });
});

describe('is refused in a sentence', () => {
  test.each<[string, Plan, FaultKind, RegExp]>([
    ['a file that is not there', { status: 404 }, 'not-found', /has no “model.onnx” \(404\)/],
    ['one that is given to nobody', { status: 403 }, 'refused', /does not give “model.onnx” out \(403\)/],
    ['one for which one must sign in', { status: 401 }, 'refused', /does not give/],
    ['a server that is asked too much', { status: 429 }, 'refused', /asks to wait/],
    ['one that asks for an hour', { status: 429, retryAfter: '3600' }, 'refused', /asks to wait/],
    ['a server in trouble', { status: 503 }, 'refused', /in trouble \(503\)/],
    ['a status nobody knows', { status: 418 }, 'refused', /\(418\)/],
    ['a web page that says so', { page: 'typed' }, 'refused', /web page instead of “model.onnx”/],
    ['a web page that does not', { page: 'untyped' }, 'refused', /web page instead of “model.onnx”/],
    ['a file cut short', { length: SIZE - 1 }, 'refused', /wrong size.* 787,665 bytes instead of 787,666/],
    ['a file too long', { length: SIZE + 1 }, 'refused', /wrong size/],
    [
      'one cut short by a server that hides it',
      { length: SIZE - 1, ignoresRange: true, unmeasured: true },
      'offline',
      /broke off/,
    ],
    [
      'one too long, likewise',
      { length: SIZE + 1, ignoresRange: true, unmeasured: true },
      'refused',
      /wrong size/,
    ],
    ['one altered by a bit', { alter: CHUNK + 5 }, 'refused', /its SHA-256 is another/],
    ['a connection that breaks at once, always', { dropAfter: 0 }, 'offline', /broke off/],
  ])('%s', async (_, plan, kind, sentence) => {
    const model = await newModel(SIZE, plan);
    const tab = openTab(model);
    const fault = await faultOf(tab.load());
    expect([fault.name, fault.message]).toEqual([kind, expect.stringMatching(sentence)]);
    expect(fault.message).toContain('127.0.0.1');
    expect(await tab.state()).toMatchObject({ is: 'failed', sentence: fault.message });
    expect(await keptWeights()).not.toContain(model.entry.name);
    expect((await faultOf(readWeights(model.entry.name))).name).toBe('no-maker');
    // And once the server is mended, nothing is in the way.
    await hub(model.place, { plan: {} });
    await tab.load();
    expect((await readWeights(model.entry.name)).get('onnx/model.onnx')).toEqual(anyBytes(SIZE, model.seed));
  });

  test('a server that nobody answers at', async () => {
    const model = await newModel(SIZE);
    const fault = await faultOf(openTab(model, { hub: 'http://127.0.0.1:9' }).load());
    expect(fault).toMatchObject({
      name: 'offline',
      message: expect.stringContaining('127.0.0.1:9') as string,
    });
  });
});

describe('of a file whose hash only the hub knows', () => {
  test.each<[string, Plan]>([
    ['it is asked for its pointer', {}],
    ['a mirror without pointers, for what it sends beside the file', { direct: true, withoutPointer: true }],
  ])('%s', async (_, plan) => {
    const model = await newModel(SIZE, plan, 'told');
    const tab = openTab(model);
    expect(await tab.state()).toEqual({ is: 'absent', done: 0 });
    await tab.load();
    expect(await tab.state()).toEqual({ is: 'here', done: SIZE, total: SIZE, told: new URL(server).host });
    expect((await readWeights(model.entry.name)).get('onnx/model.onnx')).toEqual(anyBytes(SIZE, model.seed));
  });

  test('a file that is not what the pointer says is refused', async () => {
    const model = await newModel(SIZE, { alter: 3 }, 'told');
    expect((await faultOf(openTab(model).load())).message).toMatch(/its SHA-256 is another/);
  });

  test('a server that says nothing of it gives nothing', async () => {
    const model = await newModel(SIZE, { withoutPointer: true }, 'told');
    const fault = await faultOf(openTab(model).load());
    expect(fault.message).toMatch(/does not say what “model.onnx” should be/);
    expect((await hub(model.place)).seen.filter(({ method }) => method === 'GET')).toEqual([]);
  });
});
