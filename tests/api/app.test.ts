/** The Worker, in workerd, with a site of one page. */
import { expect, test } from 'vitest';
import { FaultReply, Health, apiRoot } from '../../core/contract/api.ts';
import { edition } from '../../core/contract/edition.ts';
import { parse } from '../../core/contract/schema.ts';
import { fetchWorker } from './visitor.ts';

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
  fetchWorker(new Request(`http://localhost${path}`, { method, headers }));

test('health tells the edition', async () => {
  const response = await ask(`${apiRoot}/health`);
  expect(response.status).toBe(200);
  expect(parse(Health, await response.json())).toEqual({ ok: true, edition, gpu_available: false });
});

test.each(['/api', '/api/', '/api/v1', '/api/v1/nothing', '/api/v2/health', '/api/health'])(
  '%s is no address',
  async path => {
    const response = await ask(path, { accept: 'text/html' });
    expect(response.status).toBe(404);
    expect(parse(FaultReply, await response.json()).kind).toBe('not-found');
  },
);

test('health answers to GET alone', async () => {
  const response = await ask(`${apiRoot}/health`, {}, 'POST');
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET']);
});

test.each([
  ['a page that the app knows', '/projects/7', { 'sec-fetch-mode': 'navigate' }, 200],
  ['the same, from an older browser', '/projects/7', { accept: 'text/html,*/*' }, 200],
  ['a script that is gone', '/assets/old-1234.js', { accept: '*/*' }, 404],
  ['the same, in the address bar', '/assets/old-1234.js', { 'sec-fetch-mode': 'navigate' }, 404],
  ['a picture that is gone', '/samples/none.webp', { accept: 'image/*' }, 404],
  ['something a script asked for', '/projects/7', { accept: '*/*', 'sec-fetch-mode': 'cors' }, 404],
])('%s', async (_, path, headers, status) => {
  const response = await ask(path, headers);
  expect(response.status).toBe(status);
  if (status === 404) expect(response.headers.get('cache-control')).toBe('no-store');
});

test('a page takes no form', async () => {
  expect((await ask('/projects/7', { accept: 'text/html' }, 'POST')).status).toBe(405);
});

test.each([`${apiRoot}/health`, '/api/nothing', '/assets/none.js', '/projects/7'])(
  '%s is protected',
  async path => {
    const { headers } = await ask(path, { accept: 'text/html' });
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  },
);

test('every reply has an id, which the asker does not choose', async () => {
  const ids = [];
  for (const path of ['/api/v1/health', '/api/v1/account', '/projects/7', '/api/v1/health']) {
    const { headers } = await ask(path, { accept: 'text/html', 'x-request-id': 'mine' });
    ids.push(headers.get('x-request-id'));
  }
  expect(new Set(ids).size).toBe(4);
  expect(ids).not.toContain('mine');
  expect((await ask('/projects/7', { 'cf-ray': '8f2-AMS' })).headers.get('x-request-id')).toBe('8f2-AMS');
});
