/**
 * Who may not: every address × everybody who must be turned away. A new line of the table is tested by being there; one with
 * a parameter must say here what of somebody else's could stand in its place. What is no JSON is named here.
 */
import { env as bound } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { Account, Device, Key, MadeKey, Passkey, type Scope } from '../../core/contract/account.ts';
import { api, type Limit, type Route } from '../../core/contract/api.ts';
import { HostedJob, HostedProvider } from '../../core/contract/hosted.ts';
import { parse, v } from '../../core/contract/schema.ts';
import { guard } from '../../worker-api/session.ts';
import { TooOften, tally } from '../../worker-api/store/limits.ts';
import { bytes } from '../../tools/openapi/bytes.ts';
import { newProject, push } from './vault.ts';
import { share } from './sharing.ts';
import { Visitor, env, refusal, strike } from './visitor.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

type Line = keyof typeof api;
// Object.keys forgets whose they are.
const lines = Object.keys(api) as Line[];
const routeOf = (line: Line): Route => api[line];
const open = lines.filter(line => routeOf(line).who === 'open');

const hash = '0'.repeat(64);
/** Who may ask, by address: those of the table, and those that take or give something else than JSON. */
const who = new Map<string, Route['who']>([
  ...lines.map(line => [line, routeOf(line).who] as const),
  [`PUT /blobs/${hash}`, 'account: write'],
  [`GET /blobs/${hash}`, 'account: read'],
  ['GET /account/archive', 'session'],
  ['POST /upload-image', 'account: write'],
  ['POST /transcribe', 'account: write'],
  ['GET /vault/socket', 'account: read'],
  ['GET /jobs/socket', 'account: read'],
  [`GET /shared/a-grant/${hash}`, 'open'],
]);
const addresses = [...who.keys()];
const owned = addresses.filter(address => who.get(address) !== 'open');
const changing = <A extends string>(list: readonly A[]): A[] =>
  list.filter(address => !address.startsWith('GET '));
const forSessions = owned.filter(address => who.get(address)?.startsWith('session'));

/** A line with something in the place of its parameters. */
const fill = (line: string, id = 'some-thing'): string => line.replace(/:\w+/g, id);

const signedOut = [401, 'signed-out', 'Sign in first.'];
const unknownKey = [
  401,
  'signed-out',
  'This key is not known, or was revoked. Make another in your account.',
];
const noKey = [403, 'forbidden', 'No key may do this. Sign in with a browser.'];
const elsewhere = [
  403,
  'forbidden',
  'This was asked from another site. Open Brushword itself and try again.',
];

/** Somebody with a browser that is signed in and with a key of each scope. */
interface Person {
  readonly browser: Visitor;
  readonly keys: Readonly<Record<Scope, string>>;
  /** What of theirs could stand for `:id`, by what stands before it. */
  readonly things: Readonly<Record<string, string>>;
}

async function somebody(): Promise<Person> {
  const browser = new Visitor();
  await browser.signUpByPasskey();
  const make = (scope: Scope) => browser.get(MadeKey, 'POST /account/keys', { name: 'A program', scope });
  const [read, write] = [await make('read'), await make('write')];
  const config = { url: 'https://comfy.example' };
  const provider = await browser.get(HostedProvider, 'POST /providers', {
    ...{ kind: 'comfyui', name: 'Comfy in the cellar', config, secrets: { key: 'the key of the cellar' } },
  });
  const ask = { tool: 'generate', words: 'a lamp', width: 64, height: 64, seed: 1 };
  const asked = await browser.ask('POST /jobs', { ask, provider: provider.id }, { 'idempotency-key': 'a' });
  const job = parse(HostedJob, await asked.json(), 'bug');
  // It would try for minutes to reach a machine that is not there.
  await browser.get(HostedJob, `DELETE /jobs/${job.id}`);
  const first = async (line: string) =>
    (await browser.get(v.array(v.union([Device, Passkey])), line))[0]?.id ?? 'none';
  return {
    browser,
    keys: { read: read.key, write: write.key },
    things: {
      keys: read.id,
      providers: provider.id,
      jobs: job.id,
      devices: await first('GET /account/devices'),
      passkeys: await first('GET /account/passkeys'),
      projects: await projectOf(browser),
      shares: (await share(browser)).id,
    },
  };
}

