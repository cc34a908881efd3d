/** A server of one's own: it is asked instead of the hub, and may offer more than our list has. */
import { afterEach, describe, expect, test } from 'vitest';
import { manifest } from '../../../src/models/weights/manifest.ts';
import { faultOf } from '../workers/pictures.ts';
import { cleanUp, hub, never, newModel, openTab, type Model, server, type Tab } from './given.ts';

afterEach(async () => {
  const { weights } = openTab(await newModel(1));
  await weights.setMirror('', never);
  await cleanUp();
});

/** Of the models that this test made: others may lie on the same disk. */
async function names(tab: Tab, made: readonly Model[]): Promise<string[]> {
  const own = new Set(made.map(({ entry }) => entry.name));
  return (await tab.weights.list(never)).map(({ entry }) => entry.name).filter(name => own.has(name));
}

/** A mirror of its own, with this list. */
async function mirrorWith(list: unknown): Promise<string> {
  const path = `mirror-${crypto.randomUUID()}`;
  await hub(`${path}/weights.json`, { list });
  return `${server}/${path}`;
}

describe('a mirror', () => {
  test('is asked instead of the hub, in every tab, until it is forgotten', async () => {
    const model = await newModel(1000);
    const tab = openTab(model, { hub: 'http://127.0.0.1:9' });
    await tab.weights.setMirror(`${server}/`, never);
    const later = openTab(model, { hub: 'http://127.0.0.1:9' });
    expect(await later.weights.mirror(never)).toBe(server);
    await later.load();
    await later.weights.remove(model.entry.name, never);
    await tab.weights.setMirror('', never);
    expect(await later.weights.mirror(never)).toBe('');
    expect((await faultOf(later.load())).message).toContain('127.0.0.1:9');
  });

  test('that is none is refused, and the one before stays', async () => {
    const tab = openTab(await newModel(1));
    await tab.weights.setMirror(server, never);
    const fault = await faultOf(tab.weights.setMirror('http://models.example.org', never));
    expect([fault.name, await tab.weights.mirror(never)]).toEqual(['bad-request', server]);
  });

  test('that nobody answers at is kept all the same, and said to be so', async () => {
    const tab = openTab(await newModel(1));
    const fault = await faultOf(tab.weights.setMirror('http://127.0.0.1:9', never));
    expect([fault.name, await tab.weights.mirror(never)]).toEqual(['offline', 'http://127.0.0.1:9']);
  });
});

describe('a mirror’s list', () => {
  test('is shown after ours, also in a tab opened later, until it is forgotten', async () => {
    const [ours, theirs] = [await newModel(100), await newModel(100)];
    const tab = openTab(ours);
    await tab.weights.setMirror(await mirrorWith([theirs.entry]), never);
    expect(await names(tab, [ours, theirs])).toEqual([ours.entry.name, theirs.entry.name]);
    expect(await names(openTab(ours), [ours, theirs])).toEqual([ours.entry.name, theirs.entry.name]);
    await tab.weights.setMirror('', never);
    expect(await names(tab, [ours, theirs])).toEqual([ours.entry.name]);
  });

  test('what came of it stays known when it is forgotten', async () => {
    const [ours, theirs] = [await newModel(100), await newModel(100)];
    const tab = openTab(ours);
    await tab.weights.setMirror(await mirrorWith([theirs.entry]), never);
    await tab.weights.load(theirs.entry.name, never);
    await tab.weights.setMirror('', never);
    expect(await names(tab, [ours, theirs])).toEqual([ours.entry.name, theirs.entry.name]);
  });

  test('cannot say anything of a model of ours', async () => {
    const ours = await newModel(100);
    const [first] = manifest;
    const tab = openTab(ours);
    const forged = { ...first!, files: [{ path: 'forged.onnx' }] };
    await tab.weights.setMirror(await mirrorWith([forged, { ...ours.entry, title: 'Forged' }]), never);
    const listed = await tab.weights.list(never);
    const entries = listed.map(({ entry }) => entry);
    expect(entries).toContainEqual(ours.entry);
    expect(entries.filter(({ name, title }) => name === first?.name || title === 'Forged')).toEqual([]);
  });

  test('that is not there is no list, and no fault', async () => {
    const ours = await newModel(100);
    const tab = openTab(ours);
    await tab.weights.setMirror(server, never);
    expect(await names(tab, [ours])).toEqual([ours.entry.name]);
  });

  test.each<[string, unknown]>([
    ['is no JSON', 'hello'],
    ['is no list', { models: [] }],
    ['has an entry that leads out of its folder', [{ name: '../..' }]],
  ])('that %s is refused, and the mirror used without one', async (_, list) => {
    const [ours, theirs] = [await newModel(100), await newModel(100)];
    const tab = openTab(ours);
    await tab.weights.setMirror(await mirrorWith([theirs.entry]), never);
    const fault = await faultOf(tab.weights.setMirror(await mirrorWith(list), never));
    expect([fault.name, fault.message]).toEqual([
      'refused',
      expect.stringMatching(/^The list of models at 127/),
    ]);
    expect(await names(tab, [ours, theirs])).toEqual([ours.entry.name]);
    expect(await tab.weights.mirror(never)).toContain('127.0.0.1');
  });
});
