/** Address and password: signing up, confirming, signing in, and a new password by letter. */
import { env as bound } from 'cloudflare:workers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Account } from '../../core/contract/account.ts';
import { v } from '../../core/contract/schema.ts';
import { tally } from '../../worker-api/store/limits.ts';
import { failFor, lettersTo, linkIn, triesTo } from './post.ts';
import { Visitor, env, newAddress, password, refusal } from './visitor.ts';

const hour = 60 * 60 * 1000;
const stale = [
  400,
  'bad-request',
  'This link was used already, or is older than an hour. Ask for another letter.',
];
const wrong = [
  401,
  'signed-out',
  'That address and that password do not go together. Try again, or choose a new password by letter.',
];

const signUp = async (email: string, using = password): Promise<Response> =>
  new Visitor().ask('POST /account/sign-up', { email, password: using });
const signIn = async (email: string, using = password, visitor = new Visitor()): Promise<Response> =>
  visitor.ask('POST /account/sign-in', { email, password: using });
const verify = async (token: string, using = password, visitor = new Visitor()): Promise<Response> =>
  visitor.ask('POST /account/verify', { token, password: using });
const reset = async (email: string): Promise<Response> => new Visitor().ask('POST /account/reset', { email });

/** A reply as whoever asked sees it. */
const seen = async (response: Response): Promise<unknown> => [
  response.status,
  await response.text(),
  [...response.headers].filter(([name]) => name !== 'x-request-id'),
];

afterEach(() => void vi.useRealTimers());

describe('signing up', () => {
  test('whoever confirms the address with the password is in', async () => {
    const visitor = new Visitor();
    const email = newAddress();
    const account = await visitor.signUp(email);
    expect(account).toMatchObject({ email, name: email.split('@')[0], password: true, passkeys: 0 });
    expect(account.id).toMatch(/^a_[\w-]{22}$/);
    expect(await visitor.get(Account, 'GET /account')).toEqual(account);
    expect((await signIn(email.toUpperCase())).status).toBe(200);
  });

  test('the address is written as it is read everywhere', async () => {
    const email = newAddress();
    const body = { email: `  ${email.toUpperCase()} `, password, name: '  Ada ' };
    await new Visitor().get(v.unknown(), 'POST /account/sign-up', body);
    const visitor = new Visitor();
    const account = await verify(await linkIn(email, 'verify'), password, visitor);
    expect(await account.json()).toMatchObject({ email, name: 'Ada' });
  });

  test('nobody is in before the address is confirmed', async () => {
    const email = newAddress();
    await signUp(email);
    expect(await refusal(await signIn(email))).toEqual([
      403,
      'forbidden',
      'Confirm your address first: open the link in our letter, or ask for another letter.',
    ]);
    expect(await refusal(await signIn(email, 'another password'))).toEqual(wrong);
  });

  test('the letter’s link works once, for an hour, and only with the password', async () => {
    const email = newAddress();
    await signUp(email);
    const token = await linkIn(email, 'verify');
    expect(await refusal(await verify(token, 'another password'))).toEqual([
      401,
      'signed-out',
      'That is not the password you signed up with. Try again, or sign up anew with another.',
    ]);
    vi.setSystemTime(Date.now() + hour + 1);
    expect(await refusal(await verify(token))).toEqual(stale);
    vi.useRealTimers();
    expect((await verify(token)).status).toBe(200);
    expect(await refusal(await verify(token))).toEqual(stale);
    expect(await refusal(await verify('made-up'))).toEqual(stale);
  });

  test('an asked-for letter is sent anew, and the one before is no longer good', async () => {
    const email = newAddress();
    await signUp(email);
    const first = await linkIn(email, 'verify');
    await new Visitor().get(v.unknown(), 'POST /account/verification', { email });
    const second = await linkIn(email, 'verify');
    expect(second).not.toBe(first);
    expect(await refusal(await verify(first))).toEqual(stale);
    expect((await verify(second)).status).toBe(200);
  });

  test('whoever signs up with somebody else’s address gets nothing of what they do there', async () => {
    const email = newAddress();
    await signUp(email, 'chosen by a stranger');
    const letterToStranger = await linkIn(email, 'verify');
    await signUp(email);
    expect(await refusal(await verify(letterToStranger, 'chosen by a stranger'))).toEqual(stale);
    expect((await verify(await linkIn(email, 'verify'))).status).toBe(200);
    expect(await refusal(await signIn(email, 'chosen by a stranger'))).toEqual(wrong);
  });
});

