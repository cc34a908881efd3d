/** An account's vault over HTTP: for its devices and its programs, and for nobody else. */
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { Account, MadeKey, type Scope } from '../../core/contract/account.ts';
import { Poke, Pulled, Pushed } from '../../core/contract/vault.ts';
import { parse, v } from '../../core/contract/schema.ts';
import { vaultOf } from '../../worker-api/objects/vault.ts';
import { change, pull, push } from './vault.ts';
import { Visitor, refusal, strike } from './visitor.ts';

const now = { stamp: `${Date.now().toString(36).padStart(9, '0')}-0000-a` };
const titles = [change(1, now), change(2, now)];

async function someone(): Promise<Visitor> {
  const visitor = new Visitor();
  await visitor.signUpByPasskey();
  return visitor;
}

const keyOf = async (visitor: Visitor, scope: Scope): Promise<Visitor> => {
  const { key } = await visitor.get(MadeKey, 'POST /account/keys', { name: 'A program', scope });
  return new Visitor({ authorization: `Bearer ${key}` });
};

test('what one device pushes another pulls; a program with a key does, too, and nobody of another account', async () => {
  const [ada, eve] = [await someone(), await someone()];
  const [reads, writes] = [await keyOf(ada, 'read'), await keyOf(ada, 'write')];
  expect(await ada.get(Pushed, 'POST /vault/push', push(titles))).toMatchObject({
    head: 2,
    accepted: 2,
    known: 0,
  });
  expect(await writes.get(Pushed, 'POST /vault/push', push(titles))).toMatchObject({
    head: 2,
    accepted: 0,
    known: 2,
  });
  expect((await reads.get(Pulled, 'POST /vault/pull', pull())).changes).toEqual(titles);
  expect((await eve.get(Pulled, 'POST /vault/pull', pull())).changes).toEqual([]);
  expect((await refusal(await reads.ask('POST /vault/push', push([])))).slice(0, 2)).toEqual([
    403,
    'forbidden',
  ]);
});

test('what cannot be kept is refused with a sentence', async () => {
  const ada = await someone();
  const refused = async (body: unknown) =>
    (await refusal(await ada.ask('POST /vault/push', body))).slice(0, 2);
  expect(await refused({ ...push(titles), edition: 99 })).toEqual([400, 'bad-request']);
  expect(await refused(push([change(1, { stamp: 'now' })]))).toEqual([400, 'bad-request']);
  expect(await refused(push([change(1, { ...now, value: 'x'.repeat(1_100_000) })]))).toEqual([
    413,
    'too-big',
  ]);
});

test('its socket tells the other devices that there is something, and opens for nobody else', async () => {
  const ada = await someone();
  const line = 'GET /vault/socket?device=b&edition=1';
  const upgrade = { upgrade: 'websocket' };
  const { status, webSocket } = await ada.ask(line, undefined, upgrade);
  expect(status).toBe(101);
  const heard: unknown[] = [];
  webSocket?.accept();
  webSocket?.addEventListener('message', ({ data }) => heard.push(parse(Poke, JSON.parse(String(data)))));
  await ada.get(Pushed, 'POST /vault/push', push(titles));
  await expect.poll(() => heard).toEqual([{ head: 0 }, { head: 2 }]);
  webSocket?.close();
  expect((await new Visitor().ask(line, undefined, upgrade)).status).toBe(401);
  const elsewhere = { ...upgrade, 'sec-fetch-site': 'cross-site' };
  expect((await ada.ask(line, undefined, elsewhere)).status).toBe(403);
  expect((await ada.ask(line)).status).toBe(426);
});

test('when the account is deleted, nothing stays in its vault', async () => {
  const leaver = await someone();
  const { id } = await leaver.get(Account, 'GET /account');
  await leaver.get(Pushed, 'POST /vault/push', push(titles));
  await leaver.get(v.unknown(), 'DELETE /account');
  await strike(Date.now() + 8 * 24 * 60 * 60 * 1000);
  expect(await vaultOf(env.VAULT, id).pull(pull())).toMatchObject({ changes: [], head: 0 });
});