/** A project that this browser has sent to its account. */
async function projectOf(browser: Visitor): Promise<string> {
  const { changes, id } = newProject('Mine', Date.now());
  await browser.get(v.unknown(), 'POST /vault/push', push(changes));
  return id;
}

const bearing = (key: string): Visitor => new Visitor({ authorization: `Bearer ${key}` });

/** Every account's rows, but for when each was last seen: what nobody who is turned away may change. */
async function everything(): Promise<unknown> {
  const tables = [
    ...['person', 'session', 'credential', 'passkey', 'key', 'letter'],
    ...['providers', 'share', 'shared'],
  ];
  const read = tables.map(table => bound.DB.prepare(`SELECT * FROM ${table} ORDER BY 1`));
  return (await bound.DB.batch<Record<string, unknown>>(read)).map(({ results }) =>
    results.map(row => ({ ...row, lastUsed: null })),
  );
}

let ada: Person, leaver: Person;
let revoked: Person, everywhere: Visitor;

beforeAll(async () => {
  [ada, leaver, revoked] = [await somebody(), await somebody(), await somebody()];
  await leaver.browser.get(v.unknown(), 'DELETE /account');
  for (const { id } of await revoked.browser.get(v.array(Key), 'GET /account/keys')) {
    await revoked.browser.get(v.unknown(), `DELETE /account/keys/${id}`);
  }
  everywhere = new Visitor();
  for (const [name, value] of revoked.browser.cookies) everywhere.cookies.set(name, value);
  await revoked.browser.get(v.unknown(), 'DELETE /account/devices');
});

afterEach(() => void vi.useRealTimers());

