/** What the server says to whoever runs it. */
import { afterEach, expect, test, vi } from 'vitest';
import { v } from '../../core/contract/schema.ts';
import type { Env } from '../../worker-api/env.ts';
import { redact } from '../../worker-api/log.ts';
import { linkIn } from './post.ts';
import { Visitor, env, newAddress, password, refusal } from './visitor.ts';

afterEach(() => void vi.restoreAllMocks());

test.each([
  ['UNIQUE constraint failed: person.email', 'UNIQUE constraint failed: person.email'],
  ['No such user: "ada@example.com"', 'No such user: "[address]"'],
  ['key bw_AbCd-_1234 was used', 'key [key] was used'],
  ['token 03cYTQ5d4jYerQdm8jzNYPMzaJnN7DnRio9UjXnWdb4 is old', 'token [token] is old'],
  ['at signUp (worker-api/routes/sign-in.ts:83:9)', 'at signUp (worker-api/routes/sign-in.ts:83:9)'],
])('%s', (text, expected) => {
  expect(redact(text)).toBe(expected);
});

test('a whole visit leaves no word of who it was', async () => {
  const lines: string[] = [];
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, level).mockImplementation(
      (...words: unknown[]) => void lines.push(words.map(String).join(' ')),
    );
  }
  const [email, other] = [newAddress(), newAddress()];
  const visitor = new Visitor();
  const { id } = await visitor.signUp(email);
  const again = { email, password };
  await new Visitor().ask('POST /account/sign-up', again);
  await new Visitor().ask('POST /account/sign-in', { email, password: 'a wrong password' });
  await new Visitor().ask('POST /account/sign-in', { email: other, password });
  await new Visitor().ask('POST /account/reset', { email: other });
  await new Visitor().ask('POST /account/reset', { email });
  const token = await linkIn(email, 'reset');
  await new Visitor().ask('POST /account/reset/finish', { token, password });
  await new Visitor().ask('POST /account/reset/finish', { token, password });
  await visitor.ask('POST /account/sign-in', again);
  await visitor.get(v.unknown(), 'PUT /account/email', { email: other });
  for (let times = 0; times < 12; times++)
    await new Visitor().ask('POST /account/sign-in', { email, password: 'wrong' });
  await visitor.get(v.unknown(), 'DELETE /account');

  const said = lines.join('\n');
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
  for (const secret of [
    email,
    other,
    email.split('@')[0] ?? '',
    password,
    token,
    id,
    ...visitor.cookies.values(),
  ]) {
    expect(said).not.toContain(secret);
  }
});

test.each([
  ['ORIGIN', { ORIGIN: 'http://brushword.example' }, /ORIGIN: must be https/],
  ['AUTH_SECRET', { AUTH_SECRET: 'short' }, /AUTH_SECRET: must have 32/],
])('where %s is not fit, whoever runs the server is told, and nobody else', async (_, settings, message) => {
  const log = vi.spyOn(console, 'error').mockReturnValue();
  const visitor = new Visitor({}, { ...env, ...settings });
  expect(await refusal(await visitor.ask('GET /account'))).toEqual([
    500,
    'bug',
    'Something broke on our side. Try again in a moment.',
  ]);
  expect(String(log.mock.calls[0]?.[0])).toMatch(message);
});

test('on https the cookie is held to this host, and to https', async () => {
  const https = { ...env, ORIGIN: 'https://brushword.example' };
  const visitor = new Visitor({}, https);
  await visitor.signUpByPasskey();
  expect([...visitor.cookies.keys()]).toContain('__Host-brushword-session');
  expect((await visitor.ask('GET /account')).status).toBe(200);
  const response = await visitor.ask('POST /account/passkey-sign-in/options');
  const [cookie = ''] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-brushword-ceremony=/);
  for (const part of ['; Secure', '; HttpOnly', '; SameSite=Strict', '; Path=/'])
    expect(cookie).toContain(part);
  expect(cookie).not.toContain('Domain');
});

/** The database, with every question of it going as `asks` says. */
const withDatabase = (asks: () => Promise<never>): Env => {
  const statement = { bind: () => statement, first: asks, all: asks, run: asks, raw: asks };
  const DB = new Proxy(env.DB, {
    get: (real, name) => (name === 'prepare' ? () => statement : (Reflect.get(real, name) as unknown)),
  });
  return { ...env, DB };
};

test('a database that stands still is said to, after ten seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const still = withDatabase(() => new Promise(() => undefined));
  const programs = new Visitor({ authorization: 'Bearer bw_x' }, still).ask('GET /account');
  const strangers = new Visitor({}, still).ask('POST /account/sign-in', { email: newAddress(), password });
  await vi.advanceTimersByTimeAsync(10_000);
  vi.useRealTimers();
  const expected = [503, 'offline', 'Accounts cannot be reached now. Try again in a minute.'];
  expect([await refusal(await programs), await refusal(await strangers)]).toEqual([expected, expected]);
});

test('a database that breaks is our fault, told with the request’s id and without the address', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue();
  const broken = withDatabase(() => Promise.reject(new Error('D1_ERROR: lost ada@example.com')));
  const response = await new Visitor({}, broken).ask('POST /account/sign-in', {
    email: newAddress(),
    password,
  });
  expect(JSON.parse(String(log.mock.calls[0]?.[0]))).toMatchObject({
    event: 'bug',
    line: 'POST /api/v1/account/sign-in',
    request: response.headers.get('x-request-id'),
    error: 'D1_ERROR: lost [address]',
  });
  expect((await refusal(response)).slice(0, 2)).toEqual([500, 'bug']);
});
