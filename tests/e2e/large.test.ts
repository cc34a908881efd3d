/** The largest photo that is opened: 50 megapixels, from the file to the file. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { sniff } from '../../core/pixels/sniff.ts';
import { large } from '../../core/pixels/limit.ts';
import { App } from './app.ts';
import { brush, shown } from './desk.ts';

let app: App;
let page: Page;

beforeAll(async () => {
  app = await App.open({ viewport: { width: 1280, height: 800 }, acceptDownloads: true });
  page = await app.goto();
});
afterAll(() => app.close());

const [WIDTH, HEIGHT] = [8256, 6192];
const patience = 120_000;

/** A photo drawn that large, as a camera's JPEG, given to the page as if it had been picked. */
const give = (from: Page): Promise<void> =>
  from.evaluate(
    async ([width, height]) => {
      const small = await createImageBitmap(await (await fetch('/samples/study.jpg')).blob());
      const canvas = new OffscreenCanvas(width, height);
      canvas.getContext('2d')?.drawImage(small, 0, 0, width, height);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
      const input = document.querySelector<HTMLInputElement>('input[aria-label="Photos to open"]');
      if (!input) throw new Error('There is nowhere to put a photo.');
      const data = new DataTransfer();
      data.items.add(new File([blob], 'large.jpg', { type: 'image/jpeg' }));
      input.files = data.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    [WIDTH, HEIGHT] as const,
  );

test('50 megapixels are opened, something is removed from them, and they are taken away whole', async () => {
  await give(page);
  // The machine that tests may have less memory than that takes.
  const memory = await page.evaluate(() => (navigator as { deviceMemory?: number }).deviceMemory ?? 0);
  if (memory < 8) {
    await expect.poll(() => page.locator('.notice p').last().innerText()).toMatch(/limit is 24 megapixels/);
    return;
  }
  await expect.poll(() => shown(page), { timeout: patience }).toHaveLength(1);
  await brush(page, { x: 0.45, y: 0.3, width: 0.05, height: 0.06 });
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect.poll(() => shown(page), { timeout: patience }).toHaveLength(2);
  const before = page.waitForEvent('download', { timeout: patience });
  await page.getByLabel('Say what to change').fill('save it as a jpeg');
  await page.getByLabel('Say what to change').press('Enter');
  const file = await (await before).path();
  expect(sniff(readFileSync(file), large)).toMatchObject({
    width: WIDTH,
    height: HEIGHT,
    type: 'image/jpeg',
  });
  expect(app.broken).toEqual([]);
}, 400_000);
