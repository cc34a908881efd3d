/** What the desk sees and marks by networks that were downloaded, and without: real engines, on a device with small networks. */
import { afterEach, expect, test } from 'vitest';
import type { Target } from '../../../core/contract/plan.ts';
import type { Version } from '../../../core/contract/version.ts';
import type { Referred } from '../../../core/sight/refer.ts';
import { edition } from '../../../core/sight/seen/edition.ts';
import { commit } from '../../../src/data/commit.ts';
import type { Database } from '../../../src/data/database.ts';
import { sceneIn } from '../../../src/data/scenes.ts';
import { Finder } from '../../../src/studio/finder.ts';
import { Marks } from '../../../src/studio/marks.svelte.ts';
import { Notices } from '../../../src/studio/notices.svelte.ts';
import type { Parts } from '../../../src/studio/parts.ts';
import { Sight } from '../../../src/studio/sight.svelte.ts';
import { cleanUp, given, newProject } from '../data/given.ts';
import { closeEngines } from '../workers/looking.ts';
import type { Given } from '../workers/looking.worker.ts';
import { kept, never, textured } from '../workers/pictures.ts';
import { partsWith } from './parts.ts';

afterEach(async () => {
  closeEngines();
  await cleanUp();
});

const [red, blue] = [[210, 30, 30], [30, 30, 210]] as const; // prettier-ignore

/** Three things in a row on grey, of these colours. */
async function table(
  ...colours: readonly (readonly number[])[]
): Promise<{ database: Database; version: Version }> {
  const picture = textured(300, 200);
  for (let i = 0; i < picture.data.length; i += 4) {
    const [x, y] = [(i / 4) % 300, Math.floor(i / 4 / 300)];
    const isThing = x % 100 >= 30 && x % 100 < 70 && y >= 80 && y < 120;
    const thing = colours[Math.floor(x / 100)] ?? red;
    picture.data.set([...(isThing ? thing : [120, 120, 120]), 255], i);
  }
  const database = await given();
  const work = await newProject(database.world);
  const { hash, blob } = await kept(picture);
  const version = { ...work.version, picture: hash, width: 300, height: 200 };
  await commit(database, { ...work, versions: [version], assets: [...work.assets, { hash, blob }] });
  return { database, version };
}

