/**
 * The browser dies at random moments of random work, again and again; whatever it had shown as done is there afterwards.
 * `KILLS=200 SEED=7 npx vitest run --project e2e tests/e2e/kills.test.ts` for longer, or elsewhere.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { App } from './app.ts';
import { openPhoto, shown, stored } from './desk.ts';

const KILLS = Number(process.env['KILLS'] ?? 6);
const SEED = Number(process.env['SEED'] ?? 1);

/** Mulberry32 (Ettinger, 2017): the same seed, the same deaths. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const sentences = [
  'make it a bit brighter',
  'a lot more contrast',
  'flip it horizontally',
  'rotate it ninety degrees',
  'blur it',
  'a bit warmer and more saturated',
  'undo',
  'redo',
  'crop to one by one',
  'go back two steps',
];

let app: App;
/** Every version that any page has shown as kept. */
const promised = new Set<string>();

beforeAll(async () => {
  app = await App.open({ viewport: { width: 1280, height: 800 } });
  await listen();
});
afterAll(() => app.close());

/** The page tells of each version the moment it shows it; what was told before the death was shown before it. */
async function listen(): Promise<void> {
  await app.context.exposeBinding('promised', (_source, id: string) => void promised.add(id));
  await app.context.addInitScript(() => {
    const tell = (globalThis as unknown as { promised(id: string): void }).promised;
    new MutationObserver(() => {
      for (const row of document.querySelectorAll('[data-version]'))
        tell(row.getAttribute('data-version') ?? '');
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
}

/** Says one thing after another, without ever waiting for an answer to be complete. */
async function work(page: Page, random: () => number): Promise<void> {
  for (;;) {
    const sentence = sentences[Math.floor(random() * sentences.length)] ?? 'undo';
    await page.getByLabel('Say what to change').fill(sentence);
    await page.getByLabel('Say what to change').press('Enter');
    await page.waitForTimeout(50 + random() * 400);
  }
}

test(
  `${KILLS} deaths lose nothing that was shown as done`,
  { timeout: 60_000 + KILLS * 20_000 },
  async () => {
    const random = dice(SEED);
    let page = await app.goto();
    await openPhoto(page, join(import.meta.dirname, '../../public/samples/living-room.jpg'));
    const path = new URL(page.url()).pathname;
    for (let death = 0; death < KILLS; death++) {
      const working = work(page, random).catch(() => 'died');
      await page.waitForTimeout(300 + random() * 2500);
      await app.killBrowser();
      await working;
      await app.openBrowser();
      await listen();
      page = await app.goto(path);
      await expect.poll(async () => (await shown(page)).length, { timeout: 30_000 }).toBeGreaterThan(0);
      const { versions, whole, damaged, projects } = await stored(page);
      const known = new Set(versions.map(({ id }) => id));
      expect(
        [...promised].filter(id => !known.has(id)),
        `lost after death ${death + 1}`,
      ).toEqual([]);
      expect(damaged).toEqual([]);
      for (const { picture, thumb, parents } of versions) {
        expect(whole).toContain(picture);
        expect(whole).toContain(thumb);
        expect(parents.filter(parent => !known.has(parent))).toEqual([]);
      }
      expect(known.has(projects[0]?.head ?? '')).toBe(true);
    }
    // A run in which nothing was made would prove nothing: one was opened.
    expect(promised.size).toBeGreaterThan(1);
  },
);
