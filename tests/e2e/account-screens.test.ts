/** The account as a person has it before them: in the settings, by passkeys, letters and keys, on one device and on two. */
import { AxeBuilder } from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addAuthenticator, Cloud, sharePasskeys, type Seat } from './cloud.ts';
import { looks } from './every-look.ts';

let cloud: Cloud;
const seats: Seat[] = [];
const sit = async (...options: Parameters<Cloud['sit']>): Promise<Seat> => {
  const seat = await cloud.sit(...options);
  seats.push(seat);
  return seat;
};

beforeAll(async () => {
  cloud = await Cloud.open();
});
afterEach(async () => {
  for (const { context } of seats.splice(0)) await context.close();
});
afterAll(() => cloud.close());

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();
const type = (page: Page, label: string, text: string): Promise<void> =>
  page.getByLabel(label, { exact: true }).fill(text);
const reads = (page: Page, text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();
const heading = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { name, exact: true }).waitFor();
const signOut = async (page: Page): Promise<void> => {
  await press(page, 'Sign out…');
  await press(page, 'Keep it here and sign out');
};
/** Who was signed out elsewhere learns of it when it next syncs: by itself, or because somebody asks. */
async function hearsOfIt(page: Page): Promise<void> {
  const again = page.getByRole('button', { name: 'Sync now' });
  const said = page.getByText('You were signed out. Sign in to go on.');
  await expect
    .poll(async () => {
      if (await again.isVisible()) await again.click({ timeout: 500 });
      return said.isVisible();
    })
    .toBe(true);
}
const part = (page: Page, name: string) => page.getByRole('group', { name, exact: true });

async function signUp(page: Page, name: string): Promise<void> {
  await type(page, 'Your name', name);
  await press(page, 'Make an account with a passkey');
  await heading(page, `Signed in as ${name}`);
  await part(page, 'Devices').waitFor();
}

test('a visitor asks the server for nothing; an account is made, left and opened again by its passkey', async () => {
  const { page, asked } = await sit();
  await heading(page, 'Nobody is signed in here');
  expect(asked).toEqual([]);
  // Nothing of it is even loaded by a page that has all the time.
  const loads = () =>
    page.evaluate(
      () =>
        performance.getEntriesByType('resource').filter(({ name }) => /\/cloud\.svelte-/.test(name)).length,
    );
  await page.goto(cloud.url);
  await page.getByRole('heading', { name: 'Try one of ours' }).waitFor();
  await page.waitForTimeout(4000);
  expect([await loads(), asked]).toEqual([0, []]);
  await page.getByRole('link', { name: 'Settings' }).click();
  await heading(page, 'Nobody is signed in here');

  await press(page, 'Make an account with a passkey');
  await reads(page, 'Give yourself a name.');
  await signUp(page, 'Ada');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent.trim()))
    .toBe('Signed in as Ada');
  await reads(page, '(this device)');
  await reads(page, 'First passkey');

  await type(page, 'Your name', 'Ada Lovelace');
  await press(page, 'Change the name');
  await heading(page, 'Signed in as Ada Lovelace');
  await page.goto(cloud.url);
  await page.getByRole('link', { name: 'Sync: All on your account' }).waitFor();
  expect(await loads()).toBe(1);
  await page.goto(`${cloud.url}/settings`);
  await heading(page, 'Signed in as Ada Lovelace');

  await signOut(page);
  await heading(page, 'Nobody is signed in here');
  await press(page, 'Sign in with a passkey');
  await heading(page, 'Signed in as Ada Lovelace');
});

test('a second browser signs in, and each can sign the other out', async () => {
  const [here, there] = [await sit(), await sit()];
  await signUp(here.page, 'Grace');
  await sharePasskeys(here, there);
  await press(there.page, 'Sign in with a passkey');
  await heading(there.page, 'Signed in as Grace');

  await here.page.reload();
  const devices = part(here.page, 'Devices');
  await expect.poll(() => devices.getByRole('listitem').count()).toBe(2);
  await devices.getByRole('button', { name: /^Sign out Chrome/ }).click();
  await expect.poll(() => devices.getByRole('listitem').count()).toBe(1);

  await hearsOfIt(there.page);
  await heading(there.page, 'Nobody is signed in here');
  await press(there.page, 'Sign in with a passkey');
  await heading(there.page, 'Signed in as Grace');

  await press(there.page, 'Sign out everywhere…');
  await press(there.page, 'Sign out every device');
  await heading(there.page, 'Nobody is signed in here');
  await hearsOfIt(here.page);
  await heading(here.page, 'Nobody is signed in here');
});

test('what one tab does about signing in, the others follow', async () => {
  const { context, page } = await sit();
  const other = await context.newPage();
  await other.goto(`${cloud.url}/settings`);
  await heading(other, 'Nobody is signed in here');
  // A passkey is asked for only by a page that is looked at.
  await page.bringToFront();
  await signUp(page, 'Ada');
  await part(other, 'Devices').waitFor();
  await heading(other, 'Signed in as Ada');
  await signOut(other);
  await heading(page, 'Nobody is signed in here');
});

