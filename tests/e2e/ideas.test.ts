/** Ideas that suit the picture, references that it is brought to, and the taste that is learnt: all of it offline. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { readPng, writePng } from '../../tools/png.ts';
import { photoOf } from '../core/sight/rooms.ts';
import { root } from '../fixtures/scenes.ts';
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

const row = () => page.getByRole('region', { name: 'Suggestions' });
const asks = () => row().locator('.ask').allInnerTexts();
const head = () => page.locator('[aria-current] strong').innerText();

/** Until no more come. */
async function settled(): Promise<string[]> {
  await row().waitFor({ timeout: 30_000 });
  let before: string[] = [];
  await expect
    .poll(
      async () => {
        const now = await asks();
        const isSame = now.length > 0 && now.join() === before.join();
        before = now;
        return isSame;
      },
      { timeout: 30_000, interval: 1500 },
    )
    .toBe(true);
  return before;
}

async function openIdeas(): Promise<void> {
  await page.getByRole('button', { name: /^Ideas and references/ }).click();
}

/** Of the red, green and blue of what is on the screen. */
async function means(): Promise<number[]> {
  const { data } = readPng(await pictureOf(page));
  const sums = [0, 0, 0];
  for (let i = 0; i < data.length; i += 4) for (let c = 0; c < 3; c++) sums[c]! += data[i + c]!;
  return sums.map(sum => sum / (data.length / 4));
}

test('at most five are offered, unlike each other; one press does it, and it can be undone', async () => {
  await open('allow');
  await readyOffline(page);
  await app.disconnect();
  try {
    const offered = await settled();
    expect(offered.length).toBeGreaterThan(1);
    expect(offered.length).toBeLessThanOrEqual(5);
    expect(new Set(offered).size).toBe(offered.length);
    const before = await pictureOf(page);
    await row().locator('.take').first().click();
    await expect.poll(async () => (await shown(page)).length, { timeout: 20_000 }).toBeGreaterThan(1);
    await expect.poll(() => page.getByLabel('Say what to change').inputValue()).toBe('');
    expect(before.equals(await pictureOf(page))).toBe(false);
    // The picture is another now, and so are the ideas.
    expect(await settled()).not.toContain(offered[0]);
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(head).toBe('Opened');
    expect(app.broken).toEqual([]);
  } finally {
    await app.reconnect();
  }
});

test('what was dismissed makes room for another, and does not come again, also after a reload', async () => {
  await open();
  const [first] = await settled();
  await row()
    .getByRole('button', { name: `Dismiss “${first}”` })
    .click();
  await expect.poll(asks).not.toContain(first);
  const now = await settled();
  expect(now.length).toBeGreaterThan(1);
  await page.reload();
  await page.locator('[data-version]').first().waitFor();
  expect(await settled()).not.toContain(first);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByText('One idea was dismissed').waitFor();
  await page.getByRole('button', { name: 'Bring them back' }).click();
  await page.getByText('One idea was dismissed').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Back to the picture' }).click();
  await page.locator('[data-version]').first().waitFor();
  expect((await settled()).length).toBeGreaterThan(1);
});

test('“any ideas?” shows them with why and from whom, and they can be kept out of the way', async () => {
  await open();
  await settled();
  await page.getByLabel('Say what to change').fill('any ideas?');
  await page.getByLabel('Say what to change').press('Enter');
  const panel = page.getByRole('complementary', { name: 'Ideas and references' });
  await panel.waitFor();
  const told = await panel.locator('li').first().innerText();
  expect(told).toMatch(/\.\n/);
  expect(told).toMatch(/, “.+”, \d{4}/);
  const first = panel.getByRole('button', { name: /^Dismiss/ }).first();
  const dismissed = await first.getAttribute('aria-label');
  await first.press('Enter');
  await panel.getByRole('button', { name: dismissed ?? '' }).waitFor({ state: 'detached' });
  await panel.getByRole('region', { name: 'Ideas' }).locator(':focus').waitFor();
  await panel.getByLabel('Show ideas beside the bar').uncheck();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.reload();
  await page.locator('[data-version]').first().waitFor();
  await page.waitForTimeout(2500);
  expect(await row().count()).toBe(0);
});

