/** The main job, offline: a photo, marks, sentences, a branch, a dead browser, and everything found again bit for bit. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { App, readyOffline } from './app.ts';
import { brush, pictureOf, say, shown, stored, type Stored } from './desk.ts';
import { objectIn, readScenes } from '../fixtures/scenes.ts';

let app: App;
let page: Page;
let before: Stored;
let titles: string[];
let picture: Buffer;

beforeAll(async () => {
  app = await App.open({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'allow' });
  page = await app.goto();
  await readyOffline(page);
  await app.disconnect();
});
afterAll(() => app.close());

const boxOf = (name: string) => {
  const { room, object } = objectIn(readScenes(), 'living-room', name);
  const { x, y, width, height } = object.box;
  return { x: x / room.width, y: y / room.height, width: width / room.width, height: height / room.height };
};

test('offline, a sample opens', async () => {
  await page.getByRole('button', { name: /Living room/ }).click();
  await expect.poll(() => shown(page), { timeout: 30_000 }).toMatchObject([{ title: 'Opened' }]);
});

test('the bar says what it understood, and asks for what is missing', async () => {
  const bar = page.getByLabel('Say what to change');
  await page.keyboard.press('/');
  await bar.fill('remove the lamp');
  await expect.poll(() => page.locator('.bar li').allInnerTexts()).toEqual(['remove · the lamp']);
  await bar.press('Enter');
  await expect
    .poll(() => page.locator('.asking').innerText())
    .toContain('Where is the lamp? Brush it, or tap it.');
  expect(await shown(page)).toHaveLength(1);
  await bar.fill('');
});

test('a brush and “remove it”, then “make the sofa navy”', async () => {
  await brush(page, boxOf('lamp'));
  await page.getByLabel('Say what to change').press('End');
  await page.mouse.down();
  await page.mouse.up();
  // Whoever comes by the mouse needs no ring around all of the stage.
  expect(await page.locator(':focus').getAttribute('class')).toContain('frame');
  expect(await page.locator(':focus-visible').count()).toBe(0);
  await say(page, 'remove it', 2);
  await brush(page, boxOf('sofa'));
  await say(page, 'make the sofa navy', 3);
  expect((await shown(page)).map(({ title }) => title)).toEqual([
    'recolour · the sofa → navy',
    'remove · it',
    'Opened',
  ]);
});

test('undo, and another way from there: a branch beside the first', async () => {
  const [navy, removed] = await shown(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect.poll(() => page.locator('[aria-current]').getAttribute('data-version')).toBe(removed?.id);
  await say(page, 'make it a bit warmer', 4);
  const { versions, projects } = await stored(page);
  const newest = versions.find(({ id }) => id === projects[0]?.head);
  expect(newest?.parents).toEqual([removed?.id]);
  expect(versions.find(({ id }) => id === navy?.id)?.parents).toEqual([removed?.id]);
});

test('the browser is killed, and all of it is there again, bit for bit', async () => {
  before = await stored(page);
  titles = (await shown(page)).map(({ title }) => title);
  picture = await pictureOf(page);
  const path = new URL(page.url()).pathname;
  await app.killBrowser();
  await app.openBrowser();
  page = await app.goto(path);
  await expect.poll(() => shown(page), { timeout: 30_000 }).toHaveLength(4);
  const after = await stored(page);
  expect(after).toEqual(before);
  expect(after.damaged).toEqual([]);
  for (const version of after.versions) expect(after.whole).toContain(version.picture);
  expect((await shown(page)).map(({ title }) => title)).toEqual(titles);
  expect((await pictureOf(page)).equals(picture)).toBe(true);
});

test('any version can be gone back to, and the first is as it was opened', async () => {
  const rows = await shown(page);
  await page.locator(`[data-version="${rows.at(-1)?.id}"]`).click();
  await expect.poll(() => page.locator('[aria-current]').getAttribute('data-version')).toBe(rows.at(-1)?.id);
  expect((await pictureOf(page)).equals(picture)).toBe(false);
  await page.locator(`[data-version="${rows[0]?.id}"]`).click();
  await expect.poll(async () => (await pictureOf(page)).equals(picture)).toBe(true);
});

test('it leaves as a file of the picture’s full size', async () => {
  const download = page.waitForEvent('download');
  await page.getByLabel('Say what to change').fill('save it as a png');
  await page.getByLabel('Say what to change').press('Enter');
  const file = await (await download).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of file) chunks.push(Buffer.from(chunk));
  const bytes = Buffer.concat(chunks);
  const { width, height } = objectIn(readScenes(), 'living-room', 'lamp').room;
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([width, height]);
});

test('nothing broke on the way, and nothing left this origin', () => {
  expect(app.broken).toEqual([]);
  expect(app.requests.filter(url => !url.startsWith(`${app.url}/`) && !/^(blob|data):/.test(url))).toEqual(
    [],
  );
});
