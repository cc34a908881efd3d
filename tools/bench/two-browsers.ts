/** Two browsers that both worked while they were cut off, through what a person sees: how long from the network's return to one state. */
import type { Page } from 'playwright-core';
import { Cloud, sharePasskeys, type Seat } from '../../tests/e2e/cloud.ts';
import { buildIfStale } from '../build.ts';
import { median, within, type Bench } from './figure.ts';

const ROUNDS = 5;
const GOAL = 2000;

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

const isTogether = (page: Page): Promise<unknown> =>
  page.getByRole('link', { name: /^Sync: All on/ }).waitFor();

/** The sentences change the picture, so that each browser has bytes of its own to send. */
const sentences = ['make it brighter', 'more contrast', 'warmer', 'cooler', 'make it darker'] as const;

async function pair(cloud: Cloud): Promise<readonly [Seat, Seat]> {
  const [here, there] = [await cloud.sit(), await cloud.sit()];
  await here.page.getByLabel('Your name', { exact: true }).fill('Ada');
  await press(here.page, 'Make an account with a passkey');
  await here.page.getByRole('heading', { name: 'Signed in as Ada' }).waitFor();
  await sharePasskeys(here, there);
  await there.page.bringToFront();
  await press(there.page, 'Sign in with a passkey');
  await there.page.getByRole('heading', { name: 'Signed in as Ada' }).waitFor();
  await here.page.getByRole('link', { name: 'Brushword' }).click();
  await here.page.getByRole('button', { name: /^Living room/ }).click();
  await there.page.getByRole('link', { name: 'Brushword' }).click();
  await there.page.getByRole('link', { name: 'Open Living room' }).click();
  // Once with a network, so that what edits is there.
  for (const { page } of [here, there]) {
    await page.locator('[data-version]').first().waitFor();
    await say(page, 'make it sharper');
    await isTogether(page);
  }
  // What the second said may still be on its way to the first, which counts them.
  for (const { page } of [here, there]) await page.locator('[data-version]').nth(2).waitFor();
  return [here, there];
}

const versions = (page: Page): Promise<number> => page.locator('[data-version]').count();

async function say(page: Page, sentence: string): Promise<void> {
  const before = await versions(page);
  await page.getByLabel('Say what to change').fill(sentence);
  await page.getByLabel('Say what to change').press('Enter');
  await page.locator('[data-version]').nth(before).waitFor();
}

/** When, by the machine's clock in milliseconds since 1970, the history on the screen first had so many versions and this one shown. */
function whenShown(page: Page, count: number): Promise<{ readonly at: number; readonly state: string }> {
  return page.evaluate(
    count =>
      new Promise((resolve, reject) => {
        const begun = Date.now();
        let last = '';
        let since = 0;
        const look = (): void => {
          const rows = [...document.querySelectorAll('[data-version]')];
          const state = rows
            .map(row => `${row.getAttribute('data-version')}${row.getAttribute('aria-current') ?? ''}`)
            .join();
          if (state !== last) [last, since] = [state, Date.now()];
          // Standing still for long enough that it is the last of it.
          if (rows.length === count && Date.now() - since > 3000) resolve({ at: since, state });
          else if (Date.now() - begun > 60_000) reject(new Error('They did not come together in a minute.'));
          else setTimeout(look, 10);
        };
        look();
      }),
    count,
  );
}

export const twoBrowsers: Bench = {
  name: 'two-browsers',
  async run() {
    await buildIfStale();
    const cloud = await Cloud.open();
    try {
      const seats = await pair(cloud);
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        for (const { context } of seats) await context.setOffline(true);
        for (const [i, { page }] of seats.entries()) {
          await say(page, sentences[(round + 2 * i) % sentences.length] ?? '');
        }
        const count = (await versions(seats[0].page)) + 1;
        const watched = seats.map(({ page }) => whenShown(page, count));
        const back = Date.now();
        await Promise.all(seats.map(({ context }) => context.setOffline(false)));
        const [one, other] = await Promise.all(watched);
        if (one?.state !== other?.state) throw new Error('The two browsers do not show the same.');
        times.push(Math.max(one?.at ?? 0, other?.at ?? 0) - back);
      }
      const each = times.map(time => Math.round(time).toLocaleString('en')).join(', ');
      return [
        within(
          'two browsers, from the network’s return to one state on both screens (middle)',
          median(times),
          GOAL,
        ),
        within(`… and the slowest of ${ROUNDS}: ${each} ms`, Math.max(...times), GOAL),
      ];
    } finally {
      await cloud.close();
    }
  },
};
