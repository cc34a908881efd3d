/** References are looked at by a network that compares pictures with words, and found by it: a real engine, a small network. */
import { toStore } from 'svelte/store';
import { afterEach, describe, expect, test } from 'vitest';
import type { Reference } from '../../../core/contract/reference.ts';
import { referenceOf } from '../../../core/library/reference.ts';
import { blankPixels, type Pixels } from '../../../core/pixels/pixels.ts';
import { commit } from '../../../src/data/commit.ts';
import { referencesIn } from '../../../src/data/read.ts';
import type { Database } from '../../../src/data/database.ts';
import { Notices } from '../../../src/studio/notices.svelte.ts';
import { References } from '../../../src/studio/references.svelte.ts';
import { cleanUp, given, newProject } from '../data/given.ts';
import { closeEngines } from '../workers/looking.ts';
import type { Given } from '../workers/looking.worker.ts';
import { kept, never } from '../workers/pictures.ts';
import { partsWith } from './parts.ts';

const ends: (() => void)[] = [];
afterEach(async () => {
  ends.splice(0).forEach(end => end());
  closeEngines();
  await cleanUp();
});

type Colour = readonly [number, number, number];

function plain(colour: Colour, light = 0): Pixels {
  const picture = blankPixels(80, 60);
  for (let i = 0; i < picture.data.length; i += 4)
    picture.data.set([...colour.map(byte => byte + light), 255], i);
  return picture;
}

const [red, green, blue]: readonly Colour[] = [[200, 20, 20], [20, 200, 20], [20, 20, 200]]; // prettier-ignore

/** Kept as files are that came from a camera: nobody has said anything of them. */
async function add(database: Database, id: string, colour: Colour, words = 'IMG'): Promise<void> {
  const picture = plain(colour);
  const { hash, blob } = await kept(picture);
  const reference = referenceOf(picture, { id, words, tags: [], picture: hash, made: id.length });
  await commit(database, { assets: [{ hash, blob }], references: [reference] });
}

async function shelf(here: Given): Promise<{ database: Database; references: References; notices: Notices }> {
  const database = await given();
  const notices = new Notices();
  const references = new References(partsWith(database, here), notices);
  // As the shelf does while it is open.
  ends.push(toStore(() => references.all).subscribe(() => {}));
  for (const [id, colour] of [['r', red!], ['gr', green!], ['blu', blue!]] as const) await add(database, id, colour); // prettier-ignore
  await expect.poll(() => references.all.length).toBe(3);
  return { database, references, notices };
}

const ids = (found: readonly Reference[]): string[] => found.map(({ id }) => id);

describe('with a network', () => {
  test('what nobody has named is found by what it shows, after what was named so', async () => {
    const { database, references, notices } = await shelf({ embedder: true });
    await add(database, 'named', green!, 'my red bicycle');
    await expect.poll(() => references.all.length).toBe(4);
    await references.understand('red', never);
    expect(ids(references.find('red', []))).toEqual(['named']);
    await references.learn(never);
    await expect.poll(() => references.all.every(({ embedding }) => embedding?.by === 'clip@1')).toBe(true);
    await references.understand('red', never);
    expect(ids(references.find('red', []))).toEqual(['named', 'r']);
    // Nobody has listened to that yet.
    expect(references.find('blue', [])).toEqual([]);
    expect(notices.list).toEqual([]);
  });

  test('a picture finds what shows the like', async () => {
    const { database, references } = await shelf({ embedder: true });
    await references.learn(never);
    await expect.poll(() => references.all.every(({ embedding }) => embedding !== undefined)).toBe(true);
    const work = await newProject(database.world);
    const { hash, blob } = await kept(plain(blue!, 30));
    const version = { ...work.version, picture: hash, width: 80, height: 60 };
    await commit(database, { ...work, versions: [version], assets: [...work.assets, { hash, blob }] });
    const likeness = await references.likenessOf(version, never);
    expect(likeness.seen?.by).toBe('clip@1');
    expect(ids(references.find('', [], likeness))[0]).toBe('blu');
    expect(references.find('', [], likeness)).toHaveLength(3);
  });

  test('it stops when it is told to, and goes on where it was; what is missing here is left out', async () => {
    const { database, references, notices } = await shelf({ embedder: true });
    const stop = new AbortController();
    const learning = references.learn(stop.signal);
    // One at a time: a second asks for nothing.
    await references.learn(never);
    await expect.poll(() => references.all.some(({ embedding }) => embedding !== undefined)).toBe(true);
    stop.abort();
    await learning;
    const gone = (await referencesIn(database)).find(({ embedding }) => embedding === undefined);
    if (gone) await database.bytes.delete(gone.picture);
    await references.learn(never);
    const known = (await referencesIn(database)).filter(({ embedding }) => embedding !== undefined);
    expect(known).toHaveLength(gone ? 2 : 3);
    expect(notices.list).toEqual([]);
  });

  test('that is not what it should be, that is told once, and looks go on to count', async () => {
    const { references, notices } = await shelf({ embedder: true, wrong: { image_embeds: { name: 'x' } } });
    await references.learn(never);
    await references.learn(never);
    expect(notices.list.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^CLIP could not look at this picture, so only its looks are compared\. /),
    ]);
    expect(references.find('', [])).toHaveLength(3);
  });
});

test('without a network nobody looks', async () => {
  const { references, notices } = await shelf({});
  await references.learn(never);
  await references.understand('red', never);
  expect(references.find('red', [])).toEqual([]);
  expect(references.all.every(({ embedding }) => embedding === undefined)).toBe(true);
  expect(notices.list).toEqual([]);
});
