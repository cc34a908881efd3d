/** Networks that are not ours, from their first byte to a filled hole: broken off, resumed, and used without a network. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { migan } from '../../src/models/guide/migan.ts';
import { smallNet } from '../../tools/nets/nets.ts';
import { anyBytes } from '../fakes/bytes.ts';
import { Hub } from '../fakes/hub.ts';
import { App, readyOffline } from './app.ts';
import { brush, makers, openPhoto, shown } from './desk.ts';

const commit = 'd'.repeat(40);
const placeOf = (path: string): string => `lab/smoother/${commit}/${path}`;
const name = 'smoother';

let hub: Hub;
let app: App;
let page: Page;

/** It speaks as MI-GAN does; what it is made of is longer than it need be. */
const declaration = new TextEncoder().encode(JSON.stringify({ ...migan, name, title: 'Smoother' }));
const network = heavy(smallNet('migan', 'smooths'), 4 << 20);

/** The same network with so many bytes of remarks: `doc_string`, the sixth field of an ONNX model. */
function heavy(net: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const remarks = anyBytes(length, 3).map(byte => 32 + (byte & 63));
  const varint = [0, 7, 14, 21].map(shift => ((length >> shift) & 127) | (shift < 21 ? 128 : 0));
  return Uint8Array.from([...net, 6 * 8 + 2, ...varint, ...remarks]);
}

beforeAll(async () => {
  hub = await Hub.open();
  const files = Object.entries({ 'network.json': declaration, [migan.file]: network });
  hub.offer('weights.json', [
    {
      name,
      title: 'Smoother',
      purpose: 'Fills holes.',
      licence: 'Apache-2.0',
      source: 'https://example.org',
      repository: 'lab/smoother',
      commit,
      files: files.map(([path, bytes]) => ({ path, ...hub.hold(placeOf(path), bytes) })),
      runsOn: ['wasm'],
      memory: 1e8,
    },
  ]);
  app = await App.open({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'allow' });
  page = await app.goto('/settings');
});
afterAll(async () => {
  await app.close();
  await hub.close();
});

const standing = (): Promise<string | null> =>
  page.locator(`[data-model=${name}]`).getAttribute('data-state');
const press = (button: string): Promise<void> =>
  page.locator(`[data-model=${name}]`).getByRole('button', { name: button, exact: true }).click();

test('a download that dies at 30 % is resumed, and verified', async () => {
  await page.getByLabel('Mirror').fill(hub.url);
  await page.getByRole('button', { name: 'Use' }).click();
  const place = placeOf(migan.file);
  hub.plan(place, { rate: 1.5e6 });
  await press('Download');
  const share = (): Promise<number> =>
    page
      .getByRole('progressbar')
      .evaluate(bar => (bar instanceof HTMLProgressElement ? bar.value : 0), undefined, { timeout: 500 })
      .catch(() => 0);
  await expect.poll(share, { interval: 20 }).toBeGreaterThan(0.3);
  await app.killBrowser();
  hub.plan(place, {});
  await app.openBrowser();
  page = await app.goto('/settings');
  await expect.poll(standing).toBe('paused');
  await press('Resume');
  await expect.poll(standing).toBe('here');
  const [first, second] = hub.seen(place);
  expect(first?.range).toBe('bytes=0-');
  expect(Number(second?.range?.match(/\d+/)?.[0])).toBeGreaterThan(0.2 * network.length);
  await readyOffline(page);
});

test('one’s own is added from a file', async () => {
  await page.getByLabel('Files of a network of your own').setInputFiles({
    name: 'My fill.onnx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(smallNet('lama', 'smooths')),
  });
  const card = page.locator('[data-model^=own-my-fill]');
  await expect.poll(() => card.getAttribute('data-state')).toBe('here');
  expect(await card.innerText()).toMatch(/My fill[^]*this device/);
});

test('one that nobody can use is refused, with what was expected', async () => {
  await page.getByLabel('Files of a network of your own').setInputFiles({
    name: 'odd.onnx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(smallNet('odd', 'paints')),
  });
  await expect
    .poll(() => page.locator('.notice p').last().innerText())
    .toMatch(/neither like MI-GAN nor like LaMa/);
});

test('how quickly each of them runs here is measured', async () => {
  page = await app.goto('/settings');
  await page.getByRole('heading', { name: 'Diagnostics' }).scrollIntoViewIfNeeded();
  await expect
    .poll(() => page.locator('tbody tr').allInnerTexts(), { timeout: 60_000 })
    .toEqual([
      expect.stringMatching(/^Brushword\tProcessor\s*used\t\d+ ms\t0\.\d\d of 255$/),
      expect.stringMatching(/^My fill\tProcessor\s*used\t\d+ ms\t–$/),
      expect.stringMatching(/^Smoother\tProcessor\s*used\t\d+ ms\t–$/),
    ]);
});

test('without a network both lead a fill, as other ways of it', async () => {
  await app.disconnect();
  const asked = app.requests.length;
  page = await app.goto();
  await openPhoto(page, join(import.meta.dirname, '../../public/samples/study.jpg'));
  await brush(page, { x: 0.45, y: 0.3, width: 0.08, height: 0.1 });
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  for (let count = 2; count <= 6; count++) {
    await expect.poll(() => shown(page), { timeout: 60_000 }).toHaveLength(count);
    if (count < 6) await page.keyboard.press('a');
  }
  const names = (await makers(page)).map(maker => maker?.replace(/@.*/, ''));
  expect(names.slice(0, 4)).toEqual([undefined, 'guided', 'exemplar', 'painted']);
  expect(names.slice(4)).toEqual([expect.stringMatching(/^own-my-fill-/), name]);
  expect(app.requests.slice(asked).filter(url => url.startsWith(hub.url))).toEqual([]);
  expect(app.broken).toEqual([]);
});
