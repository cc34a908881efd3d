/** Machines of an account, which its server asks: the picture goes by way of the account, once, and is found by the page that comes back. */
import { join } from 'node:path';
import type { Page, WebSocket } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FakeComfy } from '../fakes/providers/comfyui.ts';
import { Cloud, type Seat } from './cloud.ts';
import { makers, openPhoto, shown } from './desk.ts';
import { checkEveryLook } from './every-look.ts';
import { asked, begun, replaceIt, sendIt, untilShown } from './elsewhere.ts';

const photo = join(import.meta.dirname, '../../public/samples/kitchen.jpg');

let cloud: Cloud;
let comfy: FakeComfy;
let seat: Seat;
let page: Page;
/** Those on which the account's desk tells how its jobs go, and what they said. */
const sockets: WebSocket[] = [];
const told: string[] = [];

beforeAll(async () => {
  comfy = await new FakeComfy().start();
  // The server of a journey stands on the same machine as what it asks.
  cloud = await Cloud.open({ ALLOW_PRIVATE: '1', SECRETS_KEY: 'of the tests, and long enough to be one' });
  seat = await cloud.sit({ viewport: { width: 1280, height: 800 } });
  page = seat.page;
  page.on('websocket', socket => {
    if (!socket.url().endsWith('/api/v1/jobs/socket')) return;
    sockets.push(socket);
    socket.on('framereceived', ({ payload }) => told.push(String(payload)));
  });
});
afterAll(async () => {
  await cloud.close();
  await comfy.stop();
});

test('is set up in the account, and tested by the server', async () => {
  await page.getByLabel('Your name', { exact: true }).fill('Ada');
  await page.getByRole('button', { name: 'Make an account with a passkey', exact: true }).click();
  await page.getByRole('heading', { name: 'Signed in as Ada' }).waitFor();
  await page.getByRole('button', { name: 'Add a provider' }).click();
  await page.getByLabel('What it is').selectOption('comfyui');
  await page.getByLabel('What you call it').fill('Studio');
  await page.getByLabel('Address', { exact: true }).fill(comfy.url);
  await page.getByRole('radio', { name: /^In your account/ }).check();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('Studio is set up').waitFor();
  await page.getByRole('button', { name: 'Test Studio' }).click();
  await page.getByText('It answers: ComfyUI 0.9.1').waitFor({ timeout: 60_000 });
  expect(seat.asked).not.toContain('GET /api/v1/activity');
  await page.getByText('What your account’s machines did').click();
  await page.getByText(/^Since .* nothing has come to its end there\.$/).waitFor();
});

test('a picture goes there by way of the account, and what is made lands', async () => {
  await page.goto(cloud.url);
  await openPhoto(page, photo);
  await replaceIt(page, 'a fern');
  await page
    .getByText(/Replace · sends this part to Studio/)
    .first()
    .waitFor();
  await asked(page)
    .getByText(/sent to your account’s server/)
    .waitFor();
  expect(sockets).toEqual([]);
  await sendIt(page);
  await untilShown(page, 2);
  expect((await makers(page)).at(-1)).toBe('comfyui');
  expect(begun(comfy)).toEqual([1]);
  // Its end was news, for as long as it was waited for.
  expect(sockets).toHaveLength(1);
  expect(told.map(text => (JSON.parse(text) as { state: string }).state)).toContain('done');
  await expect.poll(() => sockets.every(socket => socket.isClosed())).toBe(true);
  expect(seat.asked.filter(line => line === 'POST /api/v1/jobs')).toHaveLength(1);
});

test('a page that dies finds the answer in the account when it comes back', async () => {
  comfy.takes = 4000;
  await replaceIt(page, 'a palm');
  await page
    .getByText(/Studio: /)
    .first()
    .waitFor();
  await expect.poll(() => comfy.prompts.length).toBe(2);
  // The server has said by what it can be asked after.
  await expect.poll(() => seat.asked.some(line => /^GET \/api\/v1\/jobs\/./.test(line))).toBe(true);
  const path = new URL(page.url()).pathname;
  await page.close();
  await expect.poll(() => comfy.prompts.at(-1)?.state, { timeout: 60_000 }).toBe('done');
  page = await seat.context.newPage();
  await page.goto(cloud.url + path);
  await untilShown(page, 3);
  expect(begun(comfy)).toEqual([1, 1]);
  expect(await shown(page)).toHaveLength(3);
});

test('a stop is passed on to who does it', async () => {
  comfy.takes = 600_000;
  await replaceIt(page, 'an oak');
  await page
    .getByText(/Studio: /)
    .first()
    .waitFor();
  await expect.poll(() => comfy.prompts.length, { timeout: 60_000 }).toBe(3);
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Do it' }).waitFor({ timeout: 5000 });
  await expect.poll(() => comfy.prompts.at(-1)?.state, { timeout: 60_000 }).toBe('interrupted');
});

test('what came of it all is told in the settings, and again when that is asked for', async () => {
  await page.goto(`${cloud.url}/settings#providers`);
  await page.getByText('What your account’s machines did').click();
  const cells = page.getByRole('row', { name: /^Studio/ }).getByRole('cell');
  await expect.poll(() => cells.allInnerTexts()).toEqual(['2', '0', '1', expect.stringMatching(/^[\d.]+ s/)]);
  await page.getByText('Nothing is being done now.').waitFor();
  await checkEveryLook(page, 'activity');
  await cloud.stop();
  await page.getByRole('button', { name: 'Read it again' }).click();
  await page.getByText('The server cannot be reached').last().waitFor();
  await cloud.start();
  await page.getByRole('button', { name: 'Read it again' }).click();
  await expect.poll(() => page.getByText('The server cannot be reached').count()).toBe(0);
  expect(await cells.count()).toBe(4);
});
