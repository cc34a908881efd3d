/** What a person can do with an account: its name, address, password, devices and keys, its export and its end. */
import { env as bound } from 'cloudflare:workers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Account, Deletion, Device, Export, Key, MadeKey } from '../../core/contract/account.ts';
import { v } from '../../core/contract/schema.ts';
import { deviceName } from '../../worker-api/store/devices.ts';
import { lettersTo, linkIn } from './post.ts';
import { traces } from './traces.ts';
import { Visitor, newAddress, password, refusal, strike } from './visitor.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;
const any = v.unknown();

/** Somebody who is signed in: with an address and a password, or without either. */
async function signedUp(email?: string): Promise<Visitor> {
  const visitor = new Visitor();
  await (email === undefined ? visitor.signUpByPasskey() : visitor.signUp(email));
  return visitor;
}

/** The same person at another browser. */
async function elsewhere(email: string, headers: Record<string, string> = {}): Promise<Visitor> {
  const visitor = new Visitor(headers);
  await visitor.get(Account, 'POST /account/sign-in', { email, password });
  return visitor;
}

const bearing = (key: string): Visitor => new Visitor({ authorization: `Bearer ${key}` });
const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.ask('GET /account')).status === 200;
const devicesOf = (visitor: Visitor) => visitor.get(v.array(Device), 'GET /account/devices');

afterEach(() => void vi.useRealTimers());

test('a name is changed, and is a name', async () => {
  const visitor = await signedUp();
  expect(await visitor.get(Account, 'PATCH /account', { name: ' Ada ' })).toMatchObject({ name: 'Ada' });
  expect(await visitor.get(Account, 'GET /account')).toMatchObject({ name: 'Ada' });
  for (const name of ['', '   ', 'x'.repeat(81)])
    expect((await visitor.ask('PATCH /account', { name })).status).toBe(400);
});

describe('devices', () => {
  test('are listed by what they are, and signed out one by one', async () => {
    const email = newAddress();
    const here = await signedUp(email);
    const phone = await elsewhere(email, {
      'user-agent':
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1',
    });
    const list = await devicesOf(here);
    expect(list.map(({ name, current }) => [name, current]).sort()).toEqual([
      ['Firefox on Linux', true],
      ['Safari on iPhone', false],
    ]);
    // A session's token would let whoever reads the list in.
    const [token = ''] = (phone.cookies.get('brushword-session') ?? '').split('.');
    expect(JSON.stringify(list)).not.toContain(token);

    const other = list.find(({ current }) => !current);
    await here.get(any, `DELETE /account/devices/${other?.id}`);
    expect([await isIn(here), await isIn(phone)]).toEqual([true, false]);
    expect((await here.ask(`DELETE /account/devices/${other?.id}`)).status).toBe(404);
  });

  test('are signed out everywhere, here too; what programs do goes on', async () => {
    const email = newAddress();
    const here = await signedUp(email);
    const there = await elsewhere(email);
    const { key } = await here.get(MadeKey, 'POST /account/keys', { name: 'A program', scope: 'read' });
    await here.get(any, 'DELETE /account/devices');
    expect([await isIn(here), await isIn(there), await isIn(bearing(key))]).toEqual([false, false, true]);
    expect(here.cookies.size).toBe(0);
  });

  test('one is signed out by its person', async () => {
    const email = newAddress();
    const here = await signedUp(email);
    const there = await elsewhere(email);
    const cookies = [...here.cookies];
    await here.get(any, 'POST /account/sign-out');
    expect(here.cookies.size).toBe(0);
    // Not only forgotten by the browser, but of no use.
    for (const [name, value] of cookies) here.cookies.set(name, value);
    expect([await isIn(here), await isIn(there)]).toEqual([false, true]);
  });

  test('keep little of what a browser says of itself', async () => {
    const email = newAddress();
    const visitor = await signedUp(email);
    await elsewhere(email, { 'user-agent': `Firefox/${'1'.repeat(8_000)}` });
    const { results } = await bound.DB.prepare('SELECT length(userAgent) AS long FROM session').all();
    expect(Math.max(...results.map(({ long }) => Number(long)))).toBe(300);
    expect((await devicesOf(visitor)).map(({ name }) => name)).toContain('Firefox');
  });

  test('that are used stay signed in', async () => {
    const visitor = await signedUp();
    const now = Date.now();
    for (let days = 20; days <= 80; days += 20) {
      vi.setSystemTime(now + days * day);
      expect(await isIn(visitor)).toBe(true);
    }
    expect((await devicesOf(visitor))[0]?.lastSeen).toBe(now + 80 * day);
  });

  test.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0', 'Edge on Windows'],
    ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36', 'Chrome on Android'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15', 'Safari on Mac'],
    ['Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/156.0 Safari/604.1', 'Chrome on iPad'],
    ['curl/8.5.0', 'Another program'],
    ['', 'Another program'],
  ])('%s', (userAgent, name) => {
    expect(deviceName(userAgent)).toBe(name);
  }); // prettier-ignore
});

