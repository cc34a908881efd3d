/** Two browsers, their account and the real server: what is made on one comes to the other, also after both were cut off. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blobLimits } from '../../core/contract/blob.ts';
import { bundle } from '../../tools/devices.ts';
import { Cloud, sharePasskeys, type Seat } from './cloud.ts';
import { answer, ask } from './passkeys.ts';
import type { PageDevice } from './syncing.page.ts';

declare const device: PageDevice;

let script: string, cloud: Cloud;

beforeAll(async () => {
  script = await bundle(join(import.meta.dirname, 'syncing.page.ts'));
  cloud = await Cloud.open();
});
afterAll(() => cloud.close());

/** Runs the script in the page, and begins. The debugger runs it, which no policy of the page hinders. */
async function begin(page: Page, account: string): Promise<void> {
  await page.evaluate(`(async () => {${script}})()`);
  await page.evaluate(name => device.start(name), account);
}

const state = (page: Page) => page.evaluate(() => device.state());
const shown = (page: Page) => page.evaluate(() => device.shown());
const together = { changes: 0, bytes: 0, doing: 'resting' };

test('two browsers end alike: what one makes comes to the other, and what both set while cut off is on both', async () => {
  const here = await cloud.sit();
  const account = await signUp(here, 'Ada');
  const there = await cloud.sit();
  await sharePasskeys(here, there);
  const [, toShow] = await ask(there.page, 'POST /account/passkey-sign-in/options');
  const credential = await answer(there.page, 'get', toShow);
  await ask(there.page, 'POST /account/passkey-sign-in', { credential });

  for (const { page } of [here, there]) await begin(page, account);
  const [project, large] = await here.page.evaluate(size => device.make(size), blobLimits.whole + 5);
  await expect.poll(async () => (await shown(there.page)).projects.map(({ id }) => id)).toEqual([project]);
  await expect.poll(() => state(here.page)).toEqual(together);
  // The thumbnail has come by itself, and nothing else.
  await expect.poll(() => there.page.evaluate(() => device.bytes())).toBe(1);
  const whole = await there.page.evaluate(() => device.whole());
  expect([whole.length, whole.includes(large)]).toEqual([2, true]);

  for (const { context } of [here, there]) await context.setOffline(true);
  await here.page.evaluate(() => device.name('set here'));
  // Longer than two clocks may differ that go by the server's: so that it is clear which is later.
  await there.page.waitForTimeout(2000);
  await there.page.evaluate(() => device.name('set there'));
  for (const { page } of [here, there]) {
    await expect.poll(() => state(page)).toMatchObject({ changes: 1, doing: 'waiting' });
    expect((await state(page)).wrong).toMatch(/cannot be reached/);
  }
  for (const { context } of [here, there]) await context.setOffline(false);
  for (const { page } of [here, there]) {
    await expect.poll(async () => (await shown(page)).others).toEqual([['title', 'set here']]);
    await expect.poll(() => state(page)).toEqual(together);
  }
  const [one, other] = [await shown(here.page), await shown(there.page)];
  expect(other).toEqual(one);
  expect(one.projects[0]?.title).toBe('set there');
});

/** Makes an account with a passkey, and gives its name. */
async function signUp({ page }: Seat, name: string): Promise<string> {
  const [, options] = await ask(page, 'POST /account/passkey-sign-up/options', { name });
  const credential = await answer(page, 'create', options);
  const [, account] = await ask(page, 'POST /account/passkey-sign-up', { credential, name: 'Here' });
  return String(account['id']);
}

test('a device that another one signs out says so and keeps what it has not sent', async () => {
  const [computer, phone] = [await cloud.sit(), await cloud.sit()];
  const account = await signUp(computer, 'Ada');
  await sharePasskeys(computer, phone);
  const [, options] = await ask(phone.page, 'POST /account/passkey-sign-in/options');
  const credential = await answer(phone.page, 'get', options);
  await ask(phone.page, 'POST /account/passkey-sign-in', { credential });
  await begin(phone.page, account);
  await phone.page.evaluate(() => device.make(10));
  await expect.poll(() => state(phone.page)).toEqual(together);

  const [, devices] = await ask(computer.page, 'GET /account/devices');
  const other = Object.values(devices).find(one => !(one as { current: boolean }).current);
  await ask(computer.page, `DELETE /account/devices/${(other as { id: string }).id}`);
  // Nothing was done on it meanwhile: its socket told it to ask.
  await expect.poll(() => state(phone.page)).toMatchObject({ doing: 'waiting', signedOut: true });
  await phone.page.evaluate(() => device.name('not sent'));
  await expect.poll(() => state(phone.page)).toMatchObject({ changes: 1, signedOut: true });
});

test('where somebody else signs in in the same browser, nothing of one account goes to the other', async () => {
  const seat = await cloud.sit();
  const account = await signUp(seat, 'Ada');
  await begin(seat.page, account);
  await seat.page.evaluate(() => device.make(10));
  await expect.poll(() => state(seat.page)).toEqual(together);
  // The page is still Ada’s, and the cookie is Eve’s.
  const eve = await signUp(seat, 'Eve');
  await seat.page.evaluate(() => device.name('Ada’s own'));
  await expect.poll(() => state(seat.page)).toMatchObject({ changes: 1, doing: 'waiting', signedOut: true });
  const pull = { edition: 1, device: 'of the tests', since: 0, limit: 1000 };
  expect(await ask(seat.page, 'POST /vault/pull', pull)).toMatchObject([200, { account: eve, changes: [] }]);
});
