/** Every screen at phone, desk and wall width, and by day and by night: nothing for axe to find, nothing past the edge. */
import { AxeBuilder } from '@axe-core/playwright';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { App } from './app.ts';
import { brush, openPhoto, say } from './desk.ts';

const photo = join(import.meta.dirname, '../../public/samples/kitchen.jpg');
/** What stands where depends on the width, and colours on the light: each width once, and both lights. */
const looks = [
  { width: 390, light: 'dark' },
  { width: 1280, light: 'light' },
  { width: 2560, light: 'dark' },
] as const;

describe.each(looks)('$width, $light', ({ width, light }) => {
  let app: App;
  let page: Page;

  beforeAll(async () => {
    app = await App.open({
      viewport: { width, height: width === 390 ? 844 : 800 },
      colorScheme: light,
      hasTouch: width === 390,
      isMobile: width === 390,
      reducedMotion: 'reduce',
    });
    page = await app.goto();
    await page.getByRole('button', { name: 'Open a photo' }).waitFor();
  });
  afterAll(() => app.close());

  const check = async (): Promise<void> => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }))).toEqual([]);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(beyond).toBeLessThanOrEqual(0);
  };

  test('the first page', check);

  test('the settings', async () => {
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('heading', { name: 'MI-GAN' }).waitFor();
    await check();
    await page.getByLabel('Mirror').fill('http://example.org');
    await page.getByRole('button', { name: 'Use' }).click();
    await page.getByText('must begin with https').waitFor();
    await page.getByRole('heading', { name: 'Diagnostics' }).scrollIntoViewIfNeeded();
    await page.locator('tbody tr').first().waitFor();
    await check();
    await page.getByRole('link', { name: 'All pictures' }).click();
  });

  test('the desk', async () => {
    await openPhotoAt(page, width);
    await check();
    // The bar cuts off what it has no room for, which the check does not see.
    const last = await page.getByRole('button', { name: 'Export' }).boundingBox();
    expect((last?.x ?? 0) + (last?.width ?? Infinity)).toBeLessThanOrEqual(width);
  });

  test('with marks, chips and a question', async () => {
    await page.getByLabel('Say what to change').fill('remove the vase and make the wall sage green');
    await page.getByLabel('Say what to change').press('Enter');
    await page.locator('.asking').waitFor();
    await brush(page, { x: 0.4, y: 0.4, width: 0.1, height: 0.1 });
    await page.getByRole('button', { name: 'Recolour' }).click();
    await check();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByLabel('Say what to change').fill('');
  });

  test.each(['Light and colour', 'Crop, turn and size', 'History'])('%s', async name => {
    const button = page.getByRole('button', { name, exact: true });
    if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
    await page.getByRole('complementary', { name }).waitFor();
    await check();
  });

  test('help and export', async () => {
    for (const sentence of ['help', 'export it']) {
      await page.getByLabel('Say what to change').fill(sentence);
      await page.getByLabel('Say what to change').press('Enter');
      await page.getByRole('dialog').waitFor();
      await check();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
  });

  test('the first page, with a picture on it', async () => {
    await say(page, 'make it a bit warmer', 2);
    await page.getByRole('link', { name: 'All pictures' }).click();
    await page.getByRole('heading', { name: 'Your pictures' }).waitFor();
    await check();
  });
});

/** On a phone the history waits below, so the desk is there when its picture is. */
async function openPhotoAt(page: Page, width: number): Promise<void> {
  if (width > 1000) return openPhoto(page, photo);
  await page.getByLabel('Photos to open').setInputFiles(photo);
  await page.locator('.picture canvas').first().waitFor();
  await page.getByRole('button', { name: 'History', exact: true }).click();
  await page.locator('[data-version]').first().waitFor();
}