describe('keys', () => {
  test('are seen whole once, do what their scope allows, and say when they were used', async () => {
    const visitor = await signedUp();
    const make = (name: string, scope: string) => visitor.get(MadeKey, 'POST /account/keys', { name, scope });
    const [reader, writer] = [await make('Reader', 'read'), await make('Writer', 'write')];
    const account = await visitor.get(Account, 'GET /account');
    expect(await bearing(reader.key).get(Account, 'GET /account')).toEqual(account);
    expect(await bearing(writer.key).get(Account, 'PATCH /account', { name: 'By program' })).toMatchObject({
      name: 'By program',
    });

    const list = await visitor.get(v.array(Key), 'GET /account/keys');
    expect(list.map(({ name, scope, begins }) => [name, scope, begins]).sort()).toEqual([
      ['Reader', 'read', reader.key.slice(0, 8)],
      ['Writer', 'write', writer.key.slice(0, 8)],
    ]);
    expect(list.every(({ lastUsed }) => lastUsed !== null && Math.abs(lastUsed - Date.now()) < hour)).toBe(
      true,
    );
    const kept = JSON.stringify([list, (await bound.DB.prepare('SELECT * FROM key').all()).results]);
    expect([kept.includes(reader.key), kept.includes(writer.key)]).toEqual([false, false]);
  });

  test('are noted as used once a minute', async () => {
    const visitor = await signedUp();
    const { key } = await visitor.get(MadeKey, 'POST /account/keys', { name: 'A program', scope: 'read' });
    const used = async (at: number) => {
      vi.setSystemTime(at);
      await bearing(key).get(Account, 'GET /account');
      return (await visitor.get(v.array(Key), 'GET /account/keys'))[0]?.lastUsed;
    };
    const now = Date.now();
    expect([await used(now), await used(now + 59_000), await used(now + 60_000)]).toEqual([
      now,
      now,
      now + 60_000,
    ]);
  });

  test('are revoked at once', async () => {
    const visitor = await signedUp();
    const { id, key } = await visitor.get(MadeKey, 'POST /account/keys', {
      name: 'A program',
      scope: 'write',
    });
    expect(await isIn(bearing(key))).toBe(true);
    await visitor.get(any, `DELETE /account/keys/${id}`);
    expect(await isIn(bearing(key))).toBe(false);
    expect((await visitor.ask(`DELETE /account/keys/${id}`)).status).toBe(404);
  });

  test('have a name and a scope that there is, and are fifty at most', async () => {
    const visitor = await signedUp();
    const ask = (body: unknown) => visitor.ask('POST /account/keys', body);
    expect([(await ask({ name: '', scope: 'read' })).status, (await ask({ name: 'x', scope: 'all' })).status]).toEqual([400, 400]); // prettier-ignore
    for (let count = 0; count < 50; count++)
      expect((await ask({ name: 'x', scope: 'read' })).status).toBe(200);
    expect((await refusal(await ask({ name: 'x', scope: 'read' }))).slice(0, 2)).toEqual([409, 'conflict']);
  });
});

