/** The table-of-routes machinery, over a table of its own. */
import { describe, expect, test, vi } from 'vitest';
import { FaultReply, type Table } from '../../core/contract/api.ts';
import { Fault, faultKinds, type FaultKind } from '../../core/contract/fault.ts';
import { parse, v } from '../../core/contract/schema.ts';
import { AccountId } from '../../core/contract/ids.ts';
import { serve, type Admitted, type Answers, type Guard } from '../../worker-api/answer.ts';
import { TooOften } from '../../worker-api/store/limits.ts';

const Note = v.object({ text: v.string(), stars: v.optional(v.pipe(v.number(), v.minValue(0)), 3) });
const open = { who: 'open', limit: 'none' } as const;
const table = {
  'GET /notes/:id/lines/:line': { ...open, reply: v.object({ id: v.string(), line: v.string() }) },
  'POST /notes': { ...open, reply: Note, body: Note },
  'DELETE /notes/:id': { ...open, reply: v.object({ gone: v.string() }) },
  'PUT /notes/:id': { ...open, reply: Note, body: Note },
  'GET /faults/:kind': { ...open, reply: v.null() },
  'GET /env': { ...open, reply: v.string() },
  'GET /own': { who: 'account: read', reply: v.string() },
  'GET /mine': { who: 'session', limit: 'letter', reply: v.string() },
  'POST /ours': { who: 'open', limit: 'sign-in', body: Note, reply: v.null() },
} as const satisfies Table;

const answers: Answers<typeof table, { name: string }> = {
  'GET /notes/:id/lines/:line': ({ params }) => ({ id: params.id, line: params.line }),
  'POST /notes': ({ body }) => body,
  'DELETE /notes/:id': async ({ params }) => Promise.resolve({ gone: params.id }),
  'PUT /notes/:id': ({ body, params }) => ({ ...body, text: `${params.id}: ${body.text}` }),
  'GET /faults/:kind': ({ params }) => {
    const kind = faultKinds.find(known => known === params.kind);
    if (kind === undefined) throw new TypeError('a secret of our insides');
    throw new Fault(kind, `It was ${kind}.`);
  },
  'GET /env': ({ env }) => env.name,
  'GET /own': ({ account }) => account.id,
  'GET /mine': ({ account, session }) => `${account.id} ${session.id}`,
  'POST /ours': () => null,
};

const ada: Admitted = {
  account: { id: parse(AccountId, 'a_ada'), person: 'ada' },
  session: { id: 'a browser' },
};

/** What the guard was asked, in order. It lets in whoever says "ada", and counts nobody who says "often". */
const guarded: string[] = [];
const guard: Guard<{ name: string }> = {
  checkOrigin: request => {
    guarded.push('origin');
    if (request.headers.has('elsewhere')) throw new Fault('forbidden', 'From elsewhere.');
  },
  count: (request, _env, limit, admitted) => {
    guarded.push(`${limit} of ${admitted?.account.id ?? 'a stranger'}`);
    if (request.headers.has('often')) throw new TooOften(7);
    return Promise.resolve();
  },
  admit: (request, _env, who, reply) => {
    guarded.push(who);
    if (!request.headers.has('ada')) throw new Fault('signed-out', 'Sign in.');
    reply.append('set-cookie', 'seen=yes');
    return Promise.resolve(ada);
  },
};

const app = serve(table, answers, guard);
const json = { 'content-type': 'application/json' };
const ask = async (method: string, path: string, body?: BodyInit, headers: Record<string, string> = json) =>
  app.fetch(
    new Request(`http://localhost${path}`, { method, headers, ...(body === undefined ? {} : { body }) }),
    { name: 'ours' },
  );

describe('an answer', () => {
  test.each([
    ['GET', '/notes/7/lines/12', undefined, { id: '7', line: '12' }],
    ['GET', '/notes/a%2Fb%20c/lines/%C3%A9', undefined, { id: 'a/b c', line: 'é' }],
    ['POST', '/notes', '{"text":"hello","stars":5}', { text: 'hello', stars: 5 }],
    ['POST', '/notes', '{"text":"hello"}', { text: 'hello', stars: 3 }],
    ['PUT', '/notes/9', '{"text":"hello","more":1}', { text: '9: hello', stars: 3 }],
    ['DELETE', '/notes/9', undefined, { gone: '9' }],
    ['GET', '/env', undefined, 'ours'],
  ])('%s %s %s', async (method, path, body, reply) => {
    const response = await ask(method, path, body);
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await response.json()).toEqual(reply);
  });
});

describe('a request that is not right', () => {
  test.each([
    ['a field of the wrong kind', 'POST', '/notes', '{"text":7}', 400, 'bad-request', /^text: /],
    ['a field missing', 'POST', '/notes', '{}', 400, 'bad-request', /^text: /],
    ['a value out of range', 'POST', '/notes', '{"text":"a","stars":-1}', 400, 'bad-request', /^stars: /],
    ['not an object', 'POST', '/notes', '[]', 400, 'bad-request', /./],
    ['broken JSON', 'POST', '/notes', '{"text":', 400, 'bad-request', /not valid JSON/],
    ['no body', 'POST', '/notes', undefined, 400, 'bad-request', /not valid JSON/],
    ['no such path', 'GET', '/elsewhere', undefined, 404, 'not-found', /no such address/],
    ['half a path', 'GET', '/notes/7/lines', undefined, 404, 'not-found', /no such address/],
    ['another method', 'PATCH', '/notes/7', '{}', 405, 'bad-request', /only DELETE, PUT/],
    [
      'more than a megabyte',
      'POST',
      '/notes',
      JSON.stringify({ text: 'a'.repeat(1024 * 1024) }),
      413,
      'too-big',
      /megabyte/,
    ],
  ])('%s', async (_, method, path, body, status, kind, message) => {
    const response = await ask(method, path, body);
    const fault = parse(FaultReply, await response.json());
    expect([response.status, fault.kind]).toEqual([status, kind]);
    expect(fault.message).toMatch(message);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('another method says which there are', async () => {
    expect((await ask('GET', '/notes/7')).headers.get('allow')).toBe('DELETE, PUT');
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])(
    'a body sent as %s',
    async type => {
      const response = await ask('POST', '/notes', '{"text":"hello"}', { 'content-type': type });
      expect(response.status).toBe(400);
    },
  );

  test('a stream of more than a megabyte that does not say its length', async () => {
    const block = new Uint8Array(256 * 1024).fill(32);
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull: controller => (sent++ < 8 ? controller.enqueue(block) : controller.close()),
    });
    expect((await ask('POST', '/notes', stream)).status).toBe(413);
  });
});

