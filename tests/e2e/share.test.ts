/** A link as a person makes it at the desk, and as somebody who has no account opens it, in another browser. */
import { AxeBuilder } from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sniff } from '../../core/pixels/sniff.ts';
import { Cloud, type Seat } from './cloud.ts';
import { openPhoto, say } from './desk.ts';
import { looks } from './every-look.ts';

const photo = join(import.meta.dirname, '../../public/samples/kitchen.jpg');
let cloud: Cloud, ada: Seat, desk: string | undefined;
const seats: Seat[] = [];

/** A browser that knows nothing of us, at a link. */
async function visit(link: string, options: BrowserContextOptions = {}): Promise<Page> {
  const seat = await cloud.sit(options, link);
  seats.push(seat);
  return seat.page;
}

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { name, exact: true }).waitFor();

beforeAll(async () => {
  cloud = await Cloud.open();
  ada = await cloud.sit({ serviceWorkers: 'allow' });
});
afterEach(async () => {
  for (const { context } of seats.splice(0)) await context.close();
});
afterAll(() => cloud.close());

test('somebody makes an account, opens a picture and changes it', async () => {
  const { page } = ada;
  await page.getByLabel('Your name', { exact: true }).fill('Ada');
  await press(page, 'Make an account with a passkey');
  await heading(page, 'Signed in as Ada');
  await page.goto(cloud.url);
  await openPhoto(page, photo);
  await say(page, 'make it black and white', 2);
  desk = page.url();
});

/** What one test leaves open does not stand in another's way. */
beforeEach(async () => {
  if (desk === undefined) return;
  await ada.page.setViewportSize({ width: 1280, height: 800 });
  await ada.page.goto(desk);
  await ada.page.locator('[data-version]').first().waitFor();
});

/** Fills in the form of a link at the desk, and gives the link. */
async function link(
  how: (dialog: ReturnType<Page['getByRole']>) => Promise<void> = async () => {},
): Promise<string> {
  const { page } = ada;
  await press(page, 'Share as a link');
  const dialog = page.getByRole('dialog', { name: 'Share as a link' });
  await how(dialog);
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  return made();
}

async function made(): Promise<string> {
  const { page } = ada;
  const field = page.getByLabel('Copy it now');
  await field.waitFor();
  const text = await field.inputValue();
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  return text;
}

