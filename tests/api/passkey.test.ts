/** Passkeys, by an authenticator of software: an account without an address, and more than one way in. */
import { describe, expect, test } from 'vitest';
import { Account, Passkey } from '../../core/contract/account.ts';
import { v } from '../../core/contract/schema.ts';
import { Authenticator } from '../fakes/authenticator.ts';
import { Challenge, Visitor, env, newAddress, password, refusal, strike } from './visitor.ts';

/** Adds a passkey of its own to the account that is signed in. */
async function add(visitor: Visitor, name: string): Promise<Authenticator> {
  const authenticator = await Authenticator.open(env.ORIGIN);
  const options = await visitor.get(Challenge, 'POST /account/passkeys/options');
  await visitor.get(Passkey, 'POST /account/passkeys', {
    credential: await authenticator.create(options),
    name,
  });
  return authenticator;
}

const list = (visitor: Visitor) => visitor.get(v.array(Passkey), 'GET /account/passkeys');

test('a passkey makes an account, without an address, and opens it elsewhere', async () => {
  const here = new Visitor();
  const passkey = await here.signUpByPasskey('Ada');
  const account = await here.get(Account, 'GET /account');
  expect(account).toMatchObject({ name: 'Ada', email: null, password: false, passkeys: 1 });

  const there = new Visitor();
  expect((await there.signInByPasskey(passkey)).status).toBe(200);
  expect(await there.get(Account, 'GET /account')).toEqual(account);
});

