/** A model, from the first look at the settings until it is gone again: by way of a mirror, a death, and no network. */
import { AxeBuilder } from '@axe-core/playwright';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { CHUNK } from '../../src/models/weights/chain.ts';
import { anyBytes } from '../fakes/bytes.ts';
import { Hub, type Plan } from '../fakes/hub.ts';
import { App, readyOffline } from './app.ts';
import { openPhoto, shown } from './desk.ts';

const SIZE = 24 * CHUNK;
const commit = 'c'.repeat(40);
const place = `lab/filler/${commit}/model.onnx`;
const SEED = 5;

let hub: Hub;
let app: App;
let page: Page;

beforeAll(async () => {
  hub = await Hub.open();
  const { bytes, sha256 } = hub.put(place, SIZE, SEED);
  hub.offer('weights.json', [
    {
      name: 'filler',
      title: 'Filler',
      purpose: 'Fills holes.',
      licence: 'Apache-2.0',
      source: 'https://example.org',
      repository: 'lab/filler',
      commit,
      files: [{ path: 'model.onnx', bytes, sha256 }],
      runsOn: ['wasm'],
      memory: 1e8,
    },
  ]);
  app = await App.open({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'allow' });
  page = await app.goto();
});
afterAll(async () => {
  await app.close();
  await hub.close();
});

const card = (): Locator => page.locator('[data-model=filler]');
const press = (name: string): Promise<void> => card().getByRole('button', { name, exact: true }).click();
const standing = (): Promise<string | null> => card().getAttribute('data-state');
const share = (): Promise<number> =>
  card().getByRole('progressbar').evaluate(bar => (bar instanceof HTMLProgressElement ? bar.value : 0), undefined, { timeout: 500 }).catch(() => 0); // prettier-ignore
const notice = (): Promise<string> => page.locator('.notice p').last().innerText();
const ranges = (): (string | null)[] => hub.seen(place).map(({ range }) => range);
const outside = (): string[] =>
  app.requests.filter(url => !url.startsWith(`${app.url}/`) && !/^(blob|data):/.test(url));

async function mustBeReadable(): Promise<void> {
  // A button on its way from pale to strong is neither.
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }))).toEqual([]);
}

/** From here on the hub gives the file out like this. */
const given = (plan: Plan): void => hub.plan(place, plan);

async function openSettings(): Promise<void> {
  page = await app.goto('/settings');
  await page.getByRole('heading', { name: 'MI-GAN' }).waitFor();
}

async function useMirror(typed: string): Promise<void> {
  await page.getByLabel('Mirror').fill(typed);
  await page.getByRole('button', { name: 'Use' }).click();
}

