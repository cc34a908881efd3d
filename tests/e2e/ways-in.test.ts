/** Every way to open a photo, every way to mark it without a mouse, and what is said when a file is no photo. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { App } from './app.ts';
import { openPhoto, say, shown, stored } from './desk.ts';

const images = join(import.meta.dirname, '../fixtures/images');
const photo = join(import.meta.dirname, '../../public/samples/living-room.jpg');

let app: App;
let page: Page;

beforeAll(async () => {
  app = await App.open({ viewport: { width: 1280, height: 800 } });
  page = await app.goto();
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.goto('/', page);
  await page.getByRole('button', { name: 'Open a photo' }).waitFor();
});

/** Hands a file to the page as the system would, on a drop or a paste. */
async function hand(kind: 'drop' | 'paste', path: string, type: string): Promise<void> {
  const bytes = [...readFileSync(path)];
  await page.evaluate(
    ([kind, bytes, type]) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], 'handed', { type }));
      const event =
        kind === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
    },
    [kind, bytes, type] as const,
  );
}

const notice = (): Promise<string> => page.locator('.notice p').last().innerText();

describe('in', () => {
  test.each(['drop', 'paste'] as const)('by %s', async kind => {
    await hand(kind, photo, 'image/jpeg');
    await expect.poll(() => shown(page)).toMatchObject([{ title: 'Opened' }]);
  });

  test('several at once: each is a picture of its own', async () => {
    const cards = page.locator('.card');
    const before = await cards.count();
    await page
      .getByLabel('Photos to open')
      .setInputFiles([
        join(images, 'upright.png'),
        join(images, 'orientation-6.jpg'),
        join(images, 'plain.avif'),
      ]);
    await expect.poll(() => cards.count()).toBe(before + 3);
  });

  test.each([
    ['empty.jpg', /empty/i],
    ['text.jpg', /not a (picture|photo|image)|no picture/i],
    ['truncated.jpg', /cut|damaged|incomplete|whole/i],
    ['huge.png', /30,000/],
    ['phone.heic', /HEIC/],
  ])('%s is refused in a sentence, and nothing is kept of it', async (name, sentence) => {
    const before = await stored(page);
    await page.getByLabel('Photos to open').setInputFiles(join(images, name));
    await expect.poll(notice).toMatch(sentence);
    expect(await stored(page)).toEqual(before);
    expect(new URL(page.url()).pathname).toBe('/');
  });
});

