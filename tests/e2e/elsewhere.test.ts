/** Machines that are not this device, as a person has them paint: asked first, watched, stopped, cut off, and found again. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grow } from '../../core/pixels/mask.ts';
import { applyPatch } from '../../core/pixels/patch.ts';
import { blankPixels, type Pixels } from '../../core/pixels/pixels.ts';
import { decodeGreyPng, decodePng } from '../../core/pixels/png/decode.ts';
import { encodePixels } from '../../core/pixels/png/encode.ts';
import { FakeComfy } from '../fakes/providers/comfyui.ts';
import { App } from './app.ts';
import { brush, makers, openPhoto, shown, stored } from './desk.ts';
import { asked, begun, place, replaceIt, sendIt, setUp, untilShown } from './elsewhere.ts';
import { LetsIn } from './lets-in.ts';

let photo: string;
let app: App;
let comfy: FakeComfy;
let door: LetsIn;
/** Another machine, of which nobody has heard before it is set up. */
const attic = new FakeComfy();
const hatch = new LetsIn(() => attic.url);
let page: Page;

beforeAll(async () => {
  comfy = await new FakeComfy().start();
  door = await new LetsIn(() => comfy.url).start();
  app = await App.open({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  photo = join(app.folder, 'texture.png');
  await writeFile(photo, encodePixels(textured()));
});
afterAll(async () => {
  await app.close();
  await door.stop();
  await comfy.stop();
  await hatch.stop();
  await attic.stop();
});

/** A picture with some texture everywhere, so that no change to it goes unseen. */
function textured(): Pixels {
  const pixels = blankPixels(600, 400);
  for (let i = 0; i < pixels.data.length; i += 4) {
    const [x, y] = [(i >> 2) % 600, Math.floor((i >> 2) / 600)];
    pixels.data.set([(x * 3 + y) % 200, (x + y * 5) % 220, (x * y) % 180, 255], i);
  }
  return pixels;
}

/** The bytes that are kept under the names of the newest version's picture, its mask and the file it began with. */
const keptBytes = (page: Page): Promise<{ first: string; last: string; mask: string; grow: number }> =>
  page.evaluate(async () => {
    const opened = indexedDB.open('brushword');
    await new Promise(resolve => (opened.onsuccess = resolve));
    const store = (name: string) => opened.result.transaction(name).objectStore(name);
    const done = async <T>(request: IDBRequest<T>): Promise<T> => {
      await new Promise(resolve => (request.onsuccess = resolve));
      return request.result;
    };
    interface Row {
      made: number;
      picture: string;
      recipe?: { mask: string; params: { grow: number } };
    }
    const versions = (await done<Row[]>(store('versions').getAll())).sort((a, b) => a.made - b.made);
    const text = async (hash = ''): Promise<string> => {
      const { blob } = await done<{ blob: Blob }>(store('bytes').get(hash));
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
    };
    const last = versions.at(-1);
    const [first, made, mask] = [
      await text(versions[0]?.picture),
      await text(last?.picture),
      await text(last?.recipe?.mask),
    ];
    opened.result.close();
    return { first, last: made, mask, grow: last?.recipe?.params.grow ?? NaN };
  });

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64'));

const told = (sentence: RegExp) => page.locator('.notice').filter({ hasText: sentence }).first().waitFor();

test('where nobody can, it is said before anything need be marked, and what it takes', async () => {
  page = await app.goto();
  await openPhoto(page, photo);
  await page.getByLabel('Say what to change').fill('replace the vase with a lamp');
  await page.getByText('none is set up that does').first().waitFor();
  await page.getByLabel('Say what to change').press('Enter');
  await told(/needs something that paints into pictures.*address of a machine of your own/);
  await page.locator('.notice').getByRole('button', { name: 'Providers' }).click();
  await page.getByRole('heading', { name: 'None is set up' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/settings');
});

test('a machine of one’s own is set up and tested; nobody there is told from somebody', async () => {
  page = await setUp(app, 'comfyui', 'Forge', door.url);
  await page.getByRole('button', { name: 'Test Forge' }).click();
  await page.getByText('It answers: ComfyUI 0.9.1').waitFor();
  await door.stop();
  await page.getByRole('button', { name: 'Test Forge' }).click();
  await page
    .getByText(/Nobody answers at 127\.0\.0\.1.*--enable-cors-header http:\/\/localhost:\d+/)
    .waitFor();
  await door.start();
});

test('asked first: not now sends nothing', async () => {
  await page.getByRole('link', { name: /Back to the picture|All pictures/ }).click();
  if (new URL(page.url()).pathname === '/')
    await page.locator('main a[href^="/edit/"], main .card a').first().click();
  await untilShown(page, 1);
  const before = comfy.log.length;
  await replaceIt(page, 'a fern');
  await page
    .getByText(/Replace · Forge on this computer/)
    .first()
    .waitFor();
  await asked(page).waitFor();
  await asked(page).getByRole('button', { name: 'Not now' }).click();
  await expect.poll(() => asked(page).count()).toBe(0);
  expect(comfy.log.length).toBe(before);
  expect(await shown(page)).toHaveLength(1);
});

test('what comes back lands inside the marks alone, and the recipe says who made it', async () => {
  await page.getByLabel('Say what to change').press('Enter');
  await sendIt(page);
  await untilShown(page, 2);
  const { first, last, mask, grow: margin } = await keptBytes(page);
  const before = decodePng(bytesOf(first), 2 ** 24);
  const after = applyPatch(before, bytesOf(last));
  const marks = decodeGreyPng(bytesOf(mask));
  if (!marks) throw new Error('The mask is no grey PNG.');
  const allowed = grow(marks, margin).data;
  const changed = after.data.map((value, i) => (value === before.data[i] ? 0 : 1));
  expect(changed.filter((is, i) => is === 1 && allowed[i >> 2] === 0)).toHaveLength(0);
  const inside = marks.data.filter(value => value === 255).length;
  const newInside = marks.data.filter(
    (value, i) => value === 255 && changed.subarray(4 * i, 4 * i + 3).includes(1),
  );
  // By chance a new colour may be the old one.
  expect(newInside.length).toBeGreaterThan(0.98 * inside);
  expect((await makers(page)).at(-1)).toBe('comfyui');
  expect(begun(comfy)).toEqual([1]);
});

test('what comes back unchanged is said, and not kept', async () => {
  comfy.trouble = { unchanged: true };
  await replaceIt(page, 'a cactus');
  await told(/unchanged/);
  expect(await shown(page)).toHaveLength(2);
  comfy.trouble = {};
});

test('who goes away in the middle is waited for, and asked for it once', async () => {
  const before = comfy.begun.size;
  comfy.takes = 3000;
  await replaceIt(page, 'a rose');
  await page.getByText(/Forge: Painting/).waitFor();
  await door.stop();
  await page.getByText(/Forge: Forge does not answer\. Waiting/).waitFor();
  await door.start();
  await untilShown(page, 3);
  expect(begun(comfy).slice(before)).toEqual([1]);
});

test('who forgets it in the middle is asked for it again, under the same name', async () => {
  const before = comfy.begun.size;
  comfy.takes = 3000;
  await replaceIt(page, 'a tulip');
  await page.getByText(/Forge: Painting/).waitFor();
  await comfy.stop();
  comfy.takes = 10;
  await comfy.start();
  await untilShown(page, 4);
  expect(begun(comfy).slice(before)).toEqual([2]);
});

test('a stop is a stop at once, and is passed on', async () => {
  comfy.takes = 60_000;
  await replaceIt(page, 'an oak');
  await page.getByText(/Forge: Painting/).waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Do it' }).waitFor({ timeout: 5000 });
  await expect.poll(() => comfy.prompts.at(-1)?.state).toBe('interrupted');
  expect(await shown(page)).toHaveLength(4);
});

test('a page that dies in the middle finds the answer when it comes back, and lands it once', async () => {
  const before = comfy.begun.size;
  comfy.takes = 3000;
  await replaceIt(page, 'a palm');
  await page.getByText(/Forge: Painting/).waitFor();
  const path = new URL(page.url()).pathname;
  await app.killBrowser();
  await expect.poll(() => comfy.prompts.at(-1)?.state).toBe('done');
  await app.openBrowser();
  page = await app.goto(path);
  await told(/goes on where it was, at Forge/);
  await untilShown(page, 5);
  expect(begun(comfy).slice(before)).toEqual([1]);
  // Nor is it landed again by the next page.
  await page.reload();
  await untilShown(page, 5);
  const { jobs, versions } = await stored(page);
  expect(jobs.filter(({ state }) => state === 'running')).toEqual([]);
  expect(versions).toHaveLength(5);
});

test('one edit is done by another machine, and the next by whom the person wants', async () => {
  comfy.takes = 10;
  await attic.start();
  await hatch.start();
  const path = new URL(page.url()).pathname;
  await setUp(app, 'comfyui', 'Attic', hatch.url);
  page = await app.goto(path);
  await expect.poll(() => shown(page)).not.toHaveLength(0);
  const { length: count } = await shown(page);
  await brush(page, place);
  await page.getByLabel('Say what to change').fill('replace it with a lily');
  await page.getByRole('button', { name: 'Change who does it' }).click();
  const chooser = page.getByRole('dialog', { name: 'Replace: who does it?' });
  await chooser.getByRole('radio', { name: /^Attic/ }).check();
  await chooser.getByRole('checkbox', { name: /^Just this one/ }).press('Space');
  await chooser.getByRole('button', { name: 'Use it' }).press('Enter');
  await page.getByText(/Replace · Attic on this computer · just this one/).waitFor();
  await page.getByLabel('Say what to change').press('Enter');
  await sendIt(page, false);
  await untilShown(page, count + 1);
  expect(attic.prompts).toHaveLength(1);
  const before = comfy.prompts.length;
  await replaceIt(page, 'an iris');
  await untilShown(page, count + 2);
  expect([attic.prompts.length, comfy.prompts.length]).toEqual([1, before + 1]);
});

test('who is chosen when asked does that one; only where it is wanted, the next ones too', async () => {
  await page.evaluate(() => localStorage.setItem('brushword/who', 'ask'));
  const { length: count } = await shown(page);
  await page.reload();
  await untilShown(page, count);
  const choose = async (what: string): Promise<void> => {
    await replaceIt(page, what);
    await asked(page)
      .getByRole('radio', { name: /^Attic/ })
      .check();
  };
  await choose('a poppy');
  await sendIt(page);
  await untilShown(page, count + 1);
  expect(await page.evaluate(() => localStorage.getItem('brushword/who'))).toBe('ask');
  await choose('a thistle');
  await asked(page)
    .getByRole('checkbox', { name: /^Just this one/ })
    .uncheck();
  await sendIt(page, false);
  await untilShown(page, count + 2);
  await replaceIt(page, 'a clover');
  await untilShown(page, count + 3);
  expect(attic.prompts).toHaveLength(4);
  await page.evaluate(() => localStorage.removeItem('brushword/who'));
});

test('words alone make a picture, which becomes a project', async () => {
  comfy.takes = 10;
  page = await app.goto('/generate');
  await page.getByLabel('What it should show').fill('a quiet harbour');
  await page.getByLabel('Size').selectOption('small');
  await page.getByRole('button', { name: 'Make it · Forge on this computer' }).click();
  await untilShown(page, 1);
  expect(await page.title()).toContain('a quiet harbour');
  expect((await makers(page)).at(-1)).toBe('comfyui');
});

test('policy refuses before anything is sent', async () => {
  const before = comfy.log.length;
  page = await app.goto('/generate');
  await page.getByLabel('What it should show').fill('a naked woman');
  await page.getByRole('button', { name: /^Make it/ }).click();
  await told(/does not undress people/);
  expect(comfy.log.length).toBe(before);
});

test('nothing of all this was stopped by the content security policy', () => {
  expect(app.broken).toEqual([]);
});