test('an address and a password are added by letter, opened with, and chosen anew by letter', async () => {
  const { page } = await sit();
  const email = 'mary@example.com';
  await signUp(page, 'Mary');
  await type(page, 'E-mail address', 'mary');
  await press(page, 'Add the address');
  await reads(page, 'Write an e-mail address, such as ada@example.com.');
  await type(page, 'E-mail address', email);
  await press(page, 'Add the address');
  await reads(page, `A letter goes to ${email} now.`);
  await page.goto(await cloud.link(email, 'email'));
  await press(page, 'Make it my address');
  await reads(page, `Its e-mail address is ${email}.`);
  expect(new URL(page.url()).hash).toBe('');

  await type(page, 'New password', 'too short');
  await press(page, 'Add the password');
  await reads(page, 'A password has at least 10 characters.');
  await type(page, 'New password', 'four words do well');
  await press(page, 'Add the password');
  await page.getByRole('button', { name: 'Change the password' }).waitFor();

  await signOut(page);
  await heading(page, 'Nobody is signed in here');
  const signIn = async (password: string): Promise<void> => {
    await type(page, 'E-mail address', email);
    await type(page, 'Password', password);
    await press(page, 'Sign in');
  };
  await page.getByText('With an e-mail address and a password').click();
  await signIn('not that password');
  await reads(page, 'That address and that password do not go together.');
  await signIn('four words do well');
  await heading(page, 'Signed in as Mary');

  await signOut(page);
  await heading(page, 'Nobody is signed in here');
  await page.getByText('With an e-mail address and a password').click();
  await press(page, 'I forgot my password');
  await type(page, 'E-mail address', email);
  await press(page, 'Send me a letter');
  await reads(page, `If ${email} has an account, a letter goes there now.`);
  // In the page that is open already, which is not loaded anew.
  await page.goto(await cloud.link(email, 'reset'));
  await type(page, 'New password', 'five words do even better');
  await press(page, 'Use this password');
  await reads(page, 'The new password holds');
  await press(page, 'I have an account');
  await signIn('five words do even better');
  await part(page, 'Devices').waitFor();

  await cloud.age(2 * 60 * 60 * 1000);
  await type(page, 'Name of the new key', 'Late');
  await press(page, 'Make a key');
  const dialog = page.getByRole('dialog', { name: 'Sign in again first' });
  await dialog.getByLabel('Password').fill('four words do well');
  await dialog.getByRole('button', { name: 'Use the password' }).click();
  await dialog.getByText('That address and that password do not go together.').waitFor();
  await dialog.getByLabel('Password').fill('five words do even better');
  await dialog.getByRole('button', { name: 'Use the password' }).click();
  await page.getByLabel('“Late”: keep it now').waitFor();
});

test('an account made with an address begins when its letter is opened', async () => {
  const { page } = await sit();
  const email = 'emmy@example.com';
  await page.getByText('With an e-mail address and a password').click();
  await press(page, 'I have no account yet');
  await type(page, 'E-mail address', email);
  await type(page, 'Password', 'four words do well');
  await press(page, 'Make an account');
  await reads(page, `Open the letter that goes to ${email} now`);
  await page.goto(await cloud.link(email, 'verify'));
  await type(page, 'The password you signed up with', 'not that password');
  await press(page, 'Confirm the address');
  await reads(page, 'That is not the password you signed up with.');
  await type(page, 'The password you signed up with', 'four words do well');
  await press(page, 'Confirm the address');
  await heading(page, 'Signed in as emmy');
  await reads(page, 'There is none yet.');
});

test('a key is seen once, works, and is revoked; passkeys are named, added and removed', async () => {
  const { page, context, cdp, authenticatorId } = await sit();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signUp(page, 'Hedy');

  await type(page, 'Name of the new key', 'Backup');
  await page.getByLabel('What its bearer may do').selectOption('See it and change it');
  await press(page, 'Make a key');
  await press(page, 'Copy');
  await reads(page, 'The key was copied.');
  const key = await page.evaluate(() => navigator.clipboard.readText());
  expect(key).toMatch(/^bw_/);
  const bear = async (): Promise<number> =>
    (await fetch(`${cloud.url}/api/v1/account`, { headers: { authorization: `Bearer ${key}` } })).status;
  expect(await bear()).toBe(200);
  await press(page, 'I have it');
  expect(await page.locator('main').innerHTML()).not.toContain(key);
  await page.reload();
  await reads(page, /may look and change/);
  await reads(page, /last used/);
  await press(page, 'Revoke “Backup”');
  await press(page, 'Revoke it');
  await reads(page, 'The key “Backup” works no more.');
  expect(await bear()).toBe(401);

  const passkeys = part(page, 'Passkeys');
  await press(page, 'Remove “First passkey”');
  await press(page, 'Remove it');
  await reads(page, 'This is the only way into your account.');
  await press(page, 'Rename “First passkey”');
  await type(page, 'Name of the passkey', 'Laptop');
  await press(page, 'Keep this name');
  await passkeys.getByText('Laptop', { exact: true }).waitFor();
  // Another authenticator, since one keeps no two passkeys of an account.
  await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
  await addAuthenticator(cdp);
  await type(page, 'Name of the new passkey', 'Phone');
  await press(page, 'Add a passkey');
  await passkeys.getByText('Phone', { exact: true }).waitFor();
  await press(page, 'Remove “Laptop”');
  await press(page, 'Remove it');
  await expect.poll(() => passkeys.getByRole('listitem').count()).toBe(1);
});

