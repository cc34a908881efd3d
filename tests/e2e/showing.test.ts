/** A photo of 24 megapixels, a removal done by the server's own engine, and the same picture in another browser of the same person. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grow } from '../../core/pixels/mask.ts';
import { Cloud, sharePasskeys, type Seat } from './cloud.ts';
import { brush, expectSamePicture, shown } from './desk.ts';
import { asked, sendIt } from './elsewhere.ts';
import { shoot } from './every-look.ts';
import { ask } from './passkeys.ts';

const [WIDTH, HEIGHT] = [6000, 4000];
const patience = 120_000;

let cloud: Cloud, ada: Seat, page: Page, before: Buffer;

beforeAll(async () => {
  cloud = await Cloud.open(
    { ALLOW_PRIVATE: '1', SECRETS_KEY: 'of the tests, and long enough to be one' },
    true,
  );
  ada = await cloud.sit({
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
    serviceWorkers: 'allow',
  });
  page = ada.page;
});
afterAll(() => cloud.close());

/** A photo drawn that large, as a camera's JPEG, given to the page as if it had been picked. */
const give = (from: Page): Promise<void> =>
  from.evaluate(
    async ([width, height]) => {
      const small = await createImageBitmap(await (await fetch('/samples/living-room.jpg')).blob());
      const canvas = new OffscreenCanvas(width, height);
      canvas.getContext('2d')?.drawImage(small, 0, 0, width, height);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
      const input = document.querySelector<HTMLInputElement>('input[aria-label="Photos to open"]');
      if (!input) throw new Error('There is nowhere to put a photo.');
      const data = new DataTransfer();
      data.items.add(new File([blob], 'large.jpg', { type: 'image/jpeg' }));
      input.files = data.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    [WIDTH, HEIGHT] as const,
  );

/** The head, taken away as a PNG. */
async function taken(): Promise<Buffer> {
  const coming = page.waitForEvent('download', { timeout: patience });
  await page.getByLabel('Say what to change').fill('save it as a png');
  await page.getByLabel('Say what to change').press('Enter');
  return readFile(await (await coming).path());
}

/** How far it is, and what is told of it, as often as the screen changes, until `enough` of what was seen. */
async function watch(enough: (done: number, told: string) => boolean): Promise<void> {
  const bar = page.getByRole('progressbar', { name: 'Remove' });
  await expect
    .poll(
      async () => {
        const told = await page.getByText(/^This server: /).allInnerTexts();
        const [done = 0] = await bar.evaluateAll(all =>
          all.map(one => (one instanceof HTMLProgressElement ? one.value : 0)),
        );
        return enough(done, told.join());
      },
      { timeout: 60_000, interval: 50 },
    )
    .toBe(true);
}

/** Said by the engine itself, and not before it had begun. */
const isUnderWay = (done: number, told: string): boolean =>
  told.startsWith('This server: Remove') && done > 0.1 && done < 1;

const jobs = async (): Promise<readonly { state: string }[]> =>
  (await ask(page, 'GET /jobs'))[1] as unknown as readonly { state: string }[];

test('an account by a passkey, and its engine chosen for all that it can do', async () => {
  await page.getByLabel('Your name', { exact: true }).fill('Ada');
  await page.getByRole('button', { name: 'Make an account with a passkey', exact: true }).click();
  await page.getByRole('heading', { name: 'Signed in as Ada' }).waitFor();
  await page.getByLabel('Who is asked').selectOption({ label: 'This server, for all that it can do' });
});

test('24 megapixels are opened, and a removal is sent only after it was asked', async () => {
  await page.goto(cloud.url);
  await give(page);
  await expect.poll(() => shown(page), { timeout: patience }).toHaveLength(1);
  before = await taken();
  await brush(page, { x: 0.76, y: 0.28, width: 0.16, height: 0.16 });
  await page.getByLabel('Say what to change').fill('remove it');
  await page.getByText('sends this part to This server').waitFor();
  await page.getByRole('button', { name: 'Change who does it' }).click();
  const chooser = page.getByRole('dialog', { name: 'Remove: who does it?' });
  expect(await chooser.getByRole('radio', { name: /^This server/ }).isChecked()).toBe(true);
  await shoot(page, 'chooser');
  await chooser.getByRole('button', { name: 'Use it' }).click();
  await page.getByLabel('Say what to change').press('Enter');
  await asked(page)
    .getByText(/The marked part of the picture goes there/)
    .waitFor();
  await shoot(page, 'consent');
  expect(ada.asked.filter(line => line === 'POST /api/v1/jobs')).toEqual([]);
  await sendIt(page);
});

test('how far it is is told while it is done, and stopped it leaves nothing', async () => {
  await watch(isUnderWay);
  await shoot(page, 'progress');
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Do it' }).waitFor({ timeout: 5000 });
  await expect.poll(async () => (await jobs()).map(({ state }) => state)).toEqual(['stopped']);
  expect(await shown(page)).toHaveLength(1);
});

test('done again it lands, and nothing is changed beyond the margin of what was marked', async () => {
  await page
    .getByRole('toolbar', { name: 'With what is marked' })
    .getByRole('button', { name: 'Remove' })
    .click();
  await watch(isUnderWay);
  await expect.poll(() => shown(page), { timeout: patience }).toHaveLength(2);
  await shoot(page, 'landed');
  const { mask, margin, maker } = await recipe(page);
  expect(maker).toBe('engine');
  const after = await taken();
  const [was, is, marked] = await Promise.all([
    sharp(before).removeAlpha().raw().toBuffer(),
    sharp(after).removeAlpha().raw().toBuffer(),
    sharp(Buffer.from(mask, 'base64')).toColourspace('b-w').raw().toBuffer(),
  ]);
  expect([was.length, is.length, marked.length]).toEqual([3, 3, 1].map(n => n * WIDTH * HEIGHT));
  const may = grow({ width: WIDTH, height: HEIGHT, data: new Uint8Array(marked) }, margin).data;
  let [inside, outside] = [0, 0];
  for (let at = 0; at < is.length; at++) {
    if (is[at] === was[at]) continue;
    if (may[Math.floor(at / 3)] === 0) outside++;
    else inside++;
  }
  expect(outside).toBe(0);
  expect(inside).toBeGreaterThan(100_000);
}, 240_000);

test('another browser that signs in shows the same versions, and the same picture', async () => {
  const there = await cloud.sit({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'allow' });
  await sharePasskeys(ada, there);
  await there.page.bringToFront();
  await there.page.getByRole('button', { name: 'Sign in with a passkey', exact: true }).click();
  await there.page.getByRole('heading', { name: 'Signed in as Ada' }).waitFor();
  await there.page.getByRole('link', { name: 'Brushword' }).click();
  await there.page.getByRole('link', { name: /^Open large/ }).click({ timeout: patience });
  await expect.poll(() => shown(there.page), { timeout: patience }).toEqual(await shown(page));
  await expectSamePicture(page, there.page);
}, 240_000);

/** Of the newest version: its mask's file in base 64, the margin around it, and who made it. */
const recipe = (from: Page): Promise<{ mask: string; margin: number; maker: string }> =>
  from.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('brushword');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const rows = <T>(table: string) =>
      new Promise<T[]>((resolve, reject) => {
        const request = database.transaction(table).objectStore(table).getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const versions = await rows<{
      made: number;
      recipe?: { mask?: string; maker?: string; params: { grow?: number } };
    }>('versions');
    const bytes = await rows<{ hash: string; blob: Blob }>('bytes');
    database.close();
    const made = versions.sort((a, b) => a.made - b.made).at(-1)?.recipe;
    const file = bytes.find(({ hash }) => hash === made?.mask)?.blob;
    if (!made || !file) throw new Error('The version was kept without its mask.');
    const text = new Uint8Array(await file.arrayBuffer()).reduce(
      (all, byte) => all + String.fromCharCode(byte),
      '',
    );
    return { mask: btoa(text), margin: made.params.grow ?? 0, maker: made.maker ?? '' };
  });
