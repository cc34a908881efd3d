/** An account's vault over HTTP: for its devices and its programs, and for nobody else. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { Account, Device, MadeKey, type Scope } from '../../core/contract/account.ts';
import { api } from '../../core/contract/api.ts';
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

test('every answer names its account, and nothing goes to, or comes from, another than it is meant for', async () => {
  const [ada, eve] = [await someone(), await someone()];
  const { id } = await ada.get(Account, 'GET /account');
  expect(await ada.get(api['POST /vault/push'].reply, 'POST /vault/push', push(titles))).toMatchObject({
    account: id,
  });
  expect(await ada.get(api['POST /vault/pull'].reply, 'POST /vault/pull', pull())).toMatchObject({
    account: id,
  });
  // The page still works for Ada, and the cookie is Eve's.
  const meant = { 'brushword-account': id };
  expect((await refusal(await eve.ask('POST /vault/push', push(titles), meant))).slice(0, 2)).toEqual([
    401,
    'signed-out',
  ]);
  expect((await refusal(await eve.ask('POST /vault/pull', pull(), meant))).slice(0, 2)).toEqual([
    401,
    'signed-out',
  ]);
  expect(await eve.get(Pulled, 'POST /vault/pull', pull())).toMatchObject({ changes: [], head: 0 });
  expect((await ada.ask('POST /vault/pull', pull(), meant)).status).toBe(200);
});

test('a device that is signed out by another is told, and is waited for no longer', async () => {
  const ada = new Visitor();
  const authenticator = await ada.signUpByPasskey();
  const { id } = await ada.get(Account, 'GET /account');
  const phone = new Visitor();
  await phone.signInByPasskey(authenticator);
  await ada.get(Pulled, 'POST /vault/pull', pull(0, 1000, 'a'));
  await phone.get(Pulled, 'POST /vault/pull', pull(0, 1000, 'b'));
  const upgrade = { upgrade: 'websocket' };
  const { webSocket } = await phone.ask('GET /vault/socket?device=b&edition=1', undefined, upgrade);
  const heard: string[] = [];
  const closed = new Promise<number>(resolve =>
    webSocket?.addEventListener('close', ({ code }) => resolve(code)),
  );
  webSocket?.accept();
  webSocket?.addEventListener('message', ({ data }) => void heard.push(String(data)));
  const readers = () =>
    runInDurableObject(env.VAULT.getByName(id), (_, { storage }) =>
      storage.sql
        .exec<{ device: string }>('SELECT device FROM readers ORDER BY device')
        .toArray()
        .map(({ device }) => device),
    );
  expect(await readers()).toEqual(['a', 'b']);
  const devices = await ada.get(v.array(Device), 'GET /account/devices');
  await ada.get(v.unknown(), `DELETE /account/devices/${devices.find(({ current }) => !current)?.id ?? ''}`);
  expect(await closed).toBe(1008);
  expect(heard).toEqual(['{"head":0}', '{"head":0}']);
  expect(await readers()).toEqual(['a']);
  expect((await phone.ask('POST /vault/pull', pull(0, 1000, 'b'))).status).toBe(401);
  await ada.get(v.unknown(), 'DELETE /account/devices');
  expect(await readers()).toEqual([]);
});

test('a program that reads with a key is no device, and is forgotten by nobody', async () => {
  const ada = await someone();
  const { id } = await ada.get(Account, 'GET /account');
  await (await keyOf(ada, 'read')).get(Pulled, 'POST /vault/pull', pull(0, 1000, 'program'));
  await ada.get(v.unknown(), 'DELETE /account/devices');
  const kept = await runInDurableObject(env.VAULT.getByName(id), (_, { storage }) =>
    storage.sql.exec('SELECT device, session FROM readers').toArray(),
  );
  expect(kept).toEqual([{ device: 'program', session: null }]);
});
