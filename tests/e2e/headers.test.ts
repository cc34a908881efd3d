/** The site as workerd serves it: what is there, what is not, and what each reply says of itself. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Health } from '../../core/contract/api.ts';
import { parse } from '../../core/contract/schema.ts';
import { freePort } from '../../tools/ports.ts';
import { serve, type Served } from '../../tools/serve.ts';

const state = mkdtempSync(join(tmpdir(), 'brushword-site-'));
let site: Served;
beforeAll(async () => void (site = await serve(await freePort(), state)));
afterAll(async () => {
  await site.stop();
  rmSync(state, { recursive: true });
});

const ask = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(site.url + path, { headers, redirect: 'manual' });
const script = `/assets/${readdirSync(join(import.meta.dirname, '../../dist/assets')).find(name => name.endsWith('.js')) ?? ''}`;
const page = { accept: 'text/html' };

describe('every reply is isolated and says what it is', () => {
  test.each([
    ['/', 200, 'text/html'],
    ['/projects/7', 200, 'text/html'],
    [script, 200, 'text/javascript'],
    ['/service-worker.js', 200, 'text/javascript'],
    ['/manifest.webmanifest', 200, 'application/manifest+json'],
    ['/icon.svg', 200, 'image/svg+xml'],
    ['/assets/none-1234.js', 404, 'text/plain'],
    ['/api/v1/health', 200, 'application/json'],
    ['/api/v1/none', 404, 'application/json'],
    ['/api/v1/openapi.json', 200, 'application/json'],
    ['/developers', 200, 'text/html'],
  ])('%s', async (path, status, type) => {
    const { status: was, headers } = await ask(path, page);
    expect([was, headers.get('content-type')?.split(';')[0]]).toEqual([status, type]);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  });
});

test.each(['/', '/projects/7'])('%s may run only our own scripts and styles', async path => {
  const policy = (await ask(path, page)).headers.get('content-security-policy') ?? '';
  const rules = new Map(
    policy.split('; ').map(rule => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]),
  );
  expect(rules.get('script-src')).toBe("'self' 'wasm-unsafe-eval'");
  expect(rules.get('style-src')).toBe("'self'");
  expect(rules.get('frame-ancestors')).toBe("'none'");
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)/);
});

test('data, and nothing else, may come from a server that a person chose: encrypted, or from this very machine', async () => {
  const policy = (await ask('/', page)).headers.get('content-security-policy') ?? '';
  const elsewhere = policy.split('; ').filter(rule => /\*|http/.test(rule));
  expect(elsewhere).toEqual(["connect-src 'self' blob: https: http://localhost:* http://127.0.0.1:*"]);
});

test.each([
  ['/', 'no-cache'],
  ['/projects/7', 'no-cache'],
  ['/service-worker.js', 'no-cache'],
  ['/manifest.webmanifest', 'no-cache'],
  [script, 'public, max-age=31536000, immutable'],
  ['/assets/none-1234.js', 'no-store'],
  ['/api/v1/health', 'no-store'],
])('%s is kept: %s', async (path, caching) => {
  expect((await ask(path, page)).headers.get('cache-control')).toBe(caching);
});

test('microphone and camera are ours alone, and what we do not use nobody gets', async () => {
  const policy = (await ask('/')).headers.get('permissions-policy') ?? '';
  expect(policy).toContain('microphone=(self)');
  expect(policy).toContain('camera=(self)');
  expect(policy).toContain('geolocation=()');
});

test('the same page costs nothing twice', async () => {
  const tag = (await ask('/')).headers.get('etag') ?? '';
  expect((await ask('/', { 'if-none-match': tag })).status).toBe(304);
});

test('health is answered over the wire', async () => {
  expect(parse(Health, await (await ask('/api/v1/health')).json())).toMatchObject({ ok: true });
});

test('_headers itself is not a page', async () => {
  expect((await ask('/_headers')).status).toBe(404);
});
