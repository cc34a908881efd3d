/** Links over HTTP, as whose they are makes them and as whoever has one opens them. */
import { env as bound } from 'cloudflare:workers';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Account, Export, MadeKey } from '../../core/contract/account.ts';
import { apiRoot } from '../../core/contract/api.ts';
import type { AssetHash } from '../../core/contract/ids.ts';
import { parse, v } from '../../core/contract/schema.ts';
import { Opened, Share, shareLimits, type MadeShare } from '../../core/contract/share.ts';
import { TooOften, tally } from '../../worker-api/store/limits.ts';
import { files, keep, share } from './sharing.ts';
import { Visitor, fetchWorker, env, refusal, strike } from './visitor.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const done = v.object({ done: v.literal(true) });
const gone = [404, 'not-found', 'There is nothing behind this link. Ask whoever sent it for another.'];

/** At the start of a window of the limits, so that none ends while a test goes on. */
const start = Math.ceil(Date.now() / hour) * hour;
const standStill = (): void => void vi.useFakeTimers({ toFake: ['Date'], now: start });
beforeEach(standStill);
afterEach(() => void vi.useRealTimers());

const ada = new Visitor();
let before: AssetHash, after: AssetHash;
beforeAll(async () => {
  standStill();
  await ada.signUpByPasskey();
  [before, after] = [await keep(ada, files.png), await keep(ada, files.jpeg)];
});

const open = (token: string, password?: string, visitor = new Visitor()): Promise<Response> =>
  visitor.ask('POST /shared', { token, ...(password === undefined ? {} : { password }) });

async function opened(token: string, password?: string): Promise<Exclude<Opened, { kind: 'locked' }>> {
  const reply = await open(token, password);
  expect(reply.status).toBe(200);
  const shown = parse(Opened, await reply.json(), 'bug');
  if (shown.kind === 'locked') throw new Error('It is locked.');
  return shown;
}

