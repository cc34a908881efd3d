/** An account that was used, and then deleted: after seven days nothing of it is left in any store, looked at as they are. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
import { Account, Deletion, MadeKey } from '../../core/contract/account.ts';
import { v } from '../../core/contract/schema.ts';
import { Pushed, vaultEdition } from '../../core/contract/vault.ts';
import { stampOf } from '../../core/sync/clock.ts';
import { hashOf } from './hash.ts';
import { traces } from './traces.ts';
import { change, pull, push } from './vault.ts';
import { Visitor, newAddress, strike } from './visitor.ts';

afterEach(() => void vi.useRealTimers());

const any = v.unknown();

interface Member {
  readonly browser: Visitor;
  readonly account: string;
  readonly person: string;
  readonly email: string;
}

/** Somebody who has all that an account can have: ways in, a key, changes, whole bytes and bytes in pieces. */
async function member(text: string): Promise<Member> {
  const [browser, email] = [new Visitor(), newAddress()];
  const { id } = await browser.signUp(email);
  const { key } = await browser.get(MadeKey, 'POST /account/keys', { name: 'A program', scope: 'write' });
  expect((await new Visitor({ authorization: `Bearer ${key}` }).ask('GET /account')).status).toBe(200);
  await browser.get(any, 'PUT /account/email', { email: newAddress() });
  await browser.get(any, 'POST /account/passkeys/options');
  const pieces = [`${text} one`, `${text} two`].map(part => Uint8Array.from(new TextEncoder().encode(part)));
  for (const piece of pieces)
    expect((await browser.ask(`PUT /blobs/${await hashOf(piece)}`, piece)).status).toBe(204);
  const whole = Uint8Array.from(pieces.flatMap(piece => [...piece]));
  await browser.get(any, 'POST /blobs/join', {
    hash: await hashOf(whole),
    pieces: await Promise.all(pieces.map(hashOf)),
  });
  const now = Date.now();
  const changes = Array.from({ length: 20 }, (_, n) =>
    change(n, { stamp: stampOf({ ms: now, counter: n, device: 'a' }) }),
  );
  expect((await browser.get(Pushed, 'POST /vault/push', push(changes))).accepted).toBe(20);
  await browser.get(any, 'POST /vault/pull', pull());
  const row = await env.DB.prepare('SELECT id FROM person WHERE account = ?').bind(id).first();
  return { browser, account: id, email, person: v.parse(v.object({ id: v.string() }), row).id };
}

/** The keys of all that lies in R2. */
async function objects(): Promise<string[]> {
  const { objects: found, truncated } = await env.BLOBS.list();
  expect(truncated).toBe(false);
  return found.map(({ key }) => key);
}

/** What a vault holds, as its storage tells: tables with their rows, values beside them, and an alarm. */
const stored = (account: string) =>
  runInDurableObject(env.VAULT.getByName(account), async (_, { storage }) => {
    const names = storage.sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '_cf_%' AND name NOT LIKE 'sqlite_%'"); // prettier-ignore
    const rows = names
      .toArray()
      .map(({ name }) => [name, storage.sql.exec(`SELECT * FROM "${name}"`).toArray().length]);
    return { rows, values: (await storage.list()).size, alarm: await storage.getAlarm() };
  });

test('nothing of it is left in R2, in D1 or in its vault; and all that is somebody else’s is', async () => {
  const [gone, other] = [await member('mine'), await member('theirs')];
  const names = [gone.account, gone.person, gone.email];
  const socket = await openSocket(gone.browser);
  const mine = (key: string): boolean => key.includes(gone.account);
  // What there is to be found, so that finding nothing means something.
  expect((await objects()).filter(mine)).toHaveLength(2);
  const before = (await traces(names)).map(trace => trace.split(' ').at(-1));
  for (const table of [
    'person',
    'session',
    'credential',
    'verification',
    'key',
    'letter',
    'rooms',
    'blobs',
    'pieces',
  ])
    expect(before, table).toContain(table);
  expect(await stored(gone.account)).toMatchObject({
    rows: expect.arrayContaining([['log', 20], ['readers', 1]]),
    alarm: expect.any(Number),
  }); // prettier-ignore
  const theirs = [await stored(other.account), (await objects()).filter(key => !mine(key)).sort()];

  const { deletedAfter } = await gone.browser.get(Deletion, 'DELETE /account');
  vi.setSystemTime(deletedAfter - 1);
  await strike(deletedAfter - 1);
  expect((await objects()).filter(mine)).toHaveLength(2);
  expect((await stored(gone.account)).rows).toContainEqual(['log', 20]);

  vi.setSystemTime(deletedAfter);
  await strike(deletedAfter);
  expect((await objects()).filter(mine)).toEqual([]);
  expect(await traces(names)).toEqual([]);
  expect(await stored(gone.account)).toEqual({ rows: [], values: 0, alarm: null });
  await expect.poll(() => socket.readyState).not.toBe(WebSocket.OPEN);

  expect([await stored(other.account), (await objects()).sort()]).toEqual(theirs);
  vi.useRealTimers();
  expect(await other.browser.get(Account, 'GET /account')).toMatchObject({ id: other.account });
});

test('who asks a vault at the moment it is erased is answered as by an empty one', async () => {
  const { account } = await member('late');
  const stub = env.VAULT.getByName(account);
  await stub.erase();
  expect(await stub.pull(pull())).toMatchObject({ changes: [], head: 0, more: false });
});

async function openSocket(visitor: Visitor): Promise<WebSocket> {
  const reply = await visitor.ask(`GET /vault/socket?device=a&edition=${vaultEdition}`, undefined, {
    upgrade: 'websocket',
  });
  const { webSocket } = reply;
  if (!webSocket) throw new Error(`The socket was answered ${reply.status}.`);
  webSocket.accept();
  return webSocket;
}