describe('a line that is not open', () => {
  const own = async (path: string, headers: Record<string, string>, method = 'GET', body?: BodyInit) => {
    guarded.length = 0;
    const response = await ask(method, path, body, { ...json, ...headers });
    return [response.status, await response.json(), [...guarded]];
  };

  test.each([
    ['/own', { ada: '' }, 200, 'a_ada', ['origin', 'account: read']],
    ['/mine', { ada: '' }, 200, 'a_ada a browser', ['origin', 'session', 'letter of a_ada']],
    ['/own', {}, 401, { kind: 'signed-out', message: 'Sign in.' }, ['origin', 'account: read']],
    ['/mine', {}, 401, { kind: 'signed-out', message: 'Sign in.' }, ['origin', 'session']],
    ['/mine', { ada: '', elsewhere: '' }, 403, { kind: 'forbidden', message: 'From elsewhere.' }, ['origin']],
  ])('%s %o', async (path, headers: Record<string, string>, status, reply, asked) => {
    expect(await own(path, headers)).toEqual([status, reply, asked]);
  });

  test('a stranger is counted, and turned away, before what they send is read', async () => {
    expect(await own('/ours', { often: '' }, 'POST', 'no JSON')).toEqual([
      429,
      { kind: 'too-often', message: 'That was tried too often. Try again in a minute.' },
      ['origin', 'sign-in of a stranger'],
    ]);
    expect((await ask('POST', '/ours', '{}', { ...json, often: '' })).headers.get('retry-after')).toBe('7');
  });

  test('who is turned away is told how to come in', async () => {
    expect((await ask('GET', '/own')).headers.get('www-authenticate')).toBe('Bearer');
    expect((await ask('GET', '/elsewhere')).headers.has('www-authenticate')).toBe(false);
  });

  test('what the guard renews goes with the reply', async () => {
    expect((await ask('GET', '/own', undefined, { ada: '' })).headers.getSetCookie()).toEqual(['seen=yes']);
  });
});

describe('a fault', () => {
  const statuses: Record<FaultKind, number> = {
    'bad-request': 400,
    policy: 403,
    'signed-out': 401,
    forbidden: 403,
    'too-often': 429,
    'not-found': 404,
    conflict: 409,
    'too-big': 413,
    offline: 503,
    refused: 502,
    'no-maker': 501,
    'out-of-memory': 503,
    'no-space': 507,
    stopped: 499,
    bug: 500,
  };

  test.each(faultKinds.filter(kind => kind !== 'bug'))('%s keeps its kind and its sentence', async kind => {
    const response = await ask('GET', `/faults/${kind}`);
    expect(response.status).toBe(statuses[kind]);
    expect(await response.json()).toEqual({ kind, message: `It was ${kind}.` });
  });

  test('a bug is logged with its cause and tells the asker nothing of it', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const response = await ask('GET', '/faults/none');
    const fault = parse(FaultReply, await response.json());
    expect([response.status, fault.kind]).toEqual([500, 'bug']);
    expect(fault.message).not.toContain('secret');
    expect(JSON.parse(String(log.mock.calls[0]?.[0]))).toMatchObject({
      event: 'bug',
      error: 'a secret of our insides',
    });
    log.mockRestore();
  });
});

test('a line without an answer, and an answer of another shape, do not compile', () => {
  const { 'GET /env': env, ...others } = answers;
  // @ts-expect-error 'GET /env' is missing
  const missing: Answers<typeof table, { name: string }> = others;
  // @ts-expect-error a number is not the reply of 'GET /env'
  const wrong: Answers<typeof table, { name: string }> = { ...others, 'GET /env': () => 7 };
  expect([Object.keys(missing).length, typeof wrong['GET /env'], typeof env]).toEqual([
    Object.keys(answers).length - 1,
    'function',
    'function',
  ]);
});

test('nobody can forget to say who may call a line, or answer for an account that the line did not ask for', () => {
  const reply = v.string();
  // @ts-expect-error a line says who may call it
  const unsaid = { 'GET /unsaid': { reply } } as const satisfies Table;
  // @ts-expect-error a line that is open says how often
  const unlimited = { 'GET /unlimited': { who: 'open', reply } } as const satisfies Table;
  const open: Answers<typeof table, { name: string }, 'GET /env'> = {
    // @ts-expect-error an open line has no account
    'GET /env': ({ account }) => String(account),
  };
  const key: Answers<typeof table, { name: string }, 'GET /own'> = {
    // @ts-expect-error a line that a key may call has no session
    'GET /own': ({ session }) => session.id,
  };
  // @ts-expect-error a table with guarded lines is not served without its guard
  const unguarded = () => serve(table, answers);
  expect([unsaid, unlimited, open, key, unguarded].length).toBe(5);
});