/** Bytes as a browser that has nothing of ours asks for them. */
const bytesOf = (grant: string, hash: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetchWorker(new Request(`${env.ORIGIN}${apiRoot}/shared/${grant}/${hash}`, { method, headers }));

const rows = async (table: string): Promise<unknown[]> =>
  (await bound.DB.prepare(`SELECT * FROM ${table}`).all()).results;

describe('whoever has a link', () => {
  test('sees the version and what it was before, and nothing of whose it is', async () => {
    const made = await share(ada, {}, { kind: 'version', title: 'The kitchen', before, after });
    expect(made.token).toMatch(/^[\w-]{22}$/);
    const reply = await open(made.token);
    const text = await reply.text();
    const shown = parse(Opened, JSON.parse(text), 'bug');
    expect(shown).toMatchObject({
      kind: 'version',
      title: 'The kitchen',
      before: { hash: before, type: 'image/png' },
      after: { hash: after, type: 'image/jpeg' },
    });
    expect(Object.keys(JSON.parse(text) as object).sort()).toEqual(
      ['after', 'before', 'grant', 'granted', 'kind', 'title'].sort(),
    );
    const { id, name } = await ada.get(Account, 'GET /account');
    expect(text).not.toContain(id);
    expect(text).not.toContain(name);
    expect(reply.headers.get('x-robots-tag')).toBe('noindex, nofollow');
    expect(reply.headers.get('cache-control')).toBe('no-store');
  });

  test('sees how a project came about, in its order', async () => {
    const versions = [
      { title: 'Opened', hash: before, at: 1 },
      { title: 'Warmer', hash: after, at: 2 },
      { title: 'As it was', hash: before, at: 3 },
    ];
    const { token } = await share(ada, {}, { kind: 'project', title: 'A room', versions });
    const shown = await opened(token);
    expect(shown).toMatchObject({ kind: 'project', versions });
    expect((await bytesOf(shown.grant, before)).status).toBe(200);
  });

  test('gets a file, and is told how large it is', async () => {
    const hash = await keep(ada, files.html);
    const { token } = await share(ada, {}, { kind: 'file', title: 'report.html', hash });
    expect(await opened(token)).toMatchObject({ title: 'report.html', hash, size: files.html.length });
  });

  test('is counted', async () => {
    const { id, token } = await share(ada);
    for (let times = 0; times < 3; times++) await opened(token);
    const mine = (await ada.get(v.array(Share), 'GET /shares')).find(one => one.id === id);
    expect(mine).toMatchObject({ views: 3, protected: false, kind: 'version', until: null });
  });
});

describe('bytes', () => {
  test.each([
    ['png', 'image/png', 'inline'],
    ['jpeg', 'image/jpeg', 'inline'],
    ['webp', 'image/webp', 'inline'],
    ['gif', 'image/gif', 'inline'],
    ['avif', 'image/avif', 'inline'],
    ['heic', 'application/octet-stream', 'attachment'],
    ['html', 'application/octet-stream', 'attachment'],
    ['svg', 'application/octet-stream', 'attachment'],
    ['half', 'application/octet-stream', 'attachment'],
  ] as const)('that begin as %s are %s, %s', async (kind, type, disposition) => {
    const hash = await keep(ada, files[kind]);
    // What it is called makes no difference.
    const { token } = await share(ada, {}, { kind: 'file', title: 'picture.png', hash });
    const { grant } = await opened(token);
    const reply = await bytesOf(grant, hash, { accept: 'text/html' });
    expect([...new Uint8Array(await reply.arrayBuffer())]).toEqual([...files[kind]]);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': type,
      'content-disposition': disposition,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
      'x-robots-tag': 'noindex, nofollow',
    });
  });

  test('come in part, and HEAD tells how many there are', async () => {
    const { grant } = await opened((await share(ada)).token);
    const part = await bytesOf(grant, after, { range: 'bytes=1-3' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 1-3/7']);
    expect([...new Uint8Array(await part.arrayBuffer())]).toEqual(files.jpeg.slice(1, 4));
    expect((await bytesOf(grant, after, { range: 'bytes=9-' })).status).toBe(416);
    const head = await bytesOf(grant, after, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '7']);
  });

  test('that the link does not show are not given, though they are in the same account', async () => {
    const { grant } = await opened((await share(ada)).token);
    expect((await bytesOf(grant, after)).status).toBe(200);
    expect(await refusal(await bytesOf(grant, before))).toEqual(gone);
    expect(await refusal(await bytesOf(grant, '0'.repeat(64)))).toEqual(gone);
    expect((await bytesOf(grant, 'passwd')).status).toBe(400);
  });

  test('need a grant of ours, of that share, and of this hour', async () => {
    const [one, other] = [await share(ada), await share(ada, {}, { kind: 'file', title: 'x', hash: before })];
    const { grant, granted } = await opened(one.token);
    const [id = '', until = '', signature = ''] = grant.split('.');
    const forged = [
      'none',
      `${id}.${until}.${'0'.repeat(64)}`,
      `${other.id}.${until}.${signature}`,
      `${id}.${Number(until) + 1}.${signature}`,
      `${id}.${until}.${signature.slice(1)}`,
      one.token,
    ];
    for (const wrong of forged) expect([wrong, (await bytesOf(wrong, after)).status]).toEqual([wrong, 403]);
    vi.setSystemTime(granted - 1);
    expect((await bytesOf(grant, after)).status).toBe(200);
    vi.setSystemTime(granted);
    expect((await bytesOf(grant, after)).status).toBe(403);
  });
});