describe('with the keys alone', () => {
  test('a rectangle is marked, a sentence said, and it is undone', async () => {
    await openPhoto(page, photo);
    await page.keyboard.press('r');
    await page.getByRole('application').focus();
    await page.keyboard.press('Enter');
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight');
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('toolbar', { name: 'With what is marked' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('pixelate it');
    await page.keyboard.press('Enter');
    await expect.poll(() => shown(page), { timeout: 30_000 }).toHaveLength(2);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    const first = (await shown(page)).at(-1)?.id;
    await expect.poll(() => page.locator('[aria-current]').getAttribute('data-version')).toBe(first);
  });
});

describe('what a sentence may not, or cannot yet, do', () => {
  beforeEach(() => openPhoto(page, photo));

  test('what needs a provider says so, and nothing changes', async () => {
    await page.getByLabel('Say what to change').fill('replace the chair with a wooden stool');
    await page.getByLabel('Say what to change').press('Enter');
    await expect.poll(notice).toMatch(/provider/);
    expect(await shown(page)).toHaveLength(1);
  });

  test('undressing is refused before anything runs', async () => {
    await page.getByLabel('Say what to change').fill('take off her shirt');
    await page.getByLabel('Say what to change').press('Enter');
    await expect.poll(() => page.locator('.asking').innerText()).not.toBe('');
    expect(await shown(page)).toHaveLength(1);
    expect((await stored(page)).versions.length).toBeGreaterThan(0);
  });

  test('chatter is answered with an example', async () => {
    await page.getByLabel('Say what to change').fill('what a lovely room');
    await page.getByLabel('Say what to change').press('Enter');
    await expect.poll(notice).toMatch(/Try “/);
  });
});

test('two edits in one sentence: the second is done on what the first made', async () => {
  await openPhoto(page, photo);
  await say(page, 'flip it horizontally and a bit more contrast', 3);
  const [contrast, flipped, opened] = await shown(page);
  const { versions } = await stored(page);
  const parents = (id: string | undefined) => versions.find(version => version.id === id)?.parents;
  expect([parents(contrast?.id), parents(flipped?.id)]).toEqual([[flipped?.id], [opened?.id]]);
});

test('a picture that grew is undone and redone, and what is done next is done to all of it', async () => {
  await openPhoto(page, photo);
  const size = (): Promise<string> => page.locator('[aria-current]').innerText();
  const [before] = /\d+ × \d+/.exec(await size()) ?? [];
  await say(page, 'extend the picture to the left by 60 pixels', 2);
  const [width = 0, height = 0] = (before ?? '').split(' × ').map(Number);
  await expect.poll(size).toContain(`${width + 60} × ${height}`);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect.poll(size).toContain(before);
  await page.getByRole('button', { name: /^Redo/ }).click();
  await expect.poll(size).toContain(`${width + 60} × ${height}`);
  await say(page, 'flip it horizontally', 3);
  await expect.poll(size).toContain(`${width + 60} × ${height}`);
  expect((await shown(page)).map(({ title }) => title)).toEqual([
    'flip · horizontal',
    'extend · left, 60 px',
    'Opened',
  ]);
  expect((await stored(page)).damaged).toEqual([]);
});

test('two tabs on one picture keep both their edits', async () => {
  await openPhoto(page, photo);
  const other = await app.context.newPage();
  await app.goto(new URL(page.url()).pathname, other);
  await expect.poll(() => shown(other)).toHaveLength(1);
  await expect.poll(() => page.locator('.kept').innerText()).toContain('open in 2 tabs');
  const both = [page, other].map(async (tab, i) => {
    await tab.getByLabel('Say what to change').fill(i === 0 ? 'a bit brighter' : 'a lot more contrast');
    await tab.getByLabel('Say what to change').press('Enter');
  });
  await Promise.all(both);
  await expect.poll(() => shown(page), { timeout: 30_000 }).toHaveLength(3);
  await expect.poll(() => shown(other), { timeout: 30_000 }).toHaveLength(3);
  await other.close();
  await expect.poll(() => page.locator('.kept').innerText()).not.toContain('tabs');
});

test('a stop is heard at once, and the next edit works', async () => {
  await openPhoto(page, photo);
  await page.getByRole('button', { name: 'Rectangle (R)' }).click();
  const picture = await page.locator('.picture').boundingBox();
  if (!picture) throw new Error('No picture is shown.');
  await page.mouse.move(picture.x + picture.width * 0.2, picture.y + picture.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(picture.x + picture.width * 0.8, picture.y + picture.height * 0.8, { steps: 4 });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Do it' }).waitFor({ timeout: 5000 });
  expect(await shown(page)).toHaveLength(1);
  await page.keyboard.press('Escape');
  await say(page, 'a bit brighter', 2);
});

test('what is said next leans on what was done: more of it, or something else instead', async () => {
  await openPhoto(page, photo);
  await say(page, 'make it brighter', 2);
  const [bright] = await shown(page);
  await say(page, 'a bit more', 3);
  await say(page, 'no, make it warmer', 4);
  const { versions } = await stored(page);
  const [warm, brighter] = await shown(page);
  const parentsOf = (id?: string): unknown => versions.find(version => version.id === id)?.parents;
  expect(parentsOf(brighter?.id)).toEqual([bright?.id]);
  expect(parentsOf(warm?.id)).toEqual([bright?.id]);
  await say(page, 'scratch that', 4);
  await expect.poll(() => page.locator('[aria-current]').getAttribute('data-version')).toBe(bright?.id);
});

test('where nothing can be kept, it says so and offers a way on', async () => {
  const blocked = await app.context.newPage();
  await blocked.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }));
  await app.goto('/', blocked);
  await blocked.getByRole('alert').waitFor();
  expect(await blocked.getByRole('alert').innerText()).toMatch(/private browsing|allow this site/);
  await blocked.getByRole('button', { name: 'Reload' }).waitFor();
  await blocked.close();
});

test('a run whose page dies is told of when the picture is opened again, and can be run again', async () => {
  await openPhoto(page, photo);
  const path = new URL(page.url()).pathname;
  await page.keyboard.press('r');
  await page.getByRole('application').focus();
  await page.keyboard.press('Enter');
  // Enough to be at it for as long as it takes to be killed.
  for (let i = 0; i < 14; i++) await page.keyboard.press('Shift+ArrowRight');
  for (let i = 0; i < 10; i++) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect.poll(async () => (await stored(page)).jobs.map(({ state }) => state)).toContain('running');
  await app.killBrowser();
  await app.openBrowser();
  page = await app.goto(path);
  await expect.poll(notice).toMatch(/cut off/);
  expect(await shown(page)).toHaveLength(1);
  await page.getByRole('button', { name: 'Do it again' }).click();
  await expect.poll(() => shown(page), { timeout: 60_000 }).toHaveLength(2);
});

test('nothing broke on the way', () => expect(app.broken).toEqual([]));