describe('nobody learns whether an address has an account', () => {
  test.each(['sign-up', 'verification', 'reset'])('from %s', async line => {
    const [known, unknown, claimed] = [newAddress(), newAddress(), newAddress()];
    await new Visitor().signUp(known);
    await signUp(claimed);
    const ask = async (email: string) =>
      seen(
        await new Visitor().ask(`POST /account/${line}`, { email, ...(line === 'sign-up' && { password }) }),
      );
    const [first, ...others] = [await ask(known), await ask(unknown), await ask(claimed)];
    expect(others).toEqual([first, first]);
    expect(first).toEqual([200, '{"sent":true}', expect.anything()]);
  });

  test('from signing in, or from where that was tried too often', async () => {
    const known = newAddress();
    await new Visitor().signUp(known);
    const ask = async (email: string) => (await refusal(await signIn(email, 'not the password'))).slice(0, 3);
    const tries = async (email: string) => {
      const first = await ask(email);
      // As many more as there may be but one, without asking for a password's hash each time.
      for (let times = 0; times < 8; times++) await tally(env, 'password of an address', email);
      return [first, await ask(email), await ask(email)];
    };
    // At the start of a window, so that none ends while this goes on.
    vi.setSystemTime(Math.ceil(Date.now() / hour) * hour);
    const [ofKnown, ofUnknown] = [await tries(known), await tries(newAddress())];
    expect(ofKnown).toEqual([wrong, wrong, [429, 'too-often', expect.stringContaining('Try again in')]]);
    expect(ofUnknown).toEqual(ofKnown);
    // The right password is refused as well: a guess must not be told from it.
    expect((await signIn(known)).status).toBe(429);
  });

  test('while the mail is out of order', async () => {
    const [known, unknown] = [newAddress(), newAddress()];
    await new Visitor().signUp(known);
    await failFor(known, 422, 9);
    expect(await seen(await reset(known))).toEqual(await seen(await reset(unknown)));
  });

  test('but its owner does', async () => {
    const email = newAddress();
    await new Visitor().signUp(email);
    await signUp(email);
    expect((await lettersTo(email)).at(-1)).toMatchObject({ subject: 'You have a Brushword account' });
  });
});

describe('a new password by letter', () => {
  test('signs every device out, works once, and confirms the address', async () => {
    const email = newAddress();
    const visitor = new Visitor();
    await visitor.signUp(email);
    await reset(email);
    const token = await linkIn(email, 'reset');
    const finish = () =>
      new Visitor().ask('POST /account/reset/finish', { token, password: 'quite another one' });
    expect((await finish()).status).toBe(200);
    expect(await refusal(await finish())).toEqual(stale);
    expect((await visitor.ask('GET /account')).status).toBe(401);
    expect(await refusal(await signIn(email))).toEqual(wrong);
    expect((await signIn(email, 'quite another one')).status).toBe(200);

    const claimed = newAddress();
    await signUp(claimed, 'chosen by a stranger');
    await reset(claimed);
    const body = { token: await linkIn(claimed, 'reset'), password };
    expect((await new Visitor().ask('POST /account/reset/finish', body)).status).toBe(200);
    expect((await signIn(claimed)).status).toBe(200);
  });

  test('is not chosen after an hour', async () => {
    const email = newAddress();
    await new Visitor().signUp(email);
    await reset(email);
    const token = await linkIn(email, 'reset');
    vi.setSystemTime(Date.now() + hour + 1000);
    const late = await new Visitor().ask('POST /account/reset/finish', { token, password });
    expect(await refusal(late)).toEqual(stale);
  });
});

