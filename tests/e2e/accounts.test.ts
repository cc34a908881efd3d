/** An account in a real browser: a passkey by Chromium's own authenticator, two browsers, and a server that restarts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Cloud, sharePasskeys } from './cloud.ts';
import { answer, ask } from './passkeys.ts';

let cloud: Cloud;

beforeAll(async () => {
  cloud = await Cloud.open();
});
afterAll(() => cloud.close());

test('a passkey made in one browser opens the account in another; both outlive a restart, and one signs out both', async () => {
  const here = await cloud.sit();
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
  const there = await cloud.sit();
  await sharePasskeys(here, there);
  const [, toShow] = await ask(there.page, 'POST /account/passkey-sign-in/options');
  const shown = await answer(there.page, 'get', toShow);
  expect(await ask(there.page, 'POST /account/passkey-sign-in', { credential: shown })).toEqual([
    200,
    account,
  ]);

  await cloud.stop();
  await cloud.start();
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
  const { context, page } = await cloud.sit();
  const [email, password] = ['ada@example.com', 'four words do well'];
  expect(await ask(page, 'POST /account/sign-up', { email, password })).toEqual([200, { sent: true }]);
  const [, token] = (await cloud.link(email, 'verify')).split('#verify=');
  expect((await ask(page, 'POST /account/verify', { token, password }))[1]).toMatchObject({
    email,
    password: true,
  });

  const write = () => ask(page, 'POST /account/reset', { email });
  const tries = [await write(), await write(), await write(), await write()];
  expect(tries.map(([status]) => status)).toEqual([200, 200, 200, 429]);
  await cloud.stop();
  await cloud.start();
  const [status, fault] = await write();
  expect([status, fault]).toEqual([
    429,
    { kind: 'too-often', message: expect.stringMatching(/Try again in/) },
  ]);
  await context.close();
});
