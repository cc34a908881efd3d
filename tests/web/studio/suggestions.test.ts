/** What suits a picture of which nothing is labelled, where a network tells what it shows: a real engine, a small network. */
import { afterEach, expect, test } from 'vitest';
import { library } from '../../../core/library/cards/index.ts';
import { blankPixels } from '../../../core/pixels/pixels.ts';
import { commit } from '../../../src/data/commit.ts';
import { Library } from '../../../src/studio/library.svelte.ts';
import { Notices } from '../../../src/studio/notices.svelte.ts';
import { Suggestions, type Idea } from '../../../src/studio/suggestions.ts';
import { cleanUp, given, newProject } from '../data/given.ts';
import { closeEngines } from '../workers/looking.ts';
import type { Given } from '../workers/looking.worker.ts';
import { kept, never } from '../workers/pictures.ts';
import { partsWith } from './parts.ts';

afterEach(async () => {
  closeEngines();
  await cleanUp();
});

/** Only where there is water or sky. */
const card = 'panorama-for-empty-top';

/** The ideas for a green picture with all that stands out at its bottom, with no other card to choose from; each time that they are asked for. */
async function ideas(here: Given, times = 1): Promise<{ found: Idea[][]; told: string[] }> {
  const database = await given();
  const picture = blankPixels(120, 80);
  for (let y = 0, i = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++, i += 4)
      picture.data.set([0, y < 56 ? 120 : x % 16 < 8 ? 30 : 230, 0, 255], i);
  const work = await newProject(database.world);
  const { hash, blob } = await kept(picture);
  const version = { ...work.version, picture: hash, width: 120, height: 80 };
  const others = library.filter(({ id }) => id !== card);
  const dismissals = others.map(({ id }) => ({ id, stands: true }));
  await commit(database, { ...work, versions: [version], assets: [...work.assets, { hash, blob }], dismissals }); // prettier-ignore
  const parts = partsWith(database, here);
  const told: string[] = [];
  const suggestions = new Suggestions(new Library(parts, new Notices()), parts, sentence => told.push(sentence)); // prettier-ignore
  const sighted = await parts.eyes.see({ hash, blob }, never);
  const found: Idea[][] = [];
  for (let time = 0; time < times; time++) {
    const all: Idea[] = [];
    for await (const idea of suggestions.for({ version, sighted, said: '', shown: [], signal: never }))
      all.push(idea);
    found.push(all);
  }
  return { found, told };
}

test('what a beach suits is offered for one, though nobody has labelled anything', async () => {
  const { found, told } = await ideas({ embedder: { beach: 1 } }, 2);
  expect(found.map(list => list.map(({ id }) => id))).toEqual([[card], [card]]);
  expect(found[0]?.[0]?.reasons).toContain('There is sky and water in it.');
  expect(told).toEqual([]);
});

test.each<[string, Given, RegExp | undefined]>([
  ['which is of something else', { embedder: { beach: 0 } }, undefined],
  ['where no network is here', {}, undefined],
  [
    'where it cannot look, which is told once',
    { embedder: { beach: 1 }, wrong: { image_embeds: { name: 'x' } } },
    /^CLIP could not look at this picture, so only its looks are compared\. /,
  ],
])('it is not for a picture %s', async (_, here, sentence) => {
  const { found, told } = await ideas(here, 2);
  expect(found).toEqual([[], []]);
  expect(told).toEqual(sentence ? [expect.stringMatching(sentence)] : []);
});