describe('another address', () => {
  test('is confirmed by its owner where they are signed in; the one before is told', async () => {
    const [before, after] = [newAddress(), newAddress()];
    const visitor = await signedUp(before);
    await visitor.get(any, 'PUT /account/email', { email: after });
    expect(await visitor.get(Account, 'GET /account')).toMatchObject({ email: before });
    const token = await linkIn(after, 'email');
    const confirm = (who: Visitor) => who.ask('POST /account/email/confirm', { token });
    expect((await confirm(new Visitor())).status).toBe(401);
    expect((await confirm(await signedUp())).status).toBe(400);
    expect(await (await confirm(visitor)).json()).toMatchObject({ email: after });
    expect((await confirm(visitor)).status).toBe(400);
    expect((await lettersTo(before)).at(-1)?.subject).toBe('Your Brushword account has another address now');
    expect(await isIn(await elsewhere(after))).toBe(true);
  });

  test('that somebody else has is not given, and who has it is told', async () => {
    const taken = newAddress();
    await signedUp(taken);
    const visitor = await signedUp();
    expect(await visitor.get(any, 'PUT /account/email', { email: taken })).toEqual({ sent: true });
    expect((await lettersTo(taken)).at(-1)?.subject).toBe('This address has a Brushword account');
    await expect(linkIn(taken, 'email')).rejects.toThrow('No letter');
  });

  test('that somebody else took meanwhile is not given', async () => {
    const email = newAddress();
    const visitor = await signedUp();
    await visitor.get(any, 'PUT /account/email', { email });
    const token = await linkIn(email, 'email');
    await signedUp(email);
    expect((await refusal(await visitor.ask('POST /account/email/confirm', { token }))).slice(0, 2)).toEqual([409, 'conflict']); // prettier-ignore
  });

  test('gives an account made with a passkey a second way in', async () => {
    const email = newAddress();
    const visitor = new Visitor();
    await visitor.signUpByPasskey();
    await visitor.get(any, 'PUT /account/email', { email });
    const token = await linkIn(email, 'email');
    await visitor.get(Account, 'POST /account/email/confirm', { token });
    await visitor.get(any, 'PUT /account/password', { password });
    expect(await (await elsewhere(email)).get(Account, 'GET /account')).toMatchObject({
      password: true,
      passkeys: 1,
    });
  });
});

test('another password needs the one before, and signs every other device out', async () => {
  const email = newAddress();
  const [here, there] = [await signedUp(email), await elsewhere(email)];
  const change = (current?: string) =>
    here.ask('PUT /account/password', { current, password: 'quite another one' });
  expect((await refusal(await change())).slice(0, 2)).toEqual([400, 'bad-request']);
  expect((await refusal(await change('a guess'))).slice(0, 2)).toEqual([403, 'forbidden']);
  expect(await isIn(there)).toBe(true);
  expect((await change(password)).status).toBe(200);
  expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
  expect((await new Visitor().ask('POST /account/sign-in', { email, password })).status).toBe(401);
});

/** The names of an account's rows, and its address. */
async function namesOf(email: string): Promise<string[]> {
  const Row = v.object({ id: v.string(), account: v.string() });
  const row = await bound.DB.prepare('SELECT id, account FROM person WHERE email = ?').bind(email).first();
  const { id, account } = v.parse(Row, row);
  return [id, account, email];
}

