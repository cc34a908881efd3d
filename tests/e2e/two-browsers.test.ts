/** Two browsers of one person, through what is seen: what one makes the other shows, and what both changed while cut off is settled. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readyOffline } from './app.ts';
import { Cloud, sharePasskeys, type Seat } from './cloud.ts';
import { expectSamePicture, pictureOf, say, shown, stored } from './desk.ts';
import { checkEveryLook } from './every-look.ts';

let cloud: Cloud;
const seats: Seat[] = [];

beforeAll(async () => {
  cloud = await Cloud.open();
});
afterEach(async () => {
  for (const { context } of seats.splice(0)) await context.close();
});
afterAll(() => cloud.close());

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();
const reads = (page: Page, text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();
const sync = (page: Page) => page.getByRole('link', { name: /^Sync:/ });
const current = (page: Page) => page.locator('[aria-current]').getAttribute('data-version');

async function sit(): Promise<Seat> {
  const seat = await cloud.sit({ serviceWorkers: 'allow' });
  seats.push(seat);
  return seat;
}

/** Two browsers, signed in as the same person. */
async function pair(name: string): Promise<[Seat, Seat]> {
  const [here, there] = [await sit(), await sit()];
  await here.page.getByLabel('Your name', { exact: true }).fill(name);
  await press(here.page, 'Make an account with a passkey');
  await here.page.getByRole('heading', { name: `Signed in as ${name}` }).waitFor();
  await sharePasskeys(here, there);
  await there.page.bringToFront();
  await press(there.page, 'Sign in with a passkey');
  await there.page.getByRole('heading', { name: `Signed in as ${name}` }).waitFor();
  return [here, there];
}

async function openSample(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Brushword' }).click();
  await page.getByRole('button', { name: /^Living room/ }).click();
  await expect.poll(() => shown(page)).toHaveLength(1);
}