describe('nothing changes when', () => {
  /** Asks at each address as this visitor, and expects the same refusal and the same rows. */
  async function turnedAway(visitor: Visitor, list: readonly string[], expected: unknown): Promise<void> {
    const before = await everything();
    for (const line of list) {
      const response = await visitor.ask(fill(line));
      expect([line, ...(await refusal(response))]).toEqual([line, ...(expected as unknown[])]);
    }
    expect(await everything()).toEqual(before);
  }

  test('nobody is signed in', () => turnedAway(new Visitor(), owned, signedOut));

  test('the cookie is made up', async () => {
    const forger = new Visitor();
    const [[name, value] = ['', '']] = ada.browser.cookies;
    forger.cookies.set(name, value.replace(/\..*$/, `.${'A'.repeat(43)}%3D`));
    await turnedAway(forger, owned, signedOut);
    forger.cookies.set(name, 'nonsense');
    await turnedAway(forger, owned, signedOut);
  });

  test('everything was signed out', () => turnedAway(everywhere, owned, signedOut));

  test('the session is too old', async () => {
    const sleeper = new Visitor();
    await sleeper.signUpByPasskey();
    const cookies = [...sleeper.cookies];
    vi.setSystemTime(Date.now() + 31 * day);
    for (const [name, value] of cookies) sleeper.cookies.set(name, value);
    for (const line of owned) expect([line, ...(await refusal(await sleeper.ask(fill(line))))]).toEqual([line, ...signedOut]); // prettier-ignore
  });

  test.each([
    ['of nobody', 'bw_0000000000000000000000000000000000000000000'],
    ['of no form', 'x'],
    ['of two words', 'bw_a b'],
  ])('the key is one %s', (_, key) => turnedAway(bearing(key), owned, unknownKey));

  test('the key was revoked', () => turnedAway(bearing(revoked.keys.write), owned, unknownKey));

  test('a name and a password are sent in place of a key', () =>
    turnedAway(new Visitor({ authorization: 'Basic YTpi' }), owned, unknownKey));

  test('a key asks what only a person may', () => turnedAway(bearing(ada.keys.write), forSessions, noKey));

  test('a key that may only read wants to write', () =>
    turnedAway(
      bearing(ada.keys.read),
      owned.filter(address => who.get(address) === 'account: write'),
      [403, 'forbidden', 'This key may only read. Make one that may write.'],
    ));

  test('a key comes with the cookie of somebody who may', async () => {
    const both = bearing(revoked.keys.write);
    for (const [name, value] of ada.browser.cookies) both.cookies.set(name, value);
    await turnedAway(both, owned, unknownKey);
  });

  test('the account is about to be deleted', async () => {
    const message = 'The account of this key is about to be deleted, so its keys do not work.';
    await turnedAway(bearing(leaver.keys.write), owned, [403, 'forbidden', message]);
    await turnedAway(
      leaver.browser,
      owned.filter(address => who.get(address) === 'account: write'),
      [409, 'conflict', 'This account is about to be deleted. Undo that first, and change it then.'],
    );
  });

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour of our site', { 'sec-fetch-site': 'same-site' }],
    ['another site, from an older browser', { 'sec-fetch-site': '', origin: 'https://elsewhere.example' }],
    ['a page without an origin', { 'sec-fetch-site': '', origin: 'null' }],
    ['something that hides where it is', { 'sec-fetch-site': '', origin: '' }],
  ])('%s asks with our cookie', async (_, headers) => {
    const sent = Object.entries(headers);
    const outsider = new Visitor();
    outsider.drop(...sent.filter(([, value]) => value === '').map(([name]) => name));
    outsider.say(...sent.filter(([, value]) => value !== ''));
    for (const [name, value] of ada.browser.cookies) outsider.cookies.set(name, value);
    await turnedAway(outsider, changing(addresses), elsewhere);
  });

  test('a form asks in place of our page', async () => {
    const form = { 'content-type': 'text/plain' };
    const before = await everything();
    for (const line of changing(lines).filter(name => routeOf(name).body !== undefined)) {
      const response = await ada.browser.ask(fill(line), undefined, form);
      expect([line, ...(await refusal(response))]).toEqual([
        line,
        400,
        'bad-request',
        'Send the body as JSON, with the content type application/json.',
      ]);
    }
    expect(await everything()).toEqual(before);
  });

  test('who signed in long ago wants to decide who can get in', async () => {
    vi.setSystemTime(Date.now() + hour + 1000);
    const message = 'Sign in again first: this decides who can get into your account.';
    await turnedAway(
      ada.browser,
      owned.filter(address => who.get(address) === 'session: fresh'),
      [401, 'signed-out', message],
    );
    expect((await ada.browser.ask('GET /account')).status).toBe(200);
  });

  test('somebody asks for what is somebody else’s', async () => {
    const eve = await somebody();
    const before = await everything();
    for (const line of lines.filter(name => name.includes(':'))) {
      const [, kind = ''] = /(\w+)\/:\w+/.exec(line) ?? [];
      const id = ada.things[kind];
      expect(id, `Say in somebody() what of a person's ${line} could name.`).toBeDefined();
      const body = routeOf(line).body === undefined ? undefined : { name: 'Mine now' };
      const response = await eve.browser.ask(fill(line, id), body);
      expect([line, ...(await refusal(response)).slice(0, 2)]).toEqual([line, 404, 'not-found']);
    }
    expect(await everything()).toEqual(before);
  });
});

test.each([
  [{ upgrade: 'websocket', origin: 'https://elsewhere.example' }, false],
  [{ upgrade: 'websocket', 'sec-fetch-site': 'same-site', origin: env.ORIGIN }, false],
  [{ upgrade: 'websocket', origin: env.ORIGIN }, true],
  [{ upgrade: 'websocket', 'sec-fetch-site': 'same-origin', origin: 'http://localhost:5173' }, true],
  [{ origin: 'https://elsewhere.example' }, true],
])('a page that sends %o gets through: %s', (headers: Record<string, string>, through) => {
  const request = new Request(`${env.ORIGIN}/socket`, { headers: { cookie: 'a=b', ...headers } });
  const ask = () => guard.checkOrigin(request, env);
  if (through) expect(ask).not.toThrow();
  else expect(ask).toThrow('another site');
});

test('who may only read may call no line that changes something', () => {
  // What they ask has a body, so they are posted. A pull keeps how far a device has read, and nothing else is kept.
  const reading = ['POST /vault/pull', 'POST /fetch-design-knowledge'];
  expect(changing(owned).filter(address => who.get(address) === 'account: read')).toEqual(reading);
});