describe('nobody learns whether a link ever was', () => {
  const guesses = ['', 'x', 'A'.repeat(22), '../../etc/passwd', "' OR 1=1 --"];
  test.each(guesses)('%j', async token => expect(await refusal(await open(token))).toEqual(gone));

  test('its own id opens nothing, and neither does what the database keeps of its token', async () => {
    const { id, token } = await share(ada);
    const row = await bound.DB.prepare('SELECT * FROM share WHERE id = ?').bind(id).first();
    expect(JSON.stringify(row)).not.toContain(token);
    for (const wrong of [id, String(row?.['token']).slice(0, 64)])
      expect(await refusal(await open(wrong))).toEqual(gone);
  });

  test('revoked: at once, also for who has it open', async () => {
    const { id, token } = await share(ada);
    const { grant } = await opened(token);
    expect((await bytesOf(grant, after)).status).toBe(200);
    await ada.get(done, `DELETE /shares/${id}`);
    expect(await refusal(await open(token))).toEqual(gone);
    expect(await refusal(await bytesOf(grant, after))).toEqual(gone);
    expect(await refusal(await bytesOf(grant, after, { 'if-none-match': `"${after}"` }))).toEqual(gone);
    expect((await refusal(await ada.ask(`DELETE /shares/${id}`)))[0]).toBe(404);
    expect((await ada.ask(`GET /blobs/${after}`)).status).toBe(200);
  });

  test('over: to the millisecond, also for who has it open, and swept', async () => {
    const until = Date.now() + 10 * minute;
    const { id, token } = await share(ada, { until });
    vi.setSystemTime(until - 1);
    const { grant } = await opened(token);
    expect((await bytesOf(grant, after)).status).toBe(200);
    vi.setSystemTime(until);
    expect(await refusal(await open(token))).toEqual(gone);
    expect(await refusal(await bytesOf(grant, after))).toEqual(gone);
    expect((await ada.get(v.array(Share), 'GET /shares')).some(one => one.id === id)).toBe(false);
    await strike(until);
    expect(await bound.DB.prepare('SELECT id FROM share WHERE id = ?').bind(id).first()).toBeNull();
    expect(await bound.DB.prepare('SELECT hash FROM shared WHERE share = ?').bind(id).first()).toBeNull();
  });

  test('deleted: while the account waits for it nothing is shown, and then nothing is left', async () => {
    const leaver = new Visitor();
    await leaver.signUpByPasskey();
    const { id: account } = await leaver.get(Account, 'GET /account');
    const { id, token } = await share(leaver);
    const { grant } = await opened(token);
    await leaver.get(v.unknown(), 'DELETE /account');
    expect(await refusal(await open(token))).toEqual(gone);
    expect(await refusal(await bytesOf(grant, after))).toEqual(gone);
    await leaver.get(Account, 'POST /account/restore');
    await opened(token);
    await leaver.get(v.unknown(), 'DELETE /account');
    await strike(Date.now() + 8 * day);
    const left = JSON.stringify([await rows('share'), await rows('shared'), await rows('blobs')]);
    expect(left).not.toContain(account);
    expect(left).not.toContain(id);
    expect(await refusal(await open(token))).toEqual(gone);
  });
});

describe('a password', () => {
  let made: MadeShare;
  beforeEach(async () => void (made = await share(ada, { password: 'open sesame' })));

  test('opens it, and is kept as a hash', async () => {
    expect(made.protected).toBe(true);
    const asked = await open(made.token);
    expect([asked.status, await asked.json()]).toEqual([200, { kind: 'locked' }]);
    expect(await refusal(await open(made.token, 'open sesami'))).toEqual([
      403,
      'forbidden',
      'That is not the password of this link. Type it again.',
    ]);
    const shown = await opened(made.token, 'open sesame');
    expect(shown.title).toBe('The kitchen');
    expect((await bytesOf(shown.grant, after)).status).toBe(200);
    const [row] = (
      await bound.DB.prepare('SELECT password, views FROM share WHERE id = ?').bind(made.id).all()
    ).results;
    // Salt and key, as better-auth writes scrypt's.
    expect(row?.['password']).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
    expect(row?.['views']).toBe(1);
  });

  test('is guessed at ten times in a quarter of an hour, from wherever; who knows it is not counted', async () => {
    const guess = async (times: number): Promise<void> => {
      for (; times > 0; times--) expect((await open(made.token, `guess ${times}`)).status).toBe(403);
    };
    await guess(9);
    for (let times = 0; times < 3; times++) await opened(made.token, 'open sesame');
    await guess(1);
    const busy = await open(made.token, 'open sesame');
    expect(busy.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await refusal(busy)).slice(0, 2)).toEqual([429, 'too-often']);
    // Another is not guessed at, and this one is again when the time is over.
    await opened((await share(ada, { password: 'open sesame' })).token, 'open sesame');
    vi.setSystemTime(Date.now() + 15 * minute);
    await opened(made.token, 'open sesame');
    // Seventeen times scrypt, which a busy machine takes its time for.
  }, 30_000);

  test('is tried by those who guess at once no oftener than by one after the other', async () => {
    const tries = await Promise.all(Array.from({ length: 14 }, (_, n) => open(made.token, `guess ${n}`)));
    expect(tries.map(({ status }) => status).filter(status => status === 403)).toHaveLength(10);
  }, 30_000);
});

