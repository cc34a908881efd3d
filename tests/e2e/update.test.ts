/** A new edition of the app: it waits, says so, and takes over only when asked, and from nobody's other tab. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chromium, launchFlags } from '../../tools/browser.ts';
import { serveFiles, type Files } from '../../tools/edit/files.ts';
import { readyOffline } from './app.ts';

const folder = mkdtempSync(join(tmpdir(), 'brushword-update-'));
let files: Files;
let browser: Browser;
let page: Page;

declare global {
  interface Window {
    /** Set by a test; gone when the page was loaded anew. */
    unsaved?: string;
  }
}

beforeAll(async () => {
  cpSync(join(import.meta.dirname, '../../dist'), folder, { recursive: true });
  files = await serveFiles(folder);
  browser = await playwright.launch({ executablePath: await chromium(), args: [...launchFlags] });
  page = await (await browser.newContext()).newPage();
  await page.goto(files.url);
  await readyOffline(page);
});
afterAll(async () => {
  await browser.close();
  files.close();
  rmSync(folder, { recursive: true });
});

/** Rewrites a file of the site that is served. */
function rewrite(name: string, from: RegExp, to: string): void {
  const text = readFileSync(join(folder, name), 'utf8');
  expect(from.test(text), `${name} holds no ${from.source}`).toBe(true);
  writeFileSync(join(folder, name), text.replace(from, to));
}

const isWaiting = (): Promise<boolean> =>
  page.evaluate(async () => ((await navigator.serviceWorker.getRegistration())?.waiting ?? null) !== null);

const unsaved = (): Promise<string | undefined> => page.evaluate(() => window.unsaved);

test('a new edition waits, says so, and leaves the page as it is', async () => {
  rewrite('index.html', /<title>[^<]*<\/title>/, '<title>The next Brushword</title>');
  rewrite('service-worker.js', /("revision":")[0-9a-f]{32}(","url":"index\.html")/, '$1next$2');
  await page.evaluate(async () => {
    window.unsaved = 'a stroke';
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
  await expect.poll(isWaiting).toBe(true);
  await page.getByText('A new Brushword is ready').waitFor();
  expect(await unsaved()).toBe('a stroke');
});

test('asked while another tab is open, it does not take that tab’s files away', async () => {
  const other = await page.context().newPage();
  await other.goto(files.url);
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByText('Close the other Brushword tabs').waitFor();
  expect([await isWaiting(), await unsaved(), await other.title()]).toEqual([true, 'a stroke', 'Brushword']);
  await other.close();
});

test('asked in the only tab, it takes over, and the old edition’s files are let go', async () => {
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect.poll(() => page.title()).toBe('The next Brushword');
  expect([await isWaiting(), await unsaved()]).toEqual([false, undefined]);
  const pages = await page.evaluate(async () => {
    const requests = await Promise.all(
      (await caches.keys()).map(async name => (await caches.open(name)).keys()),
    );
    return requests.flat().map(({ url }) => url).filter(url => url.includes('/index.html')); // prettier-ignore
  });
  expect(pages).toEqual([`${files.url}/index.html?__WB_REVISION__=next`]);
});