test('what one makes the other shows; what both changed while cut off is on both, and a person settles it', async () => {
  const [here, there] = await pair('Ada');
  await openSample(here.page);
  await say(here.page, 'warmer', 2);
  await expect.poll(() => sync(here.page).getAttribute('title')).toMatch(/^All on/);

  await there.page.getByRole('link', { name: 'Brushword' }).click();
  await there.page.getByRole('link', { name: 'Open Living room' }).click();
  await expect.poll(() => shown(there.page)).toEqual(await shown(here.page));
  await expectSamePicture(here.page, there.page);

  for (const { page } of [here, there]) await readyOffline(page);
  for (const { context } of [here, there]) await context.setOffline(true);
  await say(here.page, 'make it brighter', 3);
  await here.page.getByLabel('Title', { exact: true }).fill('Named here');
  await here.page.getByLabel('Title', { exact: true }).press('Enter');
  // Longer than two clocks may differ that go by the server's: so that it is clear which is later.
  await there.page.waitForTimeout(2000);
  await say(there.page, 'more contrast', 3);
  await there.page.getByLabel('Title', { exact: true }).fill('Named there');
  await there.page.getByLabel('Title', { exact: true }).press('Enter');
  for (const { page } of [here, there]) {
    await expect.poll(() => sync(page).getAttribute('title')).toMatch(/^Offline: \d+ changes and .+ to go$/);
  }

  for (const { context } of [here, there]) await context.setOffline(false);
  for (const { page } of [here, there]) {
    await expect.poll(() => shown(page)).toHaveLength(4);
    await page.getByRole('button', { name: /^2 other versions/ }).waitFor();
  }
  await expect.poll(() => shown(here.page)).toEqual(await shown(there.page));
  await expect.poll(() => current(here.page)).toBe(await current(there.page));
  const won = await current(there.page);
  for (const { page } of [here, there])
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe('Named there');

  await press(here.page, 'Look');
  const dialog = here.page.getByRole('dialog', { name: 'Changed on two devices' });
  await expect.poll(() => dialog.getByRole('img').count()).toBe(2);
  const title = dialog.getByRole('group', { name: 'The title of “Named there”' });
  await title.getByText('Named here').waitFor();
  await checkEveryLook(here.page, 'other-versions');
  await title.getByRole('button', { name: 'Keep both' }).click();
  await dialog.getByRole('button', { name: 'Keep both, show the other' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(() => current(here.page)).not.toBe(won);
  await expect.poll(() => current(there.page)).toBe(await current(here.page));
  for (const { page } of [here, there]) {
    await expect
      .poll(() => page.getByLabel('Title', { exact: true }).inputValue())
      .toBe('Named there / Named here');
    await expect.poll(() => page.getByRole('button', { name: /other version/ }).count()).toBe(0);
    expect(await shown(page)).toHaveLength(4);
  }
  await here.page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  for (const { page } of [here, there]) await expect.poll(() => current(page)).toBe(won);
  await here.page.getByRole('button', { name: /^1 other version/ }).waitFor();
  await expectSamePicture(here.page, there.page);
}, 300_000);

test('a visitor who signs in keeps what they made; after signing out the device is kept, or cleared if they say so', async () => {
  const { page } = await sit();
  await openSample(page);
  await page.goto(`${cloud.url}/settings`);
  await reads(page, 'the picture on this device goes to the account');
  await page.getByLabel('Your name', { exact: true }).fill('Grace');
  await press(page, 'Make an account with a passkey');
  await reads(page, 'All on your account');

  await press(page, 'Sign out…');
  await press(page, 'Keep it here and sign out');
  await page.getByRole('heading', { name: 'Nobody is signed in here' }).waitFor();
  expect((await stored(page)).versions).toHaveLength(1);

  await press(page, 'Sign in with a passkey');
  await reads(page, 'All on your account');
  await press(page, 'Pause sync');
  await page.getByRole('link', { name: 'Brushword' }).click();
  await page.getByLabel('Title of Living room').fill('Unsent');
  await page.getByLabel('Title of Living room').press('Enter');
  await page.getByRole('link', { name: 'Open Unsent' }).waitFor();
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await press(page, 'Sign out…');
  await reads(page, /changes have not been sent yet/);
  await checkEveryLook(page, 'sign-out');
  await press(page, 'Clear this device and sign out');
  await reads(page, 'Lose what was not sent?');
  await checkEveryLook(page, 'sign-out-unsent');
  await press(page, 'Lose them, clear and sign out');
  await page.getByRole('heading', { name: 'Nobody is signed in here' }).waitFor();
  await expect.poll(async () => (await stored(page)).versions).toEqual([]);
  const { projects, whole, damaged } = await stored(page);
  expect([projects, whole, damaged]).toEqual([[], [], []]);

  await press(page, 'Sign in with a passkey');
  await reads(page, 'All on your account');
  await page.getByRole('link', { name: 'Brushword' }).click();
  await page.getByRole('link', { name: 'Open Living room' }).click();
  await pictureOf(page);
});

test('where the account has no room it says so before anything is sent, and what takes the most', async () => {
  const [{ page, asked }] = await pair('Hedy');
  await reads(page, /used on your account/);
  await cloud.give(1000);
  await openSample(page);
  await expect
    .poll(() => sync(page).getAttribute('title'))
    .toMatch(/^Your account is full: \d+ changes and .+ to go$/);
  expect(asked.filter(one => one.startsWith('PUT '))).toEqual([]);
  await reads(page, /did not go to your account\. Your account holds .+ more do not fit/);
  await press(page, 'See what to do');
  await reads(page, /are to be sent, and .+ free/);
  await page.getByRole('link', { name: 'Living room' }).first().waitFor();
  await checkEveryLook(page, 'quota');
  await cloud.give(5e9);
  await press(page, 'Sync now');
  await reads(page, /^All on/);
}, 300_000);

test('a project is kept on a device whole for when there is no network, and its room is freed again', async () => {
  const [here, there] = await pair('Mary');
  await openSample(here.page);
  await expect.poll(() => sync(here.page).getAttribute('title')).toMatch(/^All on/);
  const { page } = there;
  const kept = page.getByRole('group', { name: 'Kept on this device' });
  await kept.getByRole('link', { name: 'Living room' }).waitFor();
  // Only its thumbnail has come by itself.
  const whole = async (): Promise<number> => (await stored(page)).whole.length;
  await expect.poll(whole).toBe(1);
  const wish = kept.getByRole('checkbox', { name: 'Keep here for offline: “Living room”' });
  await wish.focus();
  await page.keyboard.press('Space');
  await expect.poll(whole).toBe(2);
  expect(await kept.getByRole('button', { name: /^Free/ }).count()).toBe(0);
  await readyOffline(page);
  await there.context.setOffline(true);
  await kept.getByRole('link', { name: 'Living room' }).click();
  await pictureOf(page);
  await there.context.setOffline(false);

  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await wish.uncheck();
  await kept.getByRole('button', { name: /^Free .+ here: “Living room”$/ }).click();
  await checkEveryLook(page, 'kept');
  await kept.getByRole('button', { name: 'Free them' }).click();
  await reads(page, /are free again on this device/);
  expect(await whole()).toBe(1);
  await kept.getByRole('link', { name: 'Living room' }).click();
  await pictureOf(page);
  await expect.poll(whole).toBe(2);
}, 300_000);

test('on a metered network it waits where the person wishes that, and goes once when asked', async () => {
  const [{ page, cdp }] = await pair('Katherine');
  const spare = (dataSaverEnabled: boolean) =>
    cdp.send('Emulation.setDataSaverOverride', { dataSaverEnabled });
  await spare(true);
  await reads(page, /^All on/);
  await page.getByRole('checkbox', { name: /^Pause on metered networks/ }).check();
  await reads(page, 'Paused on a metered network');
  await openSample(page);
  await expect
    .poll(() => sync(page).getAttribute('title'))
    .toMatch(/^Paused on a metered network: \d+ changes and .+ to go$/);
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await checkEveryLook(page, 'metered');
  await press(page, 'Sync once now');
  await expect.poll(() => sync(page).getAttribute('title')).toBe('Paused on a metered network');
  await spare(false);
  // The debugger sets it without a word.
  await page.evaluate(() =>
    (navigator as unknown as { connection: EventTarget }).connection.dispatchEvent(new Event('change')),
  );
  await reads(page, /^All on/);
}, 300_000);
