/** Without a network: what was opened once opens again, whole, isolated, and asks nobody outside for anything. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { App, readyOffline } from './app.ts';
import { brush, openPhoto, makers, shown } from './desk.ts';

let app: App;
let page: Page;

beforeAll(async () => {
  app = await App.open({ serviceWorkers: 'allow' });
  page = await app.goto();
  await readyOffline(page);
});
afterAll(() => app.close());

/** What can be done on the page, as it is read out. */
const offered = (at: Page): Promise<string[]> => at.getByRole('button').allInnerTexts();

test('offline, a page opens as it was, and isolated', async () => {
  await expect.poll(() => offered(page)).not.toEqual([]);
  const first = await offered(page);
  await app.disconnect();
  try {
    await page.reload();
    await expect.poll(() => offered(page)).toEqual(first);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  } finally {
    await app.reconnect();
  }
});

test('offline after a crash, at an address that only the app knows', async () => {
  await app.disconnect();
  try {
    await app.killBrowser();
    await app.openBrowser();
    page = await app.goto('/projects/none?from=somewhere');
    await expect.poll(() => offered(page)).not.toEqual([]);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  } finally {
    await app.reconnect();
  }
});

test('the shell is kept whole: no file that a page may ask for later is missing', async () => {
  const kept = await page.evaluate(async () => {
    const requests = await Promise.all(
      (await caches.keys()).map(async name => (await caches.open(name)).keys()),
    );
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  const built = readdirSync(join(import.meta.dirname, '../../dist'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).replace(/^.*\/dist(?=\/)/, ''));
  // The runtime for WebGPU is kept when it is first used; the page without a face is the command line's, that of a link is for
  // those who have no more than the link, and what programs may ask is for who writes them.
  const left =
    /^\/(_headers|service-worker\.js|(headless|share|developers)\.html|developers\.css|openapi\.json|assets\/(ort-.*\.jspi|headless|link-page)-.*)$/;
  expect(kept.sort()).toEqual(built.filter(path => !left.test(path)).sort());
});

test('offline, after one visit and no download, the guided fill removes something; and another way is a key away', async () => {
  await app.disconnect();
  try {
    page = await app.goto();
    await openPhoto(page, join(import.meta.dirname, '../../public/samples/study.jpg'));
    await brush(page, { x: 0.45, y: 0.3, width: 0.08, height: 0.1 });
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect.poll(() => shown(page), { timeout: 60_000 }).toHaveLength(2);
    expect(await makers(page)).toEqual([undefined, expect.stringMatching(/^guided@\d+$/)]);
    await page.keyboard.press('a');
    await expect.poll(() => shown(page), { timeout: 60_000 }).toHaveLength(3);
    await page.getByRole('button', { name: 'Another way' }).click();
    await expect.poll(() => shown(page), { timeout: 60_000 }).toHaveLength(4);
    expect((await makers(page)).map(maker => maker?.replace(/@.*/, ''))).toEqual([
      undefined,
      'guided',
      'exemplar',
      'painted',
    ]);
  } finally {
    await app.reconnect();
  }
});

test('the API is not answered from the shell', async () => {
  await app.disconnect();
  try {
    const reply = await page.evaluate(() => fetch('/api/v1/health').then(({ status }) => status, String));
    expect(reply).toContain('TypeError');
    const other = await app.context.newPage();
    await expect(other.goto(`${app.url}/api/v1/health`)).rejects.toThrow(/ERR_/);
    await other.close();
  } finally {
    await app.reconnect();
  }
});

test('it can be installed', async () => {
  const session = await page.context().newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // A browser without a window says so, and nothing else is wrong.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual([]);
  const { errors, data } = await session.send('Page.getAppManifest');
  expect([errors, (JSON.parse(data ?? '{}') as { name?: string }).name]).toEqual([[], 'Brushword']);
});

test('nothing broke, and nobody outside was asked for anything', () => {
  expect(app.broken).toEqual([]);
  expect(app.requests.length).toBeGreaterThan(5);
  const outside = app.requests.filter(url => !url.startsWith(`${app.url}/`) && !/^(blob|data):/.test(url));
  expect(outside).toEqual([]);
});