test('all of it is saved as a file; a deletion is asked again, and undone', async () => {
  const { page } = await sit();
  await signUp(page, 'Rosalind');
  const download = page.waitForEvent('download');
  await press(page, 'Save what the server knows of you');
  const file = JSON.parse(await readFile(await (await download).path(), 'utf8')) as unknown;
  expect(file).toMatchObject({ account: { name: 'Rosalind' }, devices: [{ current: true }], passkeys: [{}] });

  await press(page, 'Delete the account…');
  await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await press(page, 'Delete the account…');
  await press(page, 'Delete it');
  await reads(page, 'This account will be deleted on');
  await page.reload();
  await press(page, 'Keep the account');
  await reads(page, 'Your account stays.');
  await page.getByText('This account will be deleted on').waitFor({ state: 'hidden' });
});

test('after an hour what matters wants another sign-in, and then goes on; one that is called off does nothing', async () => {
  const { page } = await sit();
  await signUp(page, 'Katherine');
  await cloud.age(2 * 60 * 60 * 1000);
  await type(page, 'Name of the new key', 'Late');
  await press(page, 'Make a key');
  const dialog = page.getByRole('dialog', { name: 'Sign in again first' });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(await page.getByLabel('Name of the new key').inputValue()).toBe('Late');

  await press(page, 'Make a key');
  await dialog.getByRole('button', { name: 'Use a passkey' }).click();
  await page.getByLabel('“Late”: keep it now').waitFor();
  await dialog.waitFor({ state: 'hidden' });
  expect(await part(page, 'Devices').getByRole('listitem').count()).toBe(1);
});

test('without a network it says so, keeps what was typed, and goes on later', async () => {
  const { page } = await sit();
  await signUp(page, 'Sophie');
  await cloud.stop();
  await type(page, 'Your name', 'Sophie Germain');
  await press(page, 'Change the name');
  await reads(page, 'The server cannot be reached.');
  await cloud.start();
  await press(page, 'Change the name');
  await heading(page, 'Signed in as Sophie Germain');

  await page.getByRole('link', { name: 'All pictures' }).click();
  await cloud.stop();
  await page.getByRole('link', { name: 'Settings' }).click();
  await heading(page, 'Signed in as Sophie Germain');
  await reads(page, 'The server cannot be reached.');
  await cloud.start();
  await press(page, 'Try again');
  await part(page, 'Devices').waitFor();
});

test('a passkey that the person does not give is no fault', async () => {
  const { page, cdp, authenticatorId, asked } = await sit();
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await type(page, 'Your name', 'Nobody');
  await press(page, 'Make an account with a passkey');
  await expect.poll(() => page.locator('form[aria-busy=true]').count()).toBe(0);
  expect((await page.getByRole('alert').allInnerTexts()).filter(text => text !== '')).toEqual([]);
  expect(asked).toEqual(['POST /api/v1/account/passkey-sign-up/options']);
  await heading(page, 'Nobody is signed in here');
});

describe.each(looks)('$width, $light', ({ width, light }) => {
  test('axe finds nothing in either state', async () => {
    const { page } = await sit({
      viewport: { width, height: 844 },
      colorScheme: light,
      hasTouch: width === 390,
      isMobile: width === 390,
    });
    const check = async (): Promise<void> => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }))).toEqual([]);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(beyond).toBeLessThanOrEqual(0);
    };
    await page.getByText('With an e-mail address and a password').click();
    await press(page, 'Make an account with a passkey');
    await reads(page, 'Give yourself a name.');
    await check();
    await signUp(page, 'Someone with a name that is long enough to need more than one line');
    await type(page, 'Name of the new key', 'A key');
    await press(page, 'Make a key');
    await page.getByRole('button', { name: 'Copy' }).waitFor();
    await press(page, 'Rename “First passkey”');
    await press(page, 'Sign out everywhere…');
    await check();
    await part(page, 'Sync').getByText('All on your account').waitFor();
    await press(page, 'Pause sync');
    await reads(page, 'Nothing goes out or comes in by itself.');
    await check();
    await press(page, 'Sign out…');
    await reads(page, 'Clear this device and sign out');
    await check();
    await press(page, 'Close');
    await press(page, 'Delete the account…');
    await page.getByRole('dialog').waitFor();
    await check();
    await press(page, 'Delete it');
    await reads(page, 'This account will be deleted on');
    await check();
  });
});
