/** Nothing is brushed: what a sentence speaks of is found in the picture, or asked about, offline. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { resize } from '../../core/pixels/resize.ts';
import { readPng, writePng } from '../../tools/png.ts';
import { scratched } from '../core/sight/damage/aged.ts';
import { photoOf } from '../core/sight/rooms.ts';
import { objectIn, readScenes, root } from '../fixtures/scenes.ts';
import { App, readyOffline } from './app.ts';
import { openPhoto, pictureOf, say, shown } from './desk.ts';

const photo = join(root, 'public/samples/living-room.jpg');
let app: App;
let page: Page;

afterEach(() => app.close());

async function open(serviceWorkers?: 'allow'): Promise<void> {
  app = await App.open({ viewport: { width: 1280, height: 800 }, ...(serviceWorkers && { serviceWorkers }) });
  page = await app.goto();
  await openPhoto(page, photo);
}

const bar = (): Promise<string> => page.locator('form .heard').innerText();
const numbers = () => page.getByRole('button', { name: /^Take number/ });

async function type(sentence: string): Promise<void> {
  await page.getByLabel('Say what to change').fill(sentence);
  await page.getByLabel('Say what to change').press('Enter');
}

/** How far the picture on the screen is from another, in levels, on a thing and everywhere else. */
async function changed(before: Buffer, name: string): Promise<{ thing: number; rest: number }> {
  const [old, now] = [readPng(before), readPng(await pictureOf(page))];
  const mask = readPng(readFileSync(join(root, objectIn(readScenes(), 'living-room', name).object.mask)));
  const sums = { thing: 0, rest: 0 };
  const counts = { thing: 0, rest: 0 };
  for (let y = 0, i = 0; y < old.height; y++) {
    for (let x = 0; x < old.width; x++, i += 4) {
      const [column, row] = [(x * mask.width) / old.width, (y * mask.height) / old.height].map(Math.floor);
      const part = mask.data[(row! * mask.width + column!) * 4]! > 127 ? 'thing' : 'rest';
      counts[part]++;
      for (let c = 0; c < 3; c++) sums[part] += Math.abs(old.data[i + c]! - now.data[i + c]!) / 3;
    }
  }
  return { thing: sums.thing / counts.thing, rest: sums.rest / counts.rest };
}

test('“make the orange cushion on the left mustard”: that cushion is, and nothing else, without a network', async () => {
  await open('allow');
  await readyOffline(page);
  const before = await pictureOf(page);
  await app.disconnect();
  try {
    await say(page, 'make the orange cushion on the left mustard', 2);
    const { thing, rest } = await changed(before, 'rust cushion');
    expect(thing).toBeGreaterThan(20);
    expect(rest).toBeLessThan(0.5);
    expect(app.broken).toEqual([]);
  } finally {
    await app.reconnect();
  }
});

test('“make the orange cushion on the left look like my kitchen reference”: that cushion, and again by its name', async () => {
  await open();
  await page.getByRole('button', { name: /^Ideas and references/ }).click();
  const kitchen = join(root, 'public/samples/kitchen.jpg');
  await page.getByLabel('Pictures to keep as references').setInputFiles(kitchen);
  await page.getByRole('button', { name: 'Make it like “kitchen”' }).waitFor();
  await page.getByRole('button', { name: 'History', exact: true }).click();
  const before = await pictureOf(page);
  await say(page, 'make the orange cushion on the left look like my kitchen reference', 2);
  expect(await page.locator('[aria-current] strong').innerText()).toBe(
    'match · the orange cushion on the left → kitchen',
  );
  const { thing, rest } = await changed(before, 'rust cushion');
  expect(thing).toBeGreaterThan(10);
  expect(rest).toBeLessThan(0.5);
  // What was changed last is not looked for again.
  await say(page, 'make the cushion navy', 3);
  await say(page, 'match the cushion to my kitchen reference', 4);
  expect((await changed(before, 'rust cushion')).rest).toBeLessThan(0.5);
  expect(app.broken).toEqual([]);
});

