/** The site as workerd serves it: what is there, what is not, and what each reply says of itself. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
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
    ['/share', 200, 'text/html'],
    ['/robots.txt', 200, 'text/plain'],
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

test('the page of a link runs our own script, asks our own server, and is for no search engine', async () => {
  const { headers } = await ask('/share', page);
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
  );
  expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
  expect((await ask('/api/v1/health')).headers.get('x-robots-tag')).toBe('noindex, nofollow');
  expect((await ask('/')).headers.get('x-robots-tag')).toBeNull();
  expect(await (await ask('/robots.txt')).text()).toContain('Disallow: /api/');
});

test('the page of a link is less than 20 KB of script and style, gzipped', async () => {
  const html = await (await ask('/share', page)).text();
  expect(html).not.toMatch(/<style|style=|<script(?![^>]* src=)| on\w+=/);
  const files = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
  const dist = join(import.meta.dirname, '../../dist');
  const sizes = files.map(path => gzipSync(readFileSync(join(dist, path))).length);
  expect(files.length).toBeGreaterThan(2);
  // What is imported without being named on the page would not be counted.
  for (const path of files.filter(name => name.endsWith('.js'))) {
    for (const [, name = ''] of readFileSync(join(dist, path), 'utf8').matchAll(/from\s*"\.\/([^"]+)"/g)) {
      expect(files).toContain(`/assets/${name}`);
    }
  }
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(20_000);
});

test.each([
  ['/', 'no-cache'],
  ['/share', 'no-cache'],
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