function deskWith(database: Database, given: Given): { parts: Parts; sight: Sight; told: string[] } {
  const parts = partsWith(database, given);
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

test('a click that a network answers can be stopped, and is told of where it takes long', async () => {
  const { database, version } = await table();
  const { sight } = sightWith(database, { segmenter: true });
  const click = { points: [{ x: 150, y: 100, adds: true }] };
  const stopped = Array.from({ length: 20 }, () => expect(sight.outline(click, version, never)).rejects.toMatchObject({ name: 'stopped' })); // prettier-ignore
  await expect.poll(() => sight.searching, { interval: 5, timeout: 10_000 }).toBe(true);
  sight.stop();
  await Promise.all(stopped);
  expect(sight.searching).toBe(false);
  expect(await sight.outline(click, version, never)).toBeDefined();
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
  const { database, version } = await table(...(given.embedder ? [red, blue] : []));
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

/** It knows dogs by their being blue, and cats by their being red. */
const knowing = { embedder: { dog: 2, cat: 0 } } as const;
const dog = { text: 'the dog', noun: 'dog' } as const;

/** Where what is found or asked about begins, from the left. */
function placesOf(sight: Sight, found: Referred): unknown {
  const ids = found.kind === 'none' ? [] : found.kind === 'ask' ? found.candidates : found.regions;
  return [found.kind, ...ids.map(id => sight.sighted?.scene.regions.find(one => one.id === id)?.box.x)];
}

test('what nobody named is found by what it shows, where a network is here that can tell', async () => {
  const { database, version } = await table(red, blue, red);
  const where = async (given: Given, target: Target = dog): Promise<unknown> => {
    const { sight, told } = sightWith(database, given);
    const found = await sight.find(target, version, false);
    expect(told).toEqual([]);
    return placesOf(sight, found);
  };
  expect(await where({})).toEqual(['none']);
  expect(await where(knowing)).toEqual(['found', 130]);
  expect(await where(knowing, { text: 'the cat on the right', noun: 'cat', position: 'on the right' })).toEqual(['found', 230]); // prettier-ignore
  expect(await where(knowing, { text: 'both cats', noun: 'cats', all: true })).toEqual(['found', 30, 230]);
  // Which of the two is not clear, and what nothing here shows stays as it was.
  expect(await where(knowing, { text: 'the cat', noun: 'cat' })).toEqual(['ask', 30, 230]);
  expect(await where(knowing, { text: 'the stool', noun: 'stool' })).toEqual(await where({}, { text: 'the stool', noun: 'stool' })); // prettier-ignore
  // It was said for these questions alone.
  const kept = await sceneIn(database, version.picture, edition);
  expect(kept?.scene.regions.filter(({ label }) => label !== undefined)).toEqual([]);
}); // prettier-ignore

test('what somebody named is not looked for, and what is called otherwise is', async () => {
  const { database, version } = await table(blue, red, blue);
  // The red one is called a cup.
  const { sight } = sightWith(database, { ...knowing, kinds: [{ ...cups[1], from: 0 }] });
  const found = async (target: Target): Promise<unknown> => placesOf(sight, await sight.find(target, version, false)); // prettier-ignore
  expect(await found({ text: 'the cup', noun: 'cup' })).toEqual(['found', 130]);
  expect(sight.progress?.doing).toBe('Looking for it');
  expect(await found({ text: 'the left dog', noun: 'dog', position: 'left' })).toEqual(['found', 30]);
  expect(sight.progress?.doing).toBe('Looking for the dog');
  expect(await found({ text: 'the dog right of the cup', noun: 'dog', position: 'right of the cup' })).toEqual(['found', 230]); // prettier-ignore
});

test('where that fails, it is said once, and found as it was before', async () => {
  const { database, version } = await table(red, blue, red);
  const { sight, told } = sightWith(database, { ...knowing, wrong: { text_embeds: { name: 'pooled' } } });
  for (let time = 0; time < 2; time++)
    expect(placesOf(sight, await sight.find(dog, version, false))).toEqual(['none']);
  expect(told).toEqual([expect.stringMatching(/^CLIP could not look at this picture, so what was named was looked for by its looks\. /)]); // prettier-ignore
});

test('looking for it can be stopped, by who goes on typing too', async () => {
  const { database, version } = await table(red, blue, red);
  const { sight } = sightWith(database, knowing);
  const stopped = { name: 'stopped' };
  await sight.seen(version);
  const early = expect(sight.find(dog, version, false)).rejects.toMatchObject(stopped);
  sight.stop();
  await early;
  const late = expect(sight.find(dog, version, false)).rejects.toMatchObject(stopped);
  await expect.poll(() => sight.progress?.doing, { interval: 5, timeout: 10_000 }).toBe('Looking for the dog'); // prettier-ignore
  const start = performance.now();
  sight.stop();
  await late;
  expect(performance.now() - start).toBeLessThan(500);
  expect(sight.searching).toBe(false);
  expect(placesOf(sight, await sight.find(dog, version, false))).toEqual(['found', 130]);
});

test('“remove the dog” marks what shows one', async () => {
  const step = { kind: 'order', operation: 'remove', params: {}, mask: 'needed', title: 'Remove', target: dog, where: 'Mark it.' } as const; // prettier-ignore
  const find = (finder: Finder): Promise<unknown> => finder.find(step, () => true);
  expect(await marked(knowing, find, [150, 100], [50, 100], [100, 50])).toEqual([undefined, 255, 0, 0]);
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
