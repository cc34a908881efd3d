/**
 * Draws the README's pictures out of the running app: `npm run pictures`. The looping one needs ffmpeg on the machine;
 * what was drawn is committed, so nobody else does.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright, type Page } from 'playwright-core';
import { chromium, launchFlags } from './browser.ts';
import { buildIfStale } from './build.ts';
import { serveFiles } from './edit/files.ts';

const root = join(import.meta.dirname, '..');
const docs = join(root, 'docs');
const LOOP = { width: 960, height: 600, rate: 8 };

/** Strokes over the living room's lamp, in pixels of that photo; the pole wants a finer brush. */
const PHOTO = { width: 1200, height: 800 };
const SHADE = [[982, 244], [1040, 244], [1046, 282], [974, 282], [974, 262], [1046, 262]] as const; // prettier-ignore
const CUSHION = [420, 455] as const;
const POLE = [[1009, 305], [1009, 400], [1009, 500], [1009, 600], [1009, 640]] as const; // prettier-ignore

await buildIfStale();
const files = await serveFiles(join(root, 'dist'));
const browser = await playwright.launch({ executablePath: await chromium(), args: [...launchFlags] });
const frames = mkdtempSync(join(tmpdir(), 'brushword-frames-'));
try {
  mkdirSync(docs, { recursive: true });
  await loop();
  await screenshot();
} finally {
  rmSync(frames, { recursive: true });
  await browser.close();
  files.close();
}

/** A sentence, marks, and what comes of it, over and over. */
async function loop(): Promise<void> {
  const page = await opened({ width: 1280, height: 800 });
  let count = 0;
  const shoot = async (times = 1): Promise<void> => {
    const frame = await page.screenshot();
    for (let i = 0; i < times; i++)
      writeFileSync(join(frames, `${String(count++).padStart(4, '0')}.png`), frame);
  };
  await shoot(8);
  await say(page, 'remove the lamp', () => shoot());
  await shoot(6);
  await page.keyboard.press('Escape');
  await paintLamp(page, () => shoot());
  await shoot(4);
  await go(page, 2);
  await shoot(10);
  await page.keyboard.press('Escape');
  await page.keyboard.press('w');
  await page.mouse.click(...(await onPhoto(page))(CUSHION));
  await page.getByRole('toolbar', { name: 'With what is marked' }).waitFor();
  await shoot(5);
  await say(page, 'make it navy', () => shoot());
  await shoot(2);
  await go(page, 3);
  await page.mouse.move(4, 400);
  await shoot(14);
  const words = ['-v', 'error', '-y', '-framerate', String(LOOP.rate), '-i', join(frames, '%04d.png')];
  const scale = `scale=${LOOP.width}:${LOOP.height}:flags=lanczos`;
  const packed = [
    '-vf',
    scale,
    '-loop',
    '0',
    '-quality',
    '68',
    '-compression_level',
    '6',
    join(docs, 'edit.webp'),
  ];
  const { status } = spawnSync('ffmpeg', [...words, ...packed], { stdio: 'inherit' });
  if (status !== 0) throw new Error('ffmpeg could not write docs/edit.webp. Install it, and run this again.');
}

async function screenshot(): Promise<void> {
  const page = await opened({ width: 1440, height: 900 });
  await paintLamp(page, () => Promise.resolve());
  await say(page, 'remove the lamp and make the wall sage green', () => Promise.resolve());
  await page.screenshot({ path: join(docs, 'screenshot.png') });
}

async function opened(viewport: { width: number; height: number }): Promise<Page> {
  const page = await browser.newPage({ viewport, colorScheme: 'light' });
  await page.goto(files.url);
  await page.getByRole('button', { name: /Living room/ }).click();
  await page.locator('[data-version]').first().waitFor();
  await page.waitForTimeout(800);
  return page;
}

async function say(page: Page, sentence: string, shoot: () => Promise<void>): Promise<void> {
  const bar = page.getByLabel('Say what to change');
  await bar.focus();
  for (const [i, letter] of [...sentence].entries()) {
    await page.keyboard.type(letter);
    if (i % 2 === 1) await shoot();
  }
  await page.waitForTimeout(200);
}

/** From a pixel of the photo to where it is on the screen. */
async function onPhoto(page: Page): Promise<(point: readonly [number, number]) => [number, number]> {
  const picture = await page.locator('.picture').boundingBox();
  if (!picture) throw new Error('No picture is shown.');
  return ([x, y]) => [
    picture.x + (x / PHOTO.width) * picture.width,
    picture.y + (y / PHOTO.height) * picture.height,
  ];
}

async function paintLamp(page: Page, shoot: () => Promise<void>): Promise<void> {
  const at = await onPhoto(page);
  const stroke = async (points: readonly (readonly [number, number])[]): Promise<void> => {
    const [first = [0, 0], ...rest] = points;
    await page.mouse.move(...at(first));
    await page.mouse.down();
    for (const point of rest) {
      await page.mouse.move(...at(point), { steps: 4 });
      await shoot();
    }
    await page.mouse.up();
  };
  await page.keyboard.press('b');
  await stroke(SHADE);
  for (let i = 0; i < 4; i++) await page.keyboard.press('[');
  await stroke(POLE);
}

async function go(page: Page, versions: number): Promise<void> {
  await page.getByLabel('Say what to change').press('Enter');
  await page
    .locator('[data-version]')
    .nth(versions - 1)
    .waitFor();
  await page.waitForTimeout(800);
}