test('a network that opens link after link has to wait', async () => {
  const network = '203.0.113.7';
  let times = 0;
  const exhaust = async (): Promise<void> => {
    for (; ; times++) await tally(env, 'share', network);
  };
  await expect(exhaust()).rejects.toThrow(TooOften);
  expect(times).toBe(200);
  const { token } = await share(ada);
  const visitor = new Visitor({ 'cf-connecting-ip': network });
  expect((await refusal(await open(token, undefined, visitor))).slice(0, 2)).toEqual([429, 'too-often']);
});

describe('no link is made', () => {
  const version = (hash: AssetHash) => ({ kind: 'version', title: 'x', after: hash }) as const;

  test('to bytes that the account does not have, though another has them', async () => {
    const eve = new Visitor();
    await eve.signUpByPasskey();
    const [kind, message] = [
      'conflict',
      'What the link would show is not in your account yet. Send it first.',
    ];
    const made = (await rows('share')).length;
    expect(await refusal(await eve.ask('POST /shares', { what: version(after) }))).toEqual([
      409,
      kind,
      message,
    ]);
    const mine = await keep(eve, files.gif);
    const both = { kind: 'version', title: 'x', before: after, after: mine };
    expect(await refusal(await eve.ask('POST /shares', { what: both }))).toEqual([409, kind, message]);
    expect((await rows('share')).length).toBe(made);
  });

  test.each([
    ['that is over already', { until: 1 }],
    ['with a short password', { password: '12345' }],
    ['without a title', { what: { kind: 'file', title: ' ', hash: '0'.repeat(64) } }],
    ['to nothing', { what: { kind: 'project', title: 'x', versions: [] } }],
    ['of another kind', { what: { kind: 'account', title: 'x' } }],
    ['to more than it may show', {
      what: {
        kind: 'project',
        title: 'x',
        versions: Array.from({ length: shareLimits.versions + 1 }, () => ({ title: 'x', hash: '0'.repeat(64), at: 1 })),
      },
    }],
  ])('%s', async (_, more) => {
    const reply = await ada.ask('POST /shares', { what: version(after), ...more });
    expect((await refusal(reply)).slice(0, 2)).toEqual([400, 'bad-request']);
  }); // prettier-ignore

  test('beside too many others', async () => {
    const busy = new Visitor();
    await busy.signUpByPasskey();
    const { id } = await busy.get(Account, 'GET /account');
    const fill = Array.from({ length: shareLimits.links }, (_, n) =>
      bound.DB.prepare('INSERT INTO share (id, token, account, what, made) VALUES (?, ?, ?, ?, ?)').bind(
        `f${n}`, `t${n}`, id, JSON.stringify(version(after)), n,
      ),
    ); // prettier-ignore
    await bound.DB.batch(fill);
    const what = version(await keep(busy, files.jpeg));
    expect(await refusal(await busy.ask('POST /shares', { what }))).toEqual([
      409,
      'conflict',
      `An account has at most ${shareLimits.links} links. Revoke one first.`,
    ]);
    await busy.get(done, 'DELETE /shares/f0');
    await share(busy, {}, what);
  });
});

test('a program with a key may look, and make and revoke links where it may write', async () => {
  const key = async (scope: string): Promise<Visitor> => {
    const { key } = await ada.get(MadeKey, 'POST /account/keys', { name: 'A program', scope });
    return new Visitor({ authorization: `Bearer ${key}` });
  };
  const [reads, writes] = [await key('read'), await key('write')];
  const { id, token } = await share(writes);
  const listed = await reads.get(v.array(Share), 'GET /shares');
  expect(listed.map(one => one.id)).toContain(id);
  expect(JSON.stringify(listed)).not.toContain(token);
  expect((await reads.ask(`DELETE /shares/${id}`)).status).toBe(403);
  await writes.get(done, `DELETE /shares/${id}`);
});

test('what the server keeps of an account tells of its links', async () => {
  const { id } = await share(ada);
  const { shares } = await ada.get(Export, 'GET /account/export');
  expect(shares.map(one => one.id)).toContain(id);
});
