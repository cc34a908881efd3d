/** Who may ask the engine, and by which name of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiRoot } from '../../core/contract/api.ts';
import { openEngine, type Engine } from '../../tools/engine/open.ts';
import { asking, faultOf, folderUntil } from './asking.ts';

const KEY = 'a key of the tests';
const HOME = 'https://brushword.example';
const folders = [folderUntil(afterAll), folderUntil(afterAll)];
let [open, keyed]: (Engine | undefined)[] = [];

beforeAll(async () => {
  const [one = '', two = ''] = folders;
  const here = { port: 0, host: '127.0.0.1', threads: 1 };
  open = await openEngine({ ...here, folder: one, origins: [] });
  keyed = await openEngine({ ...here, folder: two, origins: [HOME], key: KEY });
}, 60_000);
afterAll(() => Promise.all([open?.close(), keyed?.close()]));

const health = `${apiRoot}/health`;
const job = `${apiRoot}/jobs/nobody`;
const models = '/sdapi/v1/sd-models';
const status = async (engine: Engine | undefined, path: string, headers: Record<string, string>) =>
  (await asking(engine?.url ?? '', { path, headers })).status;

describe('without a key', () => {
  test.each(['localhost:8788', '127.0.0.1:8788', '[::1]:8788', 'LOCALHOST'])(
    'it answers at %s',
    async host => {
      expect(await status(open, health, { host })).toBe(200);
    },
  );

  test.each(['engine.example', 'localhost.engine.example', '127.0.0.1.nip.io', '10.0.0.7:8788'])(
    'a name that leads here from elsewhere is not its own: %s',
    async host => {
      expect(await status(open, health, { host })).toBe(403);
    },
  );

  test('it listens on this machine alone', async () => {
    const options = { port: 0, host: '0.0.0.0', folder: folders[0] ?? '', origins: [] };
    expect(await faultOf(openEngine(options))).toMatchObject({ name: 'bad-request', message: /needs a key/ });
  });

  test.each([
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('a page elsewhere may not ask: %o', async headers => {
    expect(await status(open, models, headers as Record<string, string>)).toBe(403);
  });

  test.each(['//', '/%', '/\\', '/?', '*'])('an address that is none breaks nothing: %s', async path => {
    expect(await status(open, path, {})).toBe(404);
    expect(await status(open, health, {})).toBe(200);
  });

  test('a person who types its address may', async () => {
    expect(await status(open, health, { 'sec-fetch-site': 'none' })).toBe(200);
  });
});

describe('with a key', () => {
  const basic = (password: string): string => `Basic ${Buffer.from(`me:${password}`).toString('base64')}`;

  test.each([
    ['none', {}],
    ['another', { authorization: 'Bearer something else' }],
    ['one that begins like it', { authorization: `Bearer ${KEY.slice(0, -1)}` }],
    ['nothing', { authorization: 'Bearer ' }],
    ['another password', { authorization: basic('guess') }],
  ])('who says %s is not let in, on any line but health', async (_, headers) => {
    for (const path of [job, models, '/nothing'])
      expect(await asking(keyed?.url ?? '', { path, headers: headers as Record<string, string> })).toMatchObject({ status: 401 }); // prettier-ignore
    expect(await status(keyed, health, headers as Record<string, string>)).toBe(200);
  });

  test('who says it is let in, by Bearer and, as A1111 has it, by Basic; by any name of the machine', async () => {
    for (const authorization of [`Bearer ${KEY}`, `bearer ${KEY}`, basic(KEY)]) {
      expect(await status(keyed, job, { authorization })).toBe(404);
      expect(await status(keyed, models, { authorization, host: 'engine.example' })).toBe(200);
    }
  });

  test('a page of the origin that was named may ask and read; others may not', async () => {
    const authorization = `Bearer ${KEY}`;
    const url = keyed?.url ?? '';
    const asked = await asking(url, { path: models, headers: { authorization, origin: HOME } });
    expect(asked).toMatchObject({
      status: 200,
      headers: { 'access-control-allow-origin': HOME, vary: 'origin' },
    });
    // A browser asks first whether it may, and says no key then.
    const before = { path: job, method: 'OPTIONS', headers: { origin: HOME } };
    const allowed = {
      'access-control-allow-headers': expect.stringMatching(/authorization.*idempotency-key/),
    };
    expect(await asking(url, before)).toMatchObject({ status: 204, headers: allowed });
    const elsewhere = { authorization, origin: `${HOME}.evil.example` };
    const refused = await asking(url, { path: models, headers: elsewhere });
    expect([refused.status, refused.headers['access-control-allow-origin']]).toEqual([403, undefined]);
  });
});
