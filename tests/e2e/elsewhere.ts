/** What a person does to have machines elsewhere paint, for the journeys. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { FakeComfy } from '../fakes/providers/comfyui.ts';
import { brush, shown } from './desk.ts';
import type { App } from './app.ts';

/** Sets a machine up in the settings. */
export async function setUp(app: App, kind: string, name: string, address: string): Promise<Page> {
  const page = await app.goto('/settings');
  await page.getByRole('button', { name: 'Add a provider' }).click();
  await page.getByLabel('What it is').selectOption(kind);
  await page.getByLabel('What you call it').fill(name);
  await page.getByLabel('Address', { exact: true }).fill(address);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText(`${name} is set up`).waitFor();
  return page;
}

/** What is marked. */
export const place = { x: 0.4, y: 0.4, width: 0.12, height: 0.15 };

/** Marks the place, and asks for it to be replaced; as far as the person is asked, if they are. */
export async function replaceIt(page: Page, what: string): Promise<void> {
  await brush(page, place);
  await page.getByLabel('Say what to change').fill(`replace it with ${what}`);
  await page.getByLabel('Say what to change').press('Enter');
}

export const asked = (page: Page) => page.getByRole('dialog', { name: /may it go to/ });

export async function sendIt(page: Page, always = true): Promise<void> {
  await asked(page).waitFor();
  if (always)
    await asked(page)
      .getByRole('checkbox', { name: /^Always, for/ })
      .check();
  await asked(page).getByRole('button', { name: 'Send it' }).click();
}

export const untilShown = async (page: Page, count: number): Promise<void> => {
  await expect.poll(() => shown(page), { timeout: 60_000 }).toHaveLength(count);
};

/** How often each work was begun there. */
export const begun = (fake: FakeComfy): number[] => [...fake.begun.values()];
