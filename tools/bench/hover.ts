/** How long it takes from where the pointer comes to until what a click there would take is outlined. */
import { join } from 'node:path';
import { chromium as playwright, type Page } from 'playwright-core';
import { chromium, launchFlags } from '../browser.ts';
import { buildIfStale } from '../build.ts';
import { serveFiles } from '../edit/files.ts';
import { median, type Bench, type Figure, within } from './figure.ts';
import { withPhoto } from './photo.ts';

const GOAL = 100;
const places = 40;

export const hover: Bench = {
  name: 'hover',
  async run() {
    const room = join(import.meta.dirname, '../../public/samples/living-room.jpg');
    const small = await measure(room, '1200 × 800');
    return [...small, ...(await withPhoto(12, 0.02, ({ image }) => measure(image, '12 MP')))];
  },
};

async function measure(image: string, size: string): Promise<Figure[]> {
  await buildIfStale();
  const files = await serveFiles(join(import.meta.dirname, '../../dist'));
  const browser = await playwright.launch({ executablePath: await chromium(), args: [...launchFlags] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(files.url);
    await page.getByLabel('Photos to open').setInputFiles(image);
    await page.locator('[data-version]').first().waitFor();
    await page.locator('.picture[data-drawn]').waitFor();
    await page.getByRole('button', { name: /^Click a thing/ }).click();
    // The first one waits until the scene is ready.
    await outlinedAt(page, 0.5, 0.5);
    const times: number[] = [];
    for (let k = 0; k < places; k++)
      times.push(
        await outlinedAt(page, 0.05 + (0.9 * ((k * 7) % places)) / places, 0.1 + (0.8 * k) / places),
      );
    return [
      within(`hover, from the pointer to its outline, ${size}`, median(times), GOAL),
      { name: `hover, the slowest of them, ${size}`, measured: `${Math.round(Math.max(...times))} ms` },
    ];
  } finally {
    await browser.close();
    files.close();
  }
}

/** Points at a place in shares of the picture, having been nowhere; in milliseconds. */
async function outlinedAt(page: Page, x: number, y: number): Promise<number> {
  await page.locator('[role=application]').dispatchEvent('pointerleave');
  await page.locator('canvas[data-outlined]').waitFor({ state: 'detached' });
  return page.evaluate(
    async ([across, down]) => {
      const picture = document.querySelector('.picture')?.getBoundingClientRect();
      const frame = document.querySelector('[role=application]');
      if (!picture || !frame) throw new Error('No picture is shown.');
      const [clientX, clientY] = [picture.x + across * picture.width, picture.y + down * picture.height];
      const start = performance.now();
      frame.dispatchEvent(
        new PointerEvent('pointermove', { clientX, clientY, pointerType: 'mouse', bubbles: true }),
      );
      while (!document.querySelector('canvas[data-outlined]') && performance.now() - start < 30_000)
        await new Promise(next => requestAnimationFrame(next));
      return performance.now() - start;
    },
    [x, y] as const,
  );
}
