/** A page as it is, on a phone by night and on a desk by day: nothing for axe to find, and nothing beyond the edge. */
import { AxeBuilder } from '@axe-core/playwright';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Colours change with the light, and what stands where with the width: every one of either is in two looks. */
export const looks = [
  { width: 390, light: 'dark' },
  { width: 1280, light: 'light' },
] as const;
const heights = { 390: 844, 1280: 800 } as const;

const shots = process.env['SHOTS'];

/** `SHOTS=folder` keeps a page as it is in pictures, at either width and in either light, to be looked at. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (!shots) return;
  const before = page.viewportSize();
  for (const { width } of looks) {
    await page.setViewportSize({ width, height: heights[width] });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // Colours fade into each other: what is kept is how they end.
      const path = join(shots, `${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, animations: 'disabled' });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}

/** Colours fade into each other, also where that is to take no time: not before the next frame, which a busy machine draws late. */
const faded = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const fading = document.getAnimations().filter(one => one instanceof CSSTransition);
    await Promise.allSettled(fading.map(({ finished }) => finished));
  });

/** Pictures of it are kept by `name`, where that is wished for. */
export async function checkEveryLook(page: Page, name: string): Promise<void> {
  await shoot(page, name);
  const before = page.viewportSize();
  for (const { width, light } of looks) {
    await page.setViewportSize({ width, height: heights[width] });
    await page.emulateMedia({ colorScheme: light });
    await faded(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }));
    expect({ width, light, found }).toEqual({ width, light, found: [] });
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(beyond).toBeLessThanOrEqual(0);
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}
