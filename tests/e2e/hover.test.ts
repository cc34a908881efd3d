/** What a click would take is seen before it is made, and who looks for something may be told to stop. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { resize } from '../../core/pixels/resize.ts';
import { writePng } from '../../tools/png.ts';
import { photoOf } from '../core/sight/rooms.ts';
import { root } from '../fixtures/scenes.ts';
import { App } from './app.ts';
import { openPhoto, shown } from './desk.ts';

let app: App;
let page: Page;

beforeEach(async () => {
  app = await App.open({ viewport: { width: 1280, height: 800 } });
  page = await app.goto();
});
afterEach(() => app.close());

const outlined = () => page.locator('canvas[data-outlined]');
const marked = () => page.getByRole('toolbar', { name: 'With what is marked' });
const field = () => page.getByLabel('Say what to change');
const bar = (): Promise<string> => page.locator('form .heard').innerText();

/** A place of the photo on the screen. */
async function placed(x: number, y: number): Promise<[number, number]> {
  const box = await page.locator('.picture').boundingBox();
  if (!box) throw new Error('No picture is shown.');
  return [box.x + (x / 1200) * box.width, box.y + (y / 800) * box.height];
}

/** Whether the outline is drawn about, or over, a place of the photo. */
const covers = (x: number, y: number): Promise<boolean> =>
  outlined().evaluate(
    (canvas, [across, down]) => {
      if (!(canvas instanceof HTMLCanvasElement)) return false;
      const [left, top] = [Math.floor(across * canvas.width), Math.floor(down * canvas.height)];
      return (canvas.getContext('2d')?.getImageData(left, top, 1, 1).data[3] ?? 0) > 0;
    },
    [x / 1200, y / 800] as const,
  );

test('what a click would take is outlined where the pointer is, and nothing is marked before the click', async () => {
  await openPhoto(page, join(root, 'public/samples/living-room.jpg'));
  await page.getByRole('button', { name: /^Click a thing/ }).click();
  await page.mouse.move(...(await placed(1080, 715)));
  await outlined().waitFor();
  expect([await covers(1080, 715), await covers(430, 460), await marked().count()]).toEqual([true, false, 0]);

  await page.mouse.move(...(await placed(430, 460)));
  await expect.poll(async () => (await outlined().count()) > 0 && covers(430, 460)).toBe(true);
  expect([await covers(1080, 715), await marked().count()]).toEqual([false, 0]);

  await page.mouse.click(...(await placed(430, 460)));
  await marked().waitFor();
  expect(await outlined().count()).toBe(0);

  // With Alt it is what would be taken away.
  await page.mouse.move(...(await placed(432, 462)));
  await page.keyboard.down('Alt');
  await outlined().waitFor();
  expect(await covers(430, 460)).toBe(true);
  await page.keyboard.up('Alt');

  await page.mouse.move(...(await placed(1080, 715)));
  await outlined().waitFor();
  await page.mouse.move(2, 2);
  await expect.poll(() => outlined().count()).toBe(0);

  await page.mouse.move(...(await placed(1080, 715)));
  await outlined().waitFor();
  await page.keyboard.press('b');
  await expect.poll(() => outlined().count()).toBe(0);

  // The keys move a cross, and it is outlined what lies under that.
  await page.keyboard.press('t');
  await page.mouse.move(2, 2);
  await page.locator('[role=application]').focus();
  await page.keyboard.press('ArrowLeft');
  await outlined().waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => outlined().count()).toBe(0);
  expect(app.broken).toEqual([]);
});

test('Escape, or Stop, ends a look: the sentence stays, nothing is marked, and nothing went wrong', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'brushword-large-'));
  const path = join(folder, 'large.png');
  writeFileSync(path, writePng(resize(photoOf('public/samples/living-room.jpg'), 3600, 2400)));
  await openPhoto(page, path);
  rmSync(folder, { recursive: true });
  for (const [sentence, doing, end] of [
    ['remove the scratches', /Looking for scratches/, () => page.keyboard.press('Escape')],
    [
      'remove the scratches',
      /Looking for scratches/,
      () => page.getByRole('button', { name: 'Stop' }).click(),
    ],
    ['make the orange cushion navy', /Looking for it/, () => page.keyboard.press('Escape')],
  ] as const) {
    await page.reload();
    await page.locator('[data-version]').first().waitFor();
    await page.getByLabel('Say what to change').focus();
    await field().pressSequentially(sentence);
    await field().press('Enter');
    await expect.poll(bar, { interval: 5 }).toMatch(doing);
    await end();
    await expect.poll(bar, { timeout: 500, interval: 20 }).not.toMatch(/Looking/);
    await page.waitForTimeout(1500);
    expect(await bar()).not.toMatch(/Looking|Where is/);
    expect(await field().inputValue()).toBe(sentence);
    expect([await marked().count(), await page.locator('.notice').count()]).toEqual([0, 0]);
    expect(await shown(page)).toHaveLength(1);
  }
  // It is looked for again.
  await field().press('Enter');
  await expect.poll(() => shown(page), { timeout: 60_000 }).toHaveLength(2);
  expect(app.broken).toEqual([]);
});