/** How many of some pixels of the picture, as it is on the screen, are grey, from 0 to 1. */
async function greyness(page: Page): Promise<number> {
  const shot = await page.locator('.stage').screenshot();
  return page.evaluate(async png => {
    const bytes = Uint8Array.from(atob(png), letter => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('Nothing can be drawn.');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let grey = 0;
    for (let i = 0; i < data.length; i += 4) {
      const [r = 0, g = 0, b = 0] = data.slice(i, i + 3);
      if (Math.max(r, g, b) - Math.min(r, g, b) <= 8) grey++;
    }
    return grey / (data.length / 4);
  }, shot.toString('base64'));
}

const drawn = (page: Page): Promise<void> => page.locator('.both').waitFor();
const token = (address: string): string => address.split('#')[1] ?? '';

test('who is not signed in is told to, and nothing is asked of the server', async () => {
  const seat = await cloud.sit({}, cloud.url);
  seats.push(seat);
  await openPhoto(seat.page, photo);
  await press(seat.page, 'Share as a link');
  await seat.page.getByText('A link shows what lies in your account').waitFor();
  expect(seat.asked).toEqual([]);
  await seat.page.getByRole('link', { name: 'Sign in, or make one' }).click();
  await heading(seat.page, 'Settings');
});

test('a link opens without an account; the arrow keys move between before and after; revoked, it is gone', async () => {
  const { page } = ada;
  const address = await link(dialog => dialog.getByLabel('Title', { exact: true }).fill('Our kitchen <b>'));
  expect(address).toMatch(new RegExp(`^${cloud.url}/share#[\\w-]{22}$`));
  const requests: string[] = [];
  const visitor = await visit('about:blank', { serviceWorkers: 'allow' });
  visitor.on('request', request =>
    requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`),
  );
  await visitor.goto(address);
  await heading(visitor, 'Our kitchen <b>');
  await drawn(visitor);
  // The token is asked with, and stands in no address.
  expect(requests.filter(line => line.includes(token(address)))).toEqual([
    `POST ${cloud.url}/api/v1/shared ${JSON.stringify({ token: token(address) })}`,
  ]);
  expect(requests.filter(line => /service-worker|onnx|wasm|index-/.test(line))).toEqual([]);
  expect(await visitor.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(
    0,
  );
  expect(await visitor.evaluate(() => document.cookie)).toBe('');

  const slider = visitor.getByRole('slider', { name: 'Before and after' });
  await slider.focus();
  await slider.press('End');
  expect(await slider.getAttribute('aria-valuetext')).toBe('100 % before');
  const before = await greyness(visitor);
  await slider.press('Home');
  const after = await greyness(visitor);
  for (let times = 0; times < 50; times++) await slider.press('ArrowRight');
  expect(await slider.getAttribute('aria-valuetext')).toBe('50 % before');
  const between = await greyness(visitor);
  expect(after).toBeGreaterThan(0.99);
  expect(before).toBeLessThan(0.6);
  expect(between).toBeGreaterThan(before + 0.15);
  expect(between).toBeLessThan(after - 0.15);

  const download = visitor.waitForEvent('download');
  await press(visitor, 'Download');
  const file = await download;
  expect(file.suggestedFilename()).toBe('Our kitchen  b .jpg');
  const bytes = await readFile(await file.path());
  expect(sniff(bytes)).toMatchObject({ type: 'image/jpeg' });

  await page.goto(`${cloud.url}/settings`);
  const links = page.getByRole('group', { name: 'Links' });
  await links.getByText('opened once').waitFor();
  await press(page, 'Revoke the link to “Our kitchen <b>”');
  await press(page, 'Revoke the link');
  await page.getByText('opens nothing any more').waitFor();
  await links.getByText('There are none.').waitFor();
  await press(visitor, 'Download');
  await visitor.getByText('There is nothing behind this link.').waitFor();
  await visitor.reload();
  await heading(visitor, 'There is nothing here');
});

test('an address that nobody was given says the same as one that is gone', async () => {
  for (const end of ['#AAAAAAAAAAAAAAAAAAAAAA', '#', '']) {
    const visitor = await visit(`${cloud.url}/share${end}`);
    await heading(visitor, 'There is nothing here');
    await visitor.close();
  }
});

test('a password is asked for, and what is wrong with it is said', async () => {
  const address = await link(async dialog => {
    await dialog.getByLabel('Password, if it is to ask for one').fill('abc');
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    await dialog.getByText('at least 6 characters').waitFor();
    await dialog.getByLabel('Password, if it is to ask for one').fill('open sesame');
  });
  const visitor = await visit(address);
  await heading(visitor, 'This needs a password');
  expect(await visitor.locator('body').innerText()).not.toContain('kitchen');
  await press(visitor, 'Open');
  await visitor.getByText('Type the password.').waitFor();
  await visitor.getByLabel('Password').fill('open sesami');
  await visitor.getByLabel('Password').press('Enter');
  await visitor.getByText('That is not the password of this link.').waitFor();
  await visitor.getByLabel('Password').fill('open sesame');
  await visitor.getByLabel('Password').press('Enter');
  await drawn(visitor);
  expect(await visitor.evaluate(() => document.activeElement?.tagName)).toBe('H1');
});

test('how it came about is shown version by version', async () => {
  const address = await link(dialog => dialog.getByLabel(/How it came about: 2 versions/).check());
  const visitor = await visit(address);
  await drawn(visitor);
  const steps = visitor.getByRole('list', { name: 'How it came about' }).getByRole('button');
  expect(await steps.count()).toBe(2);
  expect(await steps.nth(1).getAttribute('aria-current')).toBe('true');
  await steps.nth(0).click();
  await visitor.locator('.stage > img').waitFor();
  expect(await visitor.getByRole('slider').count()).toBe(0);
  await expect.poll(() => greyness(visitor)).toBeLessThan(0.6);
});

test('an export is given as a file; one that is called off is not made', async () => {
  const { page } = ada;
  await press(page, 'Export');
  await page.getByRole('radio', { name: /PNG/ }).check();
  await press(page, 'As a link…');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'The PNG file, to keep', checked: true }).waitFor();
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const visitor = await visit(await made());
  await heading(visitor, 'kitchen.png');
  await visitor.locator('.stage > img').waitFor();
  const download = visitor.waitForEvent('download');
  await press(visitor, 'Download');
  expect((await download).suggestedFilename()).toBe('kitchen.png');
  expect(sniff(await readFile(await (await download).path()))).toMatchObject({ type: 'image/png' });

  // Nothing is answered while it is sent, so that there is something to call off.
  await page.route('**/api/v1/blobs/missing', async () => {});
  await press(page, 'Share as a link');
  await dialog.getByLabel('Title', { exact: true }).fill('Never made');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  await dialog.getByRole('progressbar').waitFor();
  await expect.poll(() => ada.asked.at(-1)).toBe('POST /api/v1/blobs/missing');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.getByRole('button', { name: 'Make the link' }).waitFor();
  expect((await dialog.getByRole('alert').allInnerTexts()).join('')).toBe('');
  await page.unroute('**/api/v1/blobs/missing');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(
    JSON.stringify(await page.evaluate(async () => (await fetch('/api/v1/shares')).json())),
  ).not.toContain('Never');
});

test('a browser that has the app, offline and all, still gets the page of a link from the server', async () => {
  const { page, context } = ada;
  await page.evaluate(() => navigator.serviceWorker.ready);
  const address = await link();
  const tab = await context.newPage();
  await tab.goto(address);
  await drawn(tab);
  expect(await tab.locator('#app').count()).toBe(0);
  await tab.close();
});

describe.each(looks)('$width, $light', ({ width, light }) => {
  const options: BrowserContextOptions = {
    viewport: { width, height: 844 },
    colorScheme: light,
    hasTouch: width === 390,
    isMobile: width === 390,
  };
  const check = async (page: Page): Promise<void> => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }))).toEqual([]);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(beyond).toBeLessThanOrEqual(0);
  };

  test('axe finds nothing on the page of a link, nor at the desk where one is made', async () => {
    const { page } = ada;
    await page.emulateMedia({ colorScheme: light });
    await page.setViewportSize({ width, height: 844 });
    await press(page, 'Export');
    await press(page, 'As a link…');
    await page.getByRole('radio', { name: 'The JPEG file, to keep', checked: true }).waitFor();
    await check(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    // On a phone the bar has no room for it; a window may become narrow while it is open.
    await page.setViewportSize({ width: 1280, height: 844 });
    await press(page, 'Share as a link');
    await page.setViewportSize({ width, height: 844 });
    await check(page);
    await page
      .getByRole('dialog')
      .getByLabel(/How it came about/)
      .check();
    await page.getByLabel('Password, if it is to ask for one').fill('open sesame');
    await press(page, 'Make the link');
    await page.getByLabel('Copy it now').waitFor();
    await check(page);
    const address = await page.getByLabel('Copy it now').inputValue();
    await page.goto(`${cloud.url}/settings`);
    await page.getByRole('button', { name: 'Revoke the link to “kitchen”' }).first().click();
    await page.getByRole('button', { name: 'Keep the link' }).waitFor();
    await check(page);

    const visitor = await visit(address, options);
    await heading(visitor, 'This needs a password');
    await press(visitor, 'Open');
    await check(visitor);
    await visitor.getByLabel('Password').fill('open sesame');
    await press(visitor, 'Open');
    await drawn(visitor);
    await check(visitor);
    const gone = await visit(`${cloud.url}/share#none`, options);
    await heading(gone, 'There is nothing here');
    await check(gone);
  });
});