test('“put the orange cushion on the left on white”: it stays, and what is behind it goes', async () => {
  await open();
  await say(page, 'put the orange cushion on the left on white', 2);
  const { width, height, data } = readPng(await pictureOf(page));
  const { object } = objectIn(readScenes(), 'living-room', 'rust cushion');
  const mask = readPng(readFileSync(join(root, object.mask)));
  let [white, left] = [0, 0];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 4) {
      const [column, row] = [(x * mask.width) / width, (y * mask.height) / height].map(Math.floor);
      const isThing = mask.data[(row! * mask.width + column!) * 4]! > 127;
      const isWhite = data[i]! > 250 && data[i + 1]! > 250 && data[i + 2]! > 250;
      if (isThing && !isWhite) left++;
      if (!isThing && isWhite) white++;
    }
  }
  const things =
    mask.data.filter((value, i) => i % 4 === 0 && value > 127).length / (mask.width * mask.height);
  expect(left / (width * height)).toBeGreaterThan(0.9 * things);
  expect(white / (width * height)).toBeGreaterThan(0.97 * (1 - things));
});

/** A place of the photo on the screen. */
async function placed(x: number, y: number): Promise<[number, number]> {
  const box = await page.locator('.picture').boundingBox();
  if (!box) throw new Error('No picture is shown.');
  return [box.x + (x / 1200) * box.width, box.y + (y / 800) * box.height];
}

const marked = () => page.getByRole('toolbar', { name: 'With what is marked' });

test('a click takes a thing, another click more of it, with Alt less, and a drag what is within a box', async () => {
  await open();
  const before = await pictureOf(page);
  await page.getByRole('button', { name: /^Click a thing/ }).click();
  await page.mouse.click(...(await placed(1080, 715)));
  await marked().waitFor();
  await say(page, 'make it blue', 2);
  const pouf = await changed(before, 'pouf');
  expect([pouf.thing > 15, pouf.rest < 2], JSON.stringify(pouf)).toEqual([true, true]);
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect.poll(() => page.locator('[aria-current] strong').innerText()).toBe('Opened');

  await page.mouse.move(...(await placed(368, 400)));
  await page.mouse.down();
  await page.mouse.move(...(await placed(494, 524)), { steps: 5 });
  await page.mouse.up();
  await marked().waitFor();
  await say(page, 'make it green', 3);
  const cushion = await changed(before, 'rust cushion');
  expect([cushion.thing > 15, cushion.rest < 1], JSON.stringify(cushion)).toEqual([true, true]);
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect.poll(() => page.locator('[aria-current] strong').innerText()).toBe('Opened');

  await page.mouse.click(...(await placed(430, 460)));
  await marked().waitFor();
  await page.keyboard.down('Alt');
  await page.mouse.click(...(await placed(430, 460)));
  await page.keyboard.up('Alt');
  await expect.poll(() => marked().count()).toBe(0);
});

test('where several may be meant they are numbered, and a key, a press or a word takes one', async () => {
  await open();
  for (const [at, take] of [
    (many: number) => page.keyboard.press(`${many}`),
    (many: number) => page.getByRole('button', { name: `Take number ${many}` }).click(),
    (many: number) => type(`number ${['zero', 'one', 'two', 'three', 'four', 'five'][many]}`),
    (many: number) => type(`the ${many === 1 ? 'left' : 'last'} one`),
  ].entries()) {
    await type('make the picture blue');
    await expect.poll(() => numbers().count(), { timeout: 20_000 }).toBeGreaterThan(1);
    expect(await bar()).toMatch(/Which is it: 1/);
    const before = await pictureOf(page);
    const many = await numbers().count();
    if (at === 0) await page.locator('[role=application]').focus();
    await take(many);
    await expect.poll(() => shown(page), { timeout: 20_000 }).toHaveLength(at + 2);
    expect(await numbers().count()).toBe(0);
    expect(before.equals(await pictureOf(page))).toBe(false);
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(() => page.locator('[aria-current] strong').innerText()).toBe('Opened');
  }
});

