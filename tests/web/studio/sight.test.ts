/** What the desk sees and marks by networks that were downloaded, and without: real engines, on a device with small networks. */
import { afterEach, expect, test } from 'vitest';
import type { Target } from '../../../core/contract/plan.ts';
import type { Version } from '../../../core/contract/version.ts';
import { edition } from '../../../core/sight/seen/edition.ts';
import { commit } from '../../../src/data/commit.ts';
import type { Database } from '../../../src/data/database.ts';
import { sceneIn } from '../../../src/data/scenes.ts';
import { Device } from '../../../src/studio/device.svelte.ts';
import { Finder } from '../../../src/studio/finder.ts';
import { Marks } from '../../../src/studio/marks.svelte.ts';
import { Notices } from '../../../src/studio/notices.svelte.ts';
import type { Parts } from '../../../src/studio/parts.ts';
import { Sight } from '../../../src/studio/sight.svelte.ts';
import { Engine } from '../../../src/workers/host.ts';
import { Ears } from '../../../src/workers/speech-host.ts';
import { Weights } from '../../../src/workers/weights-host.ts';
import { cleanUp, given, newProject } from '../data/given.ts';
import type { Given } from '../workers/looking.worker.ts';
import { kept, never, textured } from '../workers/pictures.ts';

const engines: Engine[] = [];
afterEach(async () => {
  engines.splice(0).forEach(engine => engine.close());
  await cleanUp();
});

/** Three red things in a row on grey. */
async function table(): Promise<{ database: Database; version: Version }> {
  const picture = textured(300, 200);
  for (let i = 0; i < picture.data.length; i += 4) {
    const [x, y] = [(i / 4) % 300, Math.floor(i / 4 / 300)];
    const isThing = x % 100 >= 30 && x % 100 < 70 && y >= 80 && y < 120;
    picture.data.set(isThing ? [210, 30, 30, 255] : [120, 120, 120, 255], i);
  }
  const database = await given();
  const work = await newProject(database.world);
  const { hash, blob } = await kept(picture);
  const version = { ...work.version, picture: hash, width: 300, height: 200 };
  await commit(database, { ...work, versions: [version], assets: [...work.assets, { hash, blob }] });
  return { database, version };
}

function deskWith(database: Database, given: Given): { parts: Parts; sight: Sight; told: string[] } {
  const open = (): Engine => {
    const engine = new Engine(
      () => new Worker(new URL('../workers/looking.worker.ts', import.meta.url), { type: 'module', name: JSON.stringify(given) }),
    ); // prettier-ignore
    engines.push(engine);
    return engine;
  };
  const nobody = (): Worker => {
    throw new Error('Nobody downloads and nobody listens here.');
  };
  const parts: Parts = {
    database,
    device: new Device(open, 'test'),
    engine: open(),
    viewer: open(),
    eyes: open(),
    weights: new Weights(nobody),
    ears: new Ears(nobody),
    edition: 'test',
  };
  const told: string[] = [];
  // Nothing is measured while these tests run.
  const sight = new Sight(parts, sentence => told.push(sentence), () => false); // prettier-ignore
  return { parts, sight, told };
}

const sightWith = (database: Database, given: Given): { sight: Sight; told: string[] } =>
  deskWith(database, given);

const cups = [
  { channel: 0, from: 0, to: 1 / 3, id: 41 },
  { channel: 0, from: 1 / 3, to: 2 / 3, id: 41 },
] as const;
const cup = { text: 'the cup on the right', noun: 'cup', place: 'right' } as const;

test('a picture is seen again when a network that names things comes, and when it goes', async () => {
  const { database, version } = await table();
  const middle = async (given: Given): Promise<unknown> => {
    const { sight } = sightWith(database, given);
    const found = await sight.find(cup, version, false);
    const at = found.kind === 'found' ? found.regions : [];
    return sight.sighted?.scene.regions.filter(({ id }) => at.includes(id)).map(({ box }) => box.x);
  };
  // Without names nobody knows that the thing further right is no cup.
  expect(await middle({})).not.toEqual([130]);
  expect((await sceneIn(database, version.picture, edition))?.scene.by).toBeUndefined();
  expect(await middle({ kinds: cups })).toEqual([130]);
  expect((await sceneIn(database, version.picture, edition, ['dfine-s@1']))?.notes).toBeUndefined();
  expect(await middle({})).not.toEqual([130]);
});