describe('an account', () => {
  test('is exported whole, without what would let someone in', async () => {
    const email = newAddress();
    const visitor = await signedUp(email);
    const { key } = await visitor.get(MadeKey, 'POST /account/keys', { name: 'A program', scope: 'read' });
    const kept = await visitor.get(Export, 'GET /account/export');
    expect(kept.account).toEqual(await visitor.get(Account, 'GET /account'));
    expect([kept.devices.length, kept.keys[0]?.name, kept.passkeys.length]).toEqual([1, 'A program', 0]);
    const text = JSON.stringify(kept);
    const [token = ''] = (visitor.cookies.get('brushword-session') ?? '').split('.');
    expect([text.includes(key), text.includes(token), text.includes('password":true')]).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('that is to be deleted is kept for seven days, in which it can be undone', async () => {
    const email = newAddress();
    const [here, there] = [await signedUp(email), await elsewhere(email)];
    const { key } = await here.get(MadeKey, 'POST /account/keys', { name: 'A program', scope: 'read' });
    const { deletedAfter } = await here.get(Deletion, 'DELETE /account');
    expect(Math.abs(deletedAfter - Date.now() - 7 * day)).toBeLessThan(60_000);
    expect(await here.get(Account, 'GET /account')).toMatchObject({ deletedAfter });
    expect([await isIn(there), await isIn(bearing(key))]).toEqual([false, false]);

    await strike(deletedAfter - 1);
    const again = await elsewhere(email);
    expect(await again.get(Account, 'POST /account/restore')).toMatchObject({ deletedAfter: null });
    await strike(deletedAfter + day);
    expect([await isIn(again), await isIn(bearing(key))]).toEqual([true, true]);
    expect(await again.get(Account, 'PATCH /account', { name: 'Back' })).toMatchObject({ name: 'Back' });
  });

  test('is gone from every table when the seven days are over, and nobody else’s is', async () => {
    const [email, other] = [newAddress(), newAddress()];
    const visitor = await signedUp(email);
    const neighbour = await signedUp(other);
    const { key } = await visitor.get(MadeKey, 'POST /account/keys', { name: 'A program', scope: 'read' });
    await visitor.get(any, 'PUT /account/email', { email: newAddress() });
    await visitor.get(any, 'POST /account/passkeys/options');
    await new Visitor().get(any, 'POST /account/reset', { email });
    const names = await namesOf(email);
    // What there is to be found, so that finding nothing means something.
    const before = await traces(names);
    for (const table of ['person', 'session', 'credential', 'verification', 'key', 'letter']) {
      expect(
        before.some(trace => trace.endsWith(` in ${table}`)),
        table,
      ).toBe(true);
    }

    const { deletedAfter } = await visitor.get(Deletion, 'DELETE /account');
    // A link that would still be good when the account is not.
    vi.setSystemTime(deletedAfter - 60_000);
    await new Visitor().get(any, 'POST /account/reset', { email });
    vi.setSystemTime(deletedAfter);
    await strike(deletedAfter);
    expect(await traces(names)).toEqual([]);
    expect([await isIn(visitor), await isIn(bearing(key)), await isIn(neighbour)]).toEqual([
      false,
      false,
      true,
    ]);
    expect((await new Visitor().ask('POST /account/sign-in', { email, password })).status).toBe(401);
    // The address is free again.
    vi.useRealTimers();
    expect(await isIn(await signedUp(email))).toBe(true);
  });

  test('that cannot be deleted now is deleted at the next stroke', async () => {
    const email = newAddress();
    const visitor = await signedUp(email);
    const names = await namesOf(email);
    const { deletedAfter } = await visitor.get(Deletion, 'DELETE /account');
    const log = vi.spyOn(console, 'error').mockReturnValue();
    await bound.DB.exec(
      `CREATE TRIGGER stuck BEFORE DELETE ON person BEGIN SELECT RAISE(ABORT, 'the disk is stuck'); END`,
    );
    await strike(deletedAfter);
    await bound.DB.exec('DROP TRIGGER stuck');
    expect(String(log.mock.calls[0]?.[0])).toContain('the disk is stuck');
    log.mockRestore();
    expect(await traces(names)).not.toEqual([]);
    await strike(deletedAfter + hour);
    expect(await traces(names)).toEqual([]);
  });

  test('that was never confirmed goes after a week', async () => {
    const email = newAddress();
    await new Visitor().get(any, 'POST /account/sign-up', { email, password });
    const names = await namesOf(email);
    await strike(Date.now() + 6 * day);
    expect(await traces(names)).not.toEqual([]);
    await strike(Date.now() + 8 * day);
    expect(await traces(names)).toEqual([]);
  });
});
