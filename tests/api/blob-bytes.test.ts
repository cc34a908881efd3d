/** Blobs over HTTP. */
import { applyD1Migrations, env } from 'cloudflare:test';
import { beforeAll, expect, test } from 'vitest';
import { Fault } from '../../core/contract/fault.ts';
import { answerBytes } from '../../worker-api/routes/blob-bytes.ts';
import { Blobs } from '../../worker-api/store/blobs.ts';

const text = 'All that glitters';
let name = '';
let blobs: Blobs;

beforeAll(async () => {
  await applyD1Migrations(env.DB, env.MIGRATIONS);
  await env.DB.prepare("INSERT INTO rooms (account, quota) VALUES ('bytes', 1000)").run();
  blobs = new Blobs(env, 'bytes');
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  name = Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('');
  expect((await ask('PUT', { 'content-length': String(text.length) }, text)).status).toBe(204);
});

const ask = (method: string, headers: Record<string, string> = {}, body?: string): Promise<Response> =>
  answerBytes(new Request('http://localhost/', { method, headers, ...(body === undefined ? {} : { body }) }), name, blobs); // prettier-ignore

test('it is given for good, to be kept as a file and never shown as a page', async () => {
  const reply = await ask('GET');
  expect([reply.status, await reply.text()]).toEqual([200, text]);
  expect(Object.fromEntries(reply.headers)).toMatchObject({
    'cache-control': 'private, max-age=31536000, immutable',
    'content-disposition': 'attachment',
    'content-length': String(text.length),
    'content-type': 'application/octet-stream',
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

test('who has it already is told so, and HEAD tells how large it is', async () => {
  expect((await ask('GET', { 'if-none-match': `W/"1", "${name}"` })).status).toBe(304);
  const head = await ask('HEAD');
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '17', '']);
});

test.each([
  ['a name that is none', () => answerBytes(new Request('http://localhost/'), '../secret', blobs), 'bad-request'],
  ['what is not there', () => answerBytes(new Request('http://localhost/'), '0'.repeat(64), blobs), 'not-found'],
  ['bytes without a length', () => ask('PUT', {}), 'bad-request'],
])('%s is refused', async (_, work, kind) => {
  const thrown: unknown = await work().catch((reason: unknown) => reason);
  expect(Fault.from(thrown).name).toBe(kind);
}); // prettier-ignore
