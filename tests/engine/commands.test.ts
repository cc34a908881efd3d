/** The engine as a command's own page reaches it: by that page's address, with a key that the page never learns. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineAt } from '../../tools/edit/engine.ts';
import { serveFiles, type Files } from '../../tools/edit/files.ts';
import { FakeEngine } from '../fakes/providers/engine.ts';
import { asking, folderUntil } from './asking.ts';

const KEY = 'a key of the tests';
const dist = join(folderUntil(afterAll), 'dist');
const fake = new FakeEngine();
const opened: Files[] = [];

beforeAll(async () => {
  mkdirSync(dist);
  writeFileSync(join(dist, '_headers'), '/*\n  X-Of: tests\n');
  writeFileSync(join(dist, 'page.json'), '{"page":true}');
  await fake.start();
  fake.key = KEY;
});
afterAll(async () => {
  for (const files of opened) files.close();
  await fake.stop();
});

async function served(url = fake.url, key: string | undefined = KEY): Promise<string> {
  const files = await serveFiles(dist, true, engineAt(url, { ENGINE_KEY: key }));
  opened.push(files);
  return files.url;
}

const own = { 'sec-fetch-site': 'same-origin' };
const job = '/api/v1/jobs/0b4a3f1e-5c2d-4e6f-8a9b-0c1d2e3f4a5b';
const unknown = { status: 404, json: { kind: 'not-found' } };

test('what the page asks of the API goes there with the key; all else is a file', async () => {
  const url = await served();
  expect(await asking(url, { path: job, headers: own })).toMatchObject(unknown);
  expect(fake.log.at(-1)).toBe(`GET ${job}`);
  expect(await asking(url, { path: '/page.json', headers: own })).toMatchObject({ json: { page: true } });
});

test.each([
  ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
  ['who does not say', {}],
  ['a name that leads here', { ...own, host: 'evil.example' }],
])('%s is refused', async (_, headers) => {
  const before = fake.log.length;
  const { status, json } = await asking(await served(), { path: job, headers: { ...headers } });
  expect([status, json]).toEqual([
    403,
    { kind: 'forbidden', message: expect.stringMatching(/Only the page/) },
  ]);
  expect(fake.log).toHaveLength(before);
});

test.each([
  ['a key that is another', () => served(fake.url, 'another'), 403, 'refused', /Set ENGINE_KEY/],
  ['no key', () => served(fake.url, ''), 403, 'refused', /Set ENGINE_KEY/],
  [
    'nobody there',
    () => served('http://127.0.0.1:9'),
    502,
    'offline',
    /Nobody answers at http:\/\/127\.0\.0\.1:9/,
  ],
])('%s: a sentence that says what to do', async (_, open, status, kind, sentence) => {
  const answer = await asking(await open(), { path: job, headers: own });
  expect(answer).toMatchObject({ status, json: { kind, message: expect.stringMatching(sentence) } });
});

describe('its address', () => {
  test.each([
    ['http://localhost:8788/', 'http://localhost:8788'],
    ['http://192.168.0.7:8788', 'http://192.168.0.7:8788'],
    ['https://engine.example', 'https://engine.example'],
  ])('%s', (given, url) => {
    expect(engineAt(given, {})).toEqual({ url, key: undefined });
  });

  test.each([
    ['http://engine.example', /could read what goes to http:\/\/engine\.example/],
    ['engine.example', /Write the address as/],
    ['https://ada:secret@engine.example', /without a name or a password/],
  ])('%s is none', (given, sentence) => {
    expect(() => engineAt(given, {})).toThrow(sentence);
  });
});
