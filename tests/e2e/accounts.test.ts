/** An account in a real browser: a passkey by Chromium's own authenticator, two browsers, and a server that restarts. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright, type Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chromium, launchFlags } from '../../tools/browser.ts';
import { openMailbox, type Letter, type Mailbox } from '../../tools/mailbox.ts';
import { freePort } from '../../tools/ports.ts';
import { serve, type Served } from '../../tools/serve.ts';
import { makeTables } from '../../tools/tables.ts';
import { answer, ask, copyPasskeys, sit } from './seats.ts';

const letters: Letter[] = [];
let folder: string, port: number, mailbox: Mailbox, server: Served, browser: Browser;
const secret = randomBytes(32).toString('base64url');

const start = async (): Promise<void> => {
  const mail = { MAIL_URL: mailbox.url, MAIL_KEY: 'of the tests', MAIL_FROM: 'letters@localhost' };
  server = await serve(port, join(folder, 'state'), undefined, { AUTH_SECRET: secret, ...mail });
};

beforeAll(async () => {
  [folder, port] = [await mkdtemp(join(tmpdir(), 'brushword-')), await freePort()];
  mailbox = await openMailbox(letter => letters.push(letter) && 200);
  await makeTables(join(folder, 'state'));
  browser = await playwright.launch({ executablePath: await chromium(), args: [...launchFlags] });
  await start();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  await mailbox.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

test('a passkey made in one browser opens the account in another; both outlive a restart, and one signs out both', async () => {
  const here = await sit(browser, server.url);
  const [, toMake] = await ask(here.page, 'POST /account/passkey-sign-up/options', { name: 'Ada' });
  const made = await answer(here.page, 'create', toMake);
  const [status, account] = await ask(here.page, 'POST /account/passkey-sign-up', {
    credential: made,
    name: 'Here',
  });
  expect([status, account]).toEqual([
    200,
    expect.objectContaining({ name: 'Ada', email: null, passkeys: 1 }),
  ]);
  const cookies = await here.context.cookies();
  expect(cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite])).toContainEqual([
    'brushword-session',
    true,
    'Strict',
  ]);

  // A passkey that is synced: the other browser has it as well.
  const there = await sit(browser, server.url);
  await copyPasskeys(here, there);
  const [, toShow] = await ask(there.page, 'POST /account/passkey-sign-in/options');
  const shown = await answer(there.page, 'get', toShow);
  expect(await ask(there.page, 'POST /account/passkey-sign-in', { credential: shown })).toEqual([
    200,
    account,
  ]);

  await server.stop();
  await start();
  expect(await ask(there.page, 'GET /account')).toEqual([200, account]);
  const [, devices] = await ask(here.page, 'GET /account/devices');
  expect(devices).toMatchObject({ length: 2 });
  expect((await ask(there.page, 'DELETE /account/devices'))[0]).toBe(200);
  expect([(await ask(here.page, 'GET /account'))[0], (await ask(there.page, 'GET /account'))[0]]).toEqual([
    401, 401,
  ]);
  await Promise.all([here.context.close(), there.context.close()]);
});

test('an address is confirmed by letter; what was tried too often is so after a restart', async () => {
  const { context, page } = await sit(browser, server.url);
  const [email, password] = ['ada@example.com', 'four words do well'];
  expect(await ask(page, 'POST /account/sign-up', { email, password })).toEqual([200, { sent: true }]);
  await expect.poll(() => letters.length).toBe(1);
  const [, token] = /#verify=(\S+)/.exec(letters[0]?.text ?? '') ?? [];
  expect((await ask(page, 'POST /account/verify', { token, password }))[1]).toMatchObject({
    email,
    password: true,
  });

  const write = () => ask(page, 'POST /account/reset', { email });
  const tries = [await write(), await write(), await write(), await write()];
  expect(tries.map(([status]) => status)).toEqual([200, 200, 200, 429]);
  await server.stop();
  await start();
  const [status, fault] = await write();
  expect([status, fault]).toEqual([
    429,
    { kind: 'too-often', message: expect.stringMatching(/Try again in/) },
  ]);
  await context.close();
});
