/** A page as it is, on a phone by night and on a desk by day: nothing for axe to find, and nothing beyond the edge. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Colours change with the light, and what stands where with the width: every one of either is in two looks. */
export const looks = [
  { width: 390, light: 'dark' },
  { width: 1280, light: 'light' },
] as const;

export async function checkEveryLook(page: Page): Promise<void> {
  const before = page.viewportSize();
  for (const { width, light } of looks) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
    await page.emulateMedia({ colorScheme: light });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }));
    expect({ width, light, found }).toEqual({ width, light, found: [] });
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(beyond).toBeLessThanOrEqual(0);
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}