test('options ask for a passkey that is found without a name and checks who one is', async () => {
  const options = await new Visitor().get(v.looseObject({}), 'POST /account/passkey-sign-up/options', {
    name: 'Ada',
  });
  expect(options).toMatchObject({
    rp: { name: 'Brushword', id: 'localhost' },
    user: { name: 'Ada' },
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
});

test('a second passkey is added, named anew and removed; the only way in is kept', async () => {
  const visitor = new Visitor();
  const first = await visitor.signUpByPasskey();
  const second = await add(visitor, 'My phone');
  const [one, two] = await list(visitor);
  expect([one?.name, two?.name]).toEqual(['This computer', 'My phone']);
  expect((await new Visitor().signInByPasskey(second)).status).toBe(200);

  const line = `PATCH /account/passkeys/${two?.id}`;
  expect(await visitor.get(Passkey, line, { name: 'The old phone' })).toMatchObject({
    name: 'The old phone',
  });
  await visitor.get(v.unknown(), `DELETE /account/passkeys/${one?.id}`);
  expect(await refusal(await new Visitor().signInByPasskey(first))).toEqual([
    401,
    'signed-out',
    'This passkey is not known here; it may have been removed. Sign in in another way.',
  ]);
  expect(await refusal(await visitor.ask(`DELETE /account/passkeys/${two?.id}`))).toEqual([
    409,
    'conflict',
    'This is the only way into your account. Add another passkey or a password first.',
  ]);
  expect((await list(visitor)).length).toBe(1);
});

test('where there is a password, the last passkey may go', async () => {
  const visitor = new Visitor();
  await visitor.signUp();
  await add(visitor, 'My phone');
  const [only] = await list(visitor);
  await visitor.get(v.unknown(), `DELETE /account/passkeys/${only?.id}`);
  expect(await visitor.get(Account, 'GET /account')).toMatchObject({ password: true, passkeys: 0 });
});

describe('a ceremony', () => {
  test('that does not ask who one is does not do', async () => {
    const visitor = new Visitor();
    const authenticator = await Authenticator.open(env.ORIGIN);
    authenticator.verifies = false;
    const options = await visitor.get(Challenge, 'POST /account/passkey-sign-up/options', {});
    const credential = await authenticator.create(options);
    const answer = await visitor.ask('POST /account/passkey-sign-up', { credential, name: 'Weak' });
    expect(await refusal(answer)).toEqual([
      403,
      'forbidden',
      'This passkey does not ask who you are. Use one with a PIN, a finger or a face.',
    ]);
    authenticator.verifies = true;
    const again = await visitor.get(Challenge, 'POST /account/passkey-sign-up/options', {});
    const strong = await authenticator.create(again);
    await visitor.get(Account, 'POST /account/passkey-sign-up', { credential: strong, name: 'Strong' });
    authenticator.verifies = false;
    expect((await refusal(await new Visitor().signInByPasskey(authenticator))).slice(0, 2)).toEqual([
      403,
      'forbidden',
    ]);
  });

  test('of another site does not do', async () => {
    const visitor = new Visitor();
    const authenticator = await Authenticator.open('http://localhost:9999');
    const options = await visitor.get(Challenge, 'POST /account/passkey-sign-up/options', {});
    const credential = await authenticator.create(options);
    const answer = await visitor.ask('POST /account/passkey-sign-up', { credential, name: 'Elsewhere' });
    expect((await refusal(answer)).slice(0, 2)).toEqual([400, 'bad-request']);
  });

  test('is done once', async () => {
    const visitor = new Visitor();
    const passkey = await visitor.signUpByPasskey();
    const other = new Visitor();
    const options = await other.get(Challenge, 'POST /account/passkey-sign-in/options');
    const cookies = [...other.cookies];
    const credential = await passkey.get(options);
    expect((await other.ask('POST /account/passkey-sign-in', { credential })).status).toBe(200);
    const replay = new Visitor();
    for (const [name, value] of cookies) replay.cookies.set(name, value);
    expect(await refusal(await replay.ask('POST /account/passkey-sign-in', { credential }))).toEqual([
      400,
      'bad-request',
      'That took longer than five minutes, or was done already. Start again.',
    ]);
  });

  test('with a signature that was changed does not do', async () => {
    const visitor = new Visitor();
    const passkey = await visitor.signUpByPasskey();
    const other = new Visitor();
    const options = await other.get(Challenge, 'POST /account/passkey-sign-in/options');
    const credential = await passkey.get(options);
    const { signature } = (await passkey.get({ challenge: 'AAAA' })).response;
    const forged = { ...credential, response: { ...credential.response, signature } };
    expect((await refusal(await other.ask('POST /account/passkey-sign-in', { credential: forged }))).slice(0, 2)).toEqual([401, 'signed-out']); // prettier-ignore
    expect((await other.ask('GET /account')).status).toBe(401);
  });

  test('begun to sign up does not end in another account, and the other way round', async () => {
    const ada = new Visitor();
    await ada.signUpByPasskey();
    const stranger = await Authenticator.open(env.ORIGIN);

    const signUp = await ada.get(Challenge, 'POST /account/passkey-sign-up/options', {});
    const own = await ada.ask('POST /account/passkeys', {
      credential: await stranger.create(signUp),
      name: 'x',
    });
    expect((await refusal(own)).slice(0, 2)).toEqual([401, 'signed-out']);

    const adding = await ada.get(Challenge, 'POST /account/passkeys/options');
    const credential = await stranger.create(adding);
    const fresh = await ada.ask('POST /account/passkey-sign-up', { credential, name: 'x' });
    expect((await refusal(fresh)).slice(0, 2)).toEqual([401, 'signed-out']);
    expect((await list(ada)).length).toBe(1);
    expect((await new Visitor().signInByPasskey(stranger)).status).toBe(401);
  });
});

test('a passkey that opens an account already makes no other; what was begun for it goes', async () => {
  const visitor = new Visitor();
  const passkey = await visitor.signUpByPasskey();
  const account = await visitor.get(Account, 'GET /account');
  const people = async () => (await env.DB.prepare('SELECT account FROM person').all()).results.length;
  const before = await people();
  const other = new Visitor();
  const options = await other.get(Challenge, 'POST /account/passkey-sign-up/options', {});
  const again = { credential: await passkey.create(options), name: 'Again' };
  const refused = await refusal(await other.ask('POST /account/passkey-sign-up', again));
  expect(refused.slice(0, 2)).toEqual([400, 'bad-request']);
  expect(await people()).toBe(before + 1);
  await strike(Date.now() + 25 * 60 * 60 * 1000);
  expect(await people()).toBe(before);
  await visitor.signInByPasskey(passkey);
  expect(await visitor.get(Account, 'GET /account')).toEqual(account);
});

test('who is signed in and signs up is somebody new', async () => {
  const visitor = new Visitor();
  await visitor.signUp();
  const before = await visitor.get(Account, 'GET /account');
  await visitor.signUpByPasskey('Another');
  const after = await visitor.get(Account, 'GET /account');
  expect(after.id).not.toBe(before.id);
  expect(after).toMatchObject({ name: 'Another', passkeys: 1 });
});

test('an account made with a passkey has no password until it has an address', async () => {
  const visitor = new Visitor();
  await visitor.signUpByPasskey();
  expect(await refusal(await visitor.ask('PUT /account/password', { password }))).toEqual([
    409,
    'conflict',
    'A password goes with an e-mail address. Add an address first.',
  ]);
  expect((await visitor.ask('POST /account/sign-in', { email: newAddress(), password })).status).toBe(401);
});