test('what fails is said, and it is seen without', async () => {
  const { database, version } = await table();
  const { sight, told } = sightWith(database, { kinds: cups, wrong: { logits: { name: 'scores' } } });
  await sight.find(cup, version, false);
  expect(sight.sighted?.scene.regions.length).toBeGreaterThan(2);
  expect(told).toEqual([expect.stringMatching(/^D-FINE could not look at this picture, so the things here have no names\. onnx\/model\.onnx /)]); // prettier-ignore
  expect(await sceneIn(database, version.picture, edition, ['dfine-s@1'])).toBeUndefined();
});

test('a click is outlined by a network, where one is here', async () => {
  const { database, version } = await table();
  const click = { points: [{ x: 150, y: 100, adds: true }] };
  expect(await sightWith(database, {}).sight.outline(click, version, never)).toBeUndefined();
  const { sight, told } = sightWith(database, { segmenter: true });
  const mask = await sight.outline(click, version, never);
  expect([mask?.[100 * 300 + 150], mask?.[50 * 300 + 150], told]).toEqual([255, 0, []]);
  const broken = sightWith(database, { segmenter: true, wrong: { pred_masks: { name: 'masks' } } });
  expect(await broken.sight.outline(click, version, never)).toBeUndefined();
  expect(broken.told).toEqual([expect.stringMatching(/^SlimSAM could not look at this picture, so it was outlined without it\. /)]); // prettier-ignore
});

test('people are cut out by a network, where one is here', async () => {
  const { database, version } = await table();
  expect(await sightWith(database, {}).sight.outline('people', version, never)).toBeUndefined();
  const mask = await sightWith(database, { matter: true }).sight.outline('people', version, never);
  expect([mask?.[100 * 300 + 150], mask?.[50 * 300 + 150]]).toEqual([186, 0]);
});

/** What is marked at these places once `work` has found what is meant. */
async function marked(
  given: Given,
  work: (finder: Finder) => Promise<unknown>,
  ...places: readonly (readonly [x: number, y: number])[]
): Promise<unknown[]> {
  const { database, version } = await table();
  const { parts, sight } = deskWith(database, given);
  const marks = new Marks();
  marks.reset(version);
  const notices = new Notices();
  const finder = new Finder({ marks, sight, head: version, closed: never }, parts, notices);
  const answer = await work(finder);
  expect(notices.list).toEqual([]);
  return [answer, ...places.map(([x, y]) => marks.mask.data[y * 300 + x])];
}

test('a click marks by a network what looks alone would not', async () => {
  const click = (finder: Finder): Promise<void> => finder.point({ x: 150, y: 100 }, true);
  // To this network all that is of one colour is one thing.
  expect(await marked({ segmenter: true }, click, [150, 100], [50, 100], [100, 50])).toEqual([undefined, 255, 255, 0]);
  expect(await marked({}, click, [150, 100], [50, 100], [100, 50])).toEqual([undefined, 255, 0, 0]);
}); // prettier-ignore

test('“remove the background” keeps the people, where a network finds them, and else asks', async () => {
  const where = 'Mark what stays.';
  const step = { kind: 'order', operation: 'background', params: { action: 'remove' }, mask: 'needed', title: 'Background', where } as const; // prettier-ignore
  const find = (isAwaited: boolean) => (finder: Finder) => finder.find(step, () => isAwaited);
  expect(await marked({ matter: true }, find(true), [150, 100], [100, 50])).toEqual([undefined, 186, 0]);
  expect(await marked({ matter: true }, find(false), [150, 100])).toEqual([where, 0]);
  expect(await marked({}, find(true), [150, 100])).toEqual([where, 0]);
});

test('the thing that is named stays before a new background; who is named, as people are cut out', async () => {
  const where = 'Where is it?';
  const step = { kind: 'order', operation: 'background', params: { action: 'remove' }, mask: 'needed', title: 'Background', where } as const; // prettier-ignore
  const find = (target: Target) => (finder: Finder) => finder.find({ ...step, target }, () => true);
  const left = { text: 'the red thing on the left', noun: 'thing', color: 'red', position: 'left' };
  expect(await marked({ matter: true }, find(left), [50, 100], [150, 100])).toEqual([undefined, 255, 0]);
  const man = { text: 'the man', noun: 'man' };
  expect(await marked({ matter: true }, find(man), [150, 100], [100, 50])).toEqual([undefined, 186, 0]);
  expect((await marked({}, find(man), [150, 100]))[1]).toBe(0);
});