test('a picture is kept as a reference by a sentence, found by words and colour, and another is made like it', async () => {
  await open('allow');
  await readyOffline(page);
  await app.disconnect();
  const folder = mkdtempSync(join(tmpdir(), 'brushword-references-'));
  const dark = join(folder, 'dark.png');
  const whole = photoOf('public/samples/study.jpg');
  writeFileSync(
    dark,
    writePng({
      ...whole,
      data: whole.data.map((byte, i) => (i % 4 === 3 ? byte : byte * [0.45, 0.5, 0.6][i % 4]!)),
    }),
  );
  try {
    await page.getByLabel('Say what to change').fill('keep this as a reference called golden hour');
    await page.getByLabel('Say what to change').press('Enter');
    await page.getByText('This picture is kept as a reference, “golden hour”.').waitFor();
    const wanted = await means();

    await page.getByRole('link', { name: 'All pictures' }).click();
    await openPhoto(page, dark);
    const before = await means();
    await openIdeas();
    const shelf = page.getByRole('region', { name: 'References' });
    await shelf.getByLabel('Find references by words').fill('zeppelin');
    await shelf.getByText('None of them is like that.').waitFor();
    await shelf.getByLabel('Find references by words').fill('golden');
    await shelf.getByRole('button', { name: 'purple', exact: true }).click();
    await shelf.getByText('None of them is like that.').waitFor();
    await shelf.getByRole('button', { name: 'purple', exact: true }).click();
    await shelf.getByRole('button', { name: 'Make it like “golden hour”' }).waitFor();
    await page.getByRole('button', { name: 'History', exact: true }).click();

    await say(page, 'make it look like my golden hour reference', 2);
    expect(await head()).toBe('match · golden hour');
    const after = await means();
    const off = (one: number[]): number => Math.hypot(...one.map((value, i) => value - wanted[i]!));
    expect(off(after)).toBeLessThan(0.6 * off(before));
    expect(app.broken).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
    await app.reconnect();
  }
});

test('a reference is renamed, tagged, deleted and brought back; a file becomes one', async () => {
  await open();
  await openIdeas();
  const shelf = page.getByRole('region', { name: 'References' });
  await shelf
    .getByLabel('Pictures to keep as references')
    .setInputFiles(join(root, 'public/samples/kitchen.jpg'));
  await shelf.getByRole('button', { name: 'Make it like “kitchen”' }).waitFor();
  await shelf.getByRole('button', { name: 'Change the words of “kitchen”' }).click();
  await shelf.getByLabel('Words', { exact: true }).fill('morning light');
  await shelf.getByLabel('Tags, between commas').fill('home, white');
  await shelf.getByRole('button', { name: 'Save' }).click();
  await shelf.getByLabel('Find references by words').fill('white');
  await shelf.getByText('home, white').waitFor();
  await shelf.getByRole('button', { name: 'Delete “morning light”' }).press('Enter');
  await page.getByText('“morning light” was deleted.').waitFor();
  expect(await page.locator(':focus').innerText()).toBe('References');
  expect(await shelf.getByRole('button', { name: /^Make it like/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await shelf.getByRole('button', { name: 'Make it like “morning light”' }).click();
  await page.getByRole('button', { name: 'History', exact: true }).click();
  await expect.poll(head, { timeout: 20_000 }).toBe('match · morning light');
});

test('“like this one” where nobody can know which: it is asked, and nothing is done', async () => {
  await open();
  await page.getByLabel('Say what to change').fill('make it like this one');
  await page.getByLabel('Say what to change').press('Enter');
  await page.getByText('Like which one? Choose it among the references, or keep one first.').waitFor();
  await page.getByRole('complementary', { name: 'Ideas and references' }).waitFor();
});

test('what is kept is learnt, told, changed, forgotten; a reset leaves nothing, and a switch stops it', async () => {
  await open();
  for (let steps = 2; steps <= 5; steps++) await say(page, 'warm it up a little', steps);
  await page.getByRole('link', { name: 'Settings' }).click();
  const taste = page.getByRole('region', { name: 'Your taste' });
  const warmth = taste.getByRole('slider', { name: /You keep warm light/ });
  await warmth.waitFor();
  expect(Number(await warmth.inputValue())).toBeGreaterThan(2);
  await page.reload();
  await warmth.waitFor();

  await warmth.fill('-8');
  const cool = taste.getByRole('slider', { name: /You keep cool light/ });
  await cool.waitFor();
  await taste.getByText('as you set it').waitFor();
  await taste.getByRole('button', { name: 'Forget “You keep cool light.”' }).click();
  await expect.poll(() => cool.count()).toBe(0);

  await taste.getByRole('button', { name: 'Forget all of it…' }).click();
  await taste.getByRole('button', { name: 'Forget all of it', exact: true }).click();
  await taste.getByText('Nothing was learnt yet.').waitFor();
  await taste.getByLabel('Learn from what I do').uncheck();
  await page.goBack();
  await page.locator('[data-version]').first().waitFor();
  await say(page, 'make it much warmer', 6);
  await page.getByRole('link', { name: 'Settings' }).click();
  await taste.getByText('Nothing was learnt yet.').waitFor();
});