test('what is no JSON is here as in the document', () => {
  const told = Object.entries(bytes).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
  );
  const here = addresses.filter(address => !Object.hasOwn(api, address));
  const named = (address: string) => address.replace(hash, '{hash}').replace('a-grant', '{grant}');
  expect(here.map(named).sort()).toEqual(told.sort());
});

test('these lines and no others are open', () => {
  expect(open).toEqual([
    'GET /health',
    'POST /account/sign-up',
    'POST /account/verification',
    'POST /account/verify',
    'POST /account/sign-in',
    'POST /account/reset',
    'POST /account/reset/finish',
    'POST /account/passkey-sign-up/options',
    'POST /account/passkey-sign-up',
    'POST /account/passkey-sign-in/options',
    'POST /account/passkey-sign-in',
    'POST /shared',
  ]);
});

describe('limits', () => {
  const limited = open.flatMap(line => {
    const { limit = 'none' } = routeOf(line);
    return limit === 'none' ? [] : [[line, limit] as const];
  });

  /** Tries until it was too often; gives how many went well. */
  async function exhaust(limit: Limit, who: string): Promise<number> {
    for (let times = 0; ; times++) {
      try {
        await tally(env, limit, who);
      } catch (thrown) {
        if (thrown instanceof TooOften) return times;
        throw thrown;
      }
    }
  }

  test.each(limited)('%s stops at the limit of %s, for one network alone', async (line, limit) => {
    // At the start of a window, so that none ends while this goes on.
    vi.setSystemTime(Math.ceil(Date.now() / hour) * hour);
    const network = `203.0.113.${limited.findIndex(([name]) => name === line)}`;
    expect(await exhaust(limit, network)).toBeGreaterThan(9);
    const busy = await new Visitor({ 'cf-connecting-ip': network }).ask(fill(line));
    expect(busy.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await refusal(busy)).slice(0, 2)).toEqual([429, 'too-often']);
    expect((await new Visitor({ 'cf-connecting-ip': '203.0.113.100' }).ask(fill(line))).status).not.toBe(429);
  });

  test('POST /providers/:id/health stops at the limit of probe, for one account alone', async () => {
    const { id } = await ada.browser.get(Account, 'GET /account');
    vi.setSystemTime(Math.ceil(Date.now() / hour + 1) * hour);
    const ask = (browser: Visitor) => browser.ask(`POST /providers/${ada.things['providers']}/health`);
    expect(await exhaust('probe', id)).toBeGreaterThan(9);
    expect((await refusal(await ask(ada.browser))).slice(0, 2)).toEqual([429, 'too-often']);
    const other = new Visitor();
    await other.signUpByPasskey();
    expect((await ask(other)).status).toBe(404);
  });

  test('hold for those who ask at once', async () => {
    const tries = Array.from({ length: 20 }, () => tally(env, 'password of an address', 'ada@example.com'));
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(10);
  });

  test('are over when their time is', async () => {
    vi.setSystemTime(Math.ceil(Date.now() / hour + 2) * hour);
    await exhaust('sign-in', '203.0.113.101');
    vi.setSystemTime(Date.now() + 15 * 60 * 1000);
    await tally(env, 'sign-in', '203.0.113.101');
  });

  test('count a household of IPv6 as one', async () => {
    vi.setSystemTime(Math.ceil(Date.now() / hour + 3) * hour);
    await exhaust('sign-in', '2001:db8:1:2');
    const at = (address: string) =>
      new Visitor({ 'cf-connecting-ip': address }).ask('POST /account/passkey-sign-in/options');
    expect((await at('2001:db8:1:2:3:4:5:6')).status).toBe(429);
    expect((await at('2001:db8:1:3:3:4:5:6')).status).toBe(200);
  });

  test('keep no address, and go when they are of no use', async () => {
    await tally(env, 'sign-in', '203.0.113.102');
    const rows = JSON.stringify((await bound.DB.prepare('SELECT * FROM attempt').all()).results);
    expect(rows).not.toContain('203.0.113');
    await strike(Date.now() + 10 * day);
    expect((await bound.DB.prepare('SELECT * FROM attempt').all()).results).toEqual([]);
  });
});