describe('the settings', () => {
  test('are reached with the keys, say what there is, and ask nobody for anything', async () => {
    await page.getByRole('link', { name: 'Settings' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    const migan = page.locator('[data-model=migan]');
    await expect.poll(() => migan.getAttribute('data-state')).toBe('absent');
    const words = await migan.innerText();
    for (const said of ['28.1 MB', 'MIT', 'about 600 MB', 'graphics card']) expect(words).toContain(said);
    expect(await page.locator('[data-model=lama]').innerText()).toMatch(/208 MB[^]*Apache-2.0/);
    expect(await page.title()).toBe('Settings – Brushword');
    expect(outside()).toEqual([]);
  });

  test('lead back to where one came from', async () => {
    await page.getByRole('link', { name: 'All pictures' }).click();
    await page.getByRole('button', { name: 'Open a photo' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'MI-GAN' }).waitFor();
  });

  test('also from the desk, to the very picture', async () => {
    await app.goto('/', page);
    await openPhoto(page, join(import.meta.dirname, '../../public/samples/study.jpg'));
    const { pathname } = new URL(page.url());
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('link', { name: 'Back to the picture' }).click();
    await expect.poll(async () => (await shown(page)).length).toBe(1);
    expect(new URL(page.url()).pathname).toBe(pathname);
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('heading', { name: 'MI-GAN' }).waitFor();
  });
});

describe('a mirror', () => {
  test.each([
    ['http://models.example.org', /begin with https/],
    ['two words', /not an address/],
  ])('%s is refused beside the field, and nobody is asked', async (typed, sentence) => {
    await useMirror(typed);
    await expect.poll(() => page.locator('.wrong').innerText()).toMatch(sentence);
    expect(outside()).toEqual([]);
  });

  test('offers what it has beside our list', async () => {
    await useMirror(hub.url);
    await card().waitFor();
    expect(await page.locator('.wrong').innerText()).toBe('');
    expect(outside()).toEqual([`${hub.url}/weights.json`]);
  });
});

describe('a download', () => {
  test('that the browser’s death breaks off at 30 % fetches only what is missing when it is resumed', async () => {
    given({ rate: 1.5e6 });
    await press('Download');
    await expect.poll(share, { timeout: 20_000, interval: 20 }).toBeGreaterThan(0.3);
    expect(await card().innerText()).toMatch(/MB of 6\.3 MB · [\d.,]+ (kB|MB)\/s/);
    await app.killBrowser();
    given({});
    await app.openBrowser();
    await openSettings();
    await expect.poll(standing).toBe('paused');
    expect(await page.getByLabel('Mirror').inputValue()).toBe(hub.url);
    // Opened again, it asks nobody until it is told to.
    expect(ranges()).toEqual(['bytes=0-']);
    const kept = Math.round((await share()) * SIZE);
    expect(kept).toBeGreaterThan(0.3 * SIZE - 2 * CHUNK);
    await press('Resume');
    await expect.poll(standing).toBe('here');
    expect(ranges()).toEqual(['bytes=0-', `bytes=${kept}-`]);
    expect(hub.seen(place)[1]?.sent).toBe(SIZE - kept);
    expect(hub.asked).toBe(0);
  });

  test('is there without a network, also after another death', async () => {
    await readyOffline(page);
    await app.disconnect();
    try {
      await app.killBrowser();
      await app.openBrowser();
      await openSettings();
      await expect.poll(standing).toBe('here');
      expect(await card().innerText()).toContain('On this device');
    } finally {
      await app.reconnect();
    }
  });

  test('is removed, and can be paused and gone on with', async () => {
    await press('Remove');
    await expect.poll(standing).toBe('absent');
    given({ rate: 1.5e6 });
    await press('Download');
    await expect.poll(share, { timeout: 20_000, interval: 20 }).toBeGreaterThan(0.2);
    const asked = performance.now();
    await press('Pause');
    await expect.poll(standing, { interval: 20 }).toBe('paused');
    expect(performance.now() - asked).toBeLessThan(1000);
    await mustBeReadable();
    // Whoever pressed the button with the keys is still at it.
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Resume');
    given({});
    await page.keyboard.press('Enter');
    await expect.poll(standing).toBe('here');
    await press('Remove');
    await expect.poll(standing).toBe('absent');
  });

  test('that goes wrong says so where it is shown, and can be tried again', async () => {
    given({ alter: 100 });
    await press('Download');
    await expect.poll(standing).toBe('failed');
    expect(await card().locator('.failed').innerText()).toMatch(/“model.onnx” is not that file/);
    await mustBeReadable();
    given({ status: 404 });
    await press('Try again');
    await expect.poll(() => card().locator('.failed').innerText()).toMatch(/has no “model.onnx”/);
  });
});

describe('taken from this device', () => {
  const [name, mimeType] = ['model.onnx', 'application/octet-stream'];
  const right = (): Buffer => Buffer.from(anyBytes(SIZE, SEED));

  test('a wrong file is refused by name', async () => {
    await page
      .getByLabel('Files of Filler')
      .setInputFiles({ name: 'cat.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('cat') });
    await expect.poll(notice).toMatch(/“cat.jpg” is not “model.onnx”: it has 3 bytes instead of 6,291,456/);
  });

  test('the right one is taken in, without a request', async () => {
    const before = outside().length;
    await page.getByLabel('Files of Filler').setInputFiles({ name, mimeType, buffer: right() });
    await expect.poll(standing).toBe('here');
    expect(outside().length).toBe(before);
    await press('Remove');
    await expect.poll(standing).toBe('absent');
  });

  /** A model's folder as it is unpacked somewhere, with more in it than is needed. */
  async function unpacked(): Promise<string> {
    const folder = join(app.folder, 'filler-model');
    await mkdir(join(folder, 'onnx'), { recursive: true });
    await writeFile(join(folder, 'README.md'), '# Filler');
    await writeFile(join(folder, 'onnx', name), right());
    return folder;
  }

  test('from a folder that is picked', async () => {
    await page.getByLabel('Folder of Filler').setInputFiles(await unpacked());
    await expect.poll(standing).toBe('here');
    await press('Remove');
    await expect.poll(standing).toBe('absent');
  });

  test('from a folder that is dropped', async () => {
    const session = await page.context().newCDPSession(page);
    const data = { items: [], files: [await unpacked()], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
    }
    await expect.poll(standing).toBe('here');
    await press('Remove');
    await expect.poll(standing).toBe('absent');
  });

  test('as a file that is dropped anywhere on the page', async () => {
    await page.evaluate(
      ([bytes, name]) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0))], name));
        document.body.dispatchEvent(
          new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
        );
      },
      [right().toString('base64'), name] as const,
    );
    await expect.poll(standing).toBe('here');
    expect(new URL(page.url()).pathname).toBe('/settings');
  });
});

test('nothing broke, and nobody but the mirror was asked for anything', () => {
  expect(app.broken).toEqual([]);
  expect(outside().filter(url => !url.startsWith(`${hub.url}/`))).toEqual([]);
});