describe('a letter', () => {
  test('that the provider cannot take now is tried again, as the same letter', async () => {
    const email = newAddress();
    await failFor(email, 503, 2);
    await signUp(email);
    const tries = await triesTo(email);
    expect([tries.length, new Set(tries.map(({ once }) => once)).size]).toEqual([3, 1]);
    expect(tries.every(({ key }) => key === 'Bearer a key of the tests')).toBe(true);
    expect((await verify(await linkIn(email, 'verify'))).status).toBe(200);
  });

  test.each([
    [422, 1],
    [429, 3],
  ])('refused with %i is given up after %i tries, and may be asked for again', async (status, times) => {
    const log = vi.spyOn(console, 'log').mockReturnValue();
    const email = newAddress();
    await failFor(email, status, 3);
    expect((await signUp(email)).status).toBe(200);
    expect([(await triesTo(email)).length, (await lettersTo(email)).length]).toEqual([times, 0]);
    const lost = { event: 'letter-lost', attempts: times, why: `status ${status}` };
    expect(log.mock.calls.map(([line]) => JSON.parse(String(line)) as unknown)).toContainEqual(lost);
    log.mockRestore();
    await failFor(email, 200, 0);
    await new Visitor().get(v.unknown(), 'POST /account/verification', { email });
    expect((await verify(await linkIn(email, 'verify'))).status).toBe(200);
  });

  test('is lost without a word to who asked where the provider is not there', async () => {
    const log = vi.spyOn(console, 'log').mockReturnValue();
    const away = { ...env, MAIL_URL: 'http://127.0.0.1:9/emails' };
    const answer = await new Visitor({}, away).ask('POST /account/sign-up', {
      email: newAddress(),
      password,
    });
    expect(await answer.json()).toEqual({ sent: true });
    expect(String(log.mock.calls.at(-1)?.[0])).toContain('"event":"letter-lost"');
    log.mockRestore();
  });

  test('comes to one address four times an hour, whoever asks', async () => {
    // At the start of a window, so that none ends while this goes on.
    vi.setSystemTime(Math.ceil(Date.now() / hour) * hour);
    const email = newAddress();
    const statuses = [];
    for (let times = 0; times < 5; times++) statuses.push((await reset(email)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 429]);
    expect((await signUp(email)).status).toBe(429);
  });
});

test.each([
  ['no address', { email: 'ada', password }, /^email: Write an e-mail address/],
  ['an address nobody can have', { email: 'a@x.invalid', password }, /^email: No letter can be sent/],
  ['a short password', { email: 'a@example.com', password: 'short' }, /^password: .*at least 10/],
  ['a very long one', { email: 'a@example.com', password: 'x'.repeat(129) }, /^password: .*at most 128/],
])('%s is said to be so', async (_, body, message) => {
  const [status, kind, said] = await refusal(await new Visitor().ask('POST /account/sign-up', body));
  expect([status, kind]).toEqual([400, 'bad-request']);
  expect(said).toMatch(message);
});

test('no secret lies in the database as it is', async () => {
  const email = newAddress();
  const visitor = new Visitor();
  await visitor.signUp(email);
  await reset(email);
  const kept = await bound.DB.batch(
    ['person', 'session', 'credential', 'verification', 'letter', 'attempt'].map(table =>
      bound.DB.prepare(`SELECT * FROM ${table}`),
    ),
  );
  const text = JSON.stringify(kept.map(({ results }) => results));
  expect(text).toContain(email);
  for (const secret of [password, await linkIn(email, 'reset'), await linkIn(email, 'verify')]) {
    expect(text).not.toContain(secret);
  }
  // The cookie is the session's token and a signature that only the secret gives.
  const [cookie = ''] = visitor.cookies.values();
  expect(text).not.toContain(decodeURIComponent(cookie));
});