test('Escape takes the numbers away, and brushing answers as well', async () => {
  await open();
  await type('make the picture blue');
  await expect.poll(() => numbers().count(), { timeout: 20_000 }).toBeGreaterThan(1);
  await page.locator('[role=application]').focus();
  await page.keyboard.press('Escape');
  await expect.poll(() => numbers().count()).toBe(0);
  await page.getByLabel('Say what to change').press('Enter');
  await expect.poll(() => numbers().count()).toBeGreaterThan(1);
  await page.getByLabel('Say what to change').fill('make it brighter');
  await expect.poll(() => numbers().count()).toBe(0);
});

test('what nothing tells apart is to be marked, as before', async () => {
  await open();
  await type('remove the lamp');
  await expect.poll(bar, { timeout: 20_000 }).toMatch(/Where is the lamp\? Brush it, or tap it/);
  expect(await numbers().count()).toBe(0);
});

test('“remove the scratches” finds them, “remove the dust” finds none, and “fix it” mends what is too dark', async () => {
  await open();
  const whole = photoOf('public/samples/living-room.jpg');
  const clean = resize(whole, 600, 400);
  const { image, each } = scratched(clean, 4);
  const folder = mkdtempSync(join(tmpdir(), 'brushword-old-'));
  const path = join(folder, 'old.png');
  writeFileSync(
    path,
    writePng({ ...image, data: image.data.map((byte, i) => (i % 4 === 3 ? byte : byte * 0.7)) }),
  );
  await page.getByRole('link', { name: 'All pictures' }).click();
  await openPhoto(page, path);
  rmSync(folder, { recursive: true });
  const before = readPng(await pictureOf(page));
  await say(page, 'remove the scratches', 2);
  const after = readPng(await pictureOf(page));
  // Of the lines, most places are another colour now.
  const changed = each.flat().filter(place => {
    const [x, y] = [place % image.width, Math.floor(place / image.width)];
    const at =
      (Math.floor((y * after.height) / image.height) * after.width +
        Math.floor((x * after.width) / image.width)) *
      4;
    return Math.abs(before.data[at]! - after.data[at]!) > 3;
  });
  expect(changed.length / each.flat().length).toBeGreaterThan(0.4);

  await type('remove the red dust');
  await expect.poll(bar, { timeout: 20_000 }).toMatch(/I see no dust here/);

  const dark = readPng(await pictureOf(page));
  await type('fix it');
  await expect.poll(async () => (await shown(page)).length, { timeout: 30_000 }).toBeGreaterThan(2);
  await expect.poll(() => page.getByLabel('Say what to change').inputValue(), { timeout: 30_000 }).toBe('');
  const mended = readPng(await pictureOf(page));
  const light = (data: Uint8ClampedArray): number => data.reduce((sum, byte) => sum + byte, 0) / data.length;
  expect(light(mended.data)).toBeGreaterThan(light(dark.data) + 10);
  expect((await shown(page)).map(({ title }) => title)).toContainEqual(
    expect.stringMatching(/^auto exposure/),
  );
});

test('what was kept of a picture and is damaged is seen again', async () => {
  await open();
  await say(page, 'make the orange cushion navy', 2);
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect.poll(() => page.locator('[aria-current] strong').innerText()).toBe('Opened');
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('brushword');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('not opened'));
    });
    const scenes = database.transaction('scenes', 'readwrite').objectStore('scenes');
    const keys = await new Promise<IDBValidKey[]>(resolve => {
      const request = scenes.getAllKeys();
      request.onsuccess = () => resolve(request.result);
    });
    for (const hash of keys) scenes.put({ hash, sighted: { scene: 'gone' }, kept: 1 });
    await new Promise(resolve => (scenes.transaction.oncomplete = resolve));
    database.close();
  });
  await page.reload();
  await page.locator('[data-version]').first().waitFor();
  await say(page, 'make the orange cushion green', 3);
  expect(app.broken).toEqual([]);
});
