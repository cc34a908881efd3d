/** Blobs over HTTP, as a browser and as a program with a key asks for them. */
import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { Account, MadeKey, type Scope } from '../../core/contract/account.ts';
import { BlobAnswer } from '../../core/contract/blob.ts';
import { v } from '../../core/contract/schema.ts';
import { hashOf } from './hash.ts';
import { Visitor, refusal, strike } from './visitor.ts';

const text = 'All that glitters';
const bytes = Uint8Array.from(new TextEncoder().encode(text));
let name = '';
const ada = new Visitor();

const keyOf = async (visitor: Visitor, scope: Scope): Promise<Visitor> => {
  const { key } = await visitor.get(MadeKey, 'POST /account/keys', { name: 'A program', scope });
  return new Visitor({ authorization: `Bearer ${key}` });
};

beforeAll(async () => {
  name = await hashOf(bytes);
  await ada.signUpByPasskey();
  expect((await ada.ask(`PUT /blobs/${name}`, bytes)).status).toBe(204);
});

const ask = (method: string, headers?: Record<string, string>): Promise<Response> =>
  ada.ask(`${method} /blobs/${name}`, undefined, headers);

test('it is given for good, to be kept as a file and never shown as a page', async () => {
  const reply = await ask('GET');
  expect([reply.status, await reply.text()]).toEqual([200, text]);
  expect(Object.fromEntries(reply.headers)).toMatchObject({
    'cache-control': 'private, max-age=31536000, immutable',
    'content-disposition': 'attachment',
    'content-length': String(text.length),
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    etag: `"${name}"`,
  });
});

test.each([
  ['bytes=0-2', 206, 'All', 'bytes 0-2/17'],
  ['bytes=9-', 206, 'glitters', 'bytes 9-16/17'],
  ['bytes=-8', 206, 'glitters', 'bytes 9-16/17'],
  ['bytes=-99', 206, text, 'bytes 0-16/17'],
  ['bytes=9-99', 206, 'glitters', 'bytes 9-16/17'],
  ['bytes=17-', 416, '', 'bytes */17'],
  ['bytes=-0', 416, '', 'bytes */17'],
  ['bytes=5-2', 200, text, null],
  ['bytes=0-1,4-5', 200, text, null],
  ['pages=1-2', 200, text, null],
])('%s', async (range, status, body, told) => {
  const reply = await ask('GET', { range });
  expect([reply.status, await reply.text(), reply.headers.get('content-range')]).toEqual([
    status,
    body,
    told,
  ]);
});

test('a part is given to whoever has the rest of the same, and all of it to who has something else', async () => {
  const part = (etag: string) => ask('GET', { range: 'bytes=9-', 'if-range': etag });
  expect([(await part(`"${name}"`)).status, await (await part(`"${name}"`)).text()]).toEqual([
    206,
    'glitters',
  ]);
  const [other, weak] = [await part('"other"'), await part(`W/"${name}"`)];
  expect([other.status, await other.text(), weak.status]).toEqual([200, text, 200]);
});

test('nothing is kept for, or given to, an account that is not the one it is meant for', async () => {
  const { id } = await ada.get(Account, 'GET /account');
  const eve = new Visitor();
  await eve.signUpByPasskey();
  const meant = { 'brushword-account': id };
  expect(await (await ada.ask(`GET /blobs/${name}`, undefined, meant)).text()).toBe(text);
  for (const [line, body] of [[`PUT /blobs/${name}`, bytes], [`GET /blobs/${name}`, undefined], ['POST /blobs/missing', { blobs: [] }]] as const)
    expect((await refusal(await eve.ask(line, body, meant))).slice(0, 2)).toEqual([401, 'signed-out']); // prettier-ignore
  expect((await eve.ask(`GET /blobs/${name}`)).status).toBe(404);
});

test('who has it already is told so, and HEAD tells how large it is', async () => {
  expect((await ask('GET', { 'if-none-match': `W/"1", "${name}"` })).status).toBe(304);
  const head = await ask('HEAD');
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '17', '']);
});

test('what is missing is asked for first, and pieces are put together', async () => {
  const [one, other] = [bytes.slice(0, 9), bytes.slice(9)];
  const pieces = [await hashOf(one), await hashOf(other)];
  const eve = new Visitor();
  await eve.signUpByPasskey();
  const offer = { blobs: [one, other].map(({ length: size }, at) => ({ hash: pieces[at], size })) };
  expect(await eve.get(BlobAnswer, 'POST /blobs/missing', offer)).toEqual({
    missing: pieces,
    used: 0,
    quota: 5e9,
  });
  await eve.ask(`PUT /blobs/${pieces[0]}`, one);
  expect((await refusal(await eve.ask('POST /blobs/join', { hash: name, pieces })))[1]).toBe('conflict');
  await eve.ask(`PUT /blobs/${pieces[1]}`, other);
  await eve.get(v.object({ done: v.literal(true) }), 'POST /blobs/join', { hash: name, pieces });
  expect(await (await eve.ask(`GET /blobs/${name}`)).text()).toBe(text);
});

test('only whose it is, or a key of theirs that may, gets at it', async () => {
  const [reads, writes] = [await keyOf(ada, 'read'), await keyOf(ada, 'write')];
  const eve = new Visitor();
  await eve.signUpByPasskey();
  const elsewhere = new Visitor({ 'sec-fetch-site': 'cross-site' });
  for (const [key, value] of ada.cookies) elsewhere.cookies.set(key, value);
  const other = Uint8Array.from(new TextEncoder().encode('another'));
  const put = `PUT /blobs/${await hashOf(other)}`;
  expect(await Promise.all([
    new Visitor().ask(`GET /blobs/${name}`), new Visitor().ask(put, other), eve.ask(`GET /blobs/${name}`), eve.ask(`HEAD /blobs/${name}`),
    reads.ask(`GET /blobs/${name}`), reads.ask(put, other), elsewhere.ask(put, other), writes.ask(put, other),
  ].map(async reply => (await reply).status))).toEqual([401, 401, 404, 404, 200, 403, 403, 204]);
}); // prettier-ignore

test.each([
  ['a name that is none', 'GET /blobs/secret', undefined, [400, 'bad-request']],
  ['what is not there', `GET /blobs/${'0'.repeat(64)}`, undefined, [404, 'not-found']],
  ['bytes without a length', `PUT /blobs/${'0'.repeat(64)}`, undefined, [400, 'bad-request']],
  ['bytes with another name', `PUT /blobs/${'0'.repeat(64)}`, bytes, [400, 'bad-request']],
])('%s is refused', async (_, line, body, expected) => {
  expect((await refusal(await ada.ask(line, body))).slice(0, 2)).toEqual(expected);
});

test('when the account is deleted, no byte of it stays', async () => {
  const leaver = new Visitor();
  await leaver.signUpByPasskey();
  await leaver.ask(`PUT /blobs/${name}`, bytes);
  const { id } = await leaver.get(Account, 'GET /account');
  const here = async () => (await env.BLOBS.list({ prefix: `accounts/${id}/` })).objects.length;
  expect(await here()).toBe(1);
  await leaver.get(v.unknown(), 'DELETE /account');
  await strike(Date.now() + 8 * 24 * 60 * 60 * 1000);
  expect(await here()).toBe(0);
  expect(await env.DB.prepare('SELECT * FROM rooms WHERE account = ?').bind(id).first()).toBeNull();
});
