/** Who does an account's jobs: set up by its person, sent no further than they may go, and with secrets that never come back. */
import { runInDurableObject } from 'cloudflare:test';
import { env as bound } from 'cloudflare:workers';
import { afterEach, describe, expect, inject, test, vi } from 'vitest';
import { Account, Export, MadeKey } from '../../core/contract/account.ts';
import { Activity, HostedJob, HostedProvider, ProviderHealth } from '../../core/contract/hosted.ts';
import { AccountId } from '../../core/contract/ids.ts';
import { parse, v } from '../../core/contract/schema.ts';
import type { Desk } from '../../worker-api/objects/desk.ts';
import { hire } from '../../worker-api/objects/hire.ts';
import { seal, unseal } from '../../worker-api/store/secrets.ts';
import { Visitor, env, refusal } from './visitor.ts';
import { generate, lines, newWords, plan, seen } from './workshop.ts';

afterEach(() => void vi.restoreAllMocks());

const any = v.unknown();
const SECRET = 'a secret that nobody may read';

async function someone(settings = env): Promise<Visitor> {
  const visitor = new Visitor({}, settings);
  await visitor.signUpByPasskey();
  return visitor;
}

const engineAt = (url: string, secrets: Record<string, string | null> = {}) => ({
  ...{ kind: 'engine', name: 'Engine in the cellar', config: { url }, secrets },
});
const listed = (visitor: Visitor) => visitor.get(v.array(HostedProvider), 'GET /providers');
const add = (visitor: Visitor, body: unknown) => visitor.get(HostedProvider, 'POST /providers', body);

describe('a provider', () => {
  test('is set up, listed, changed and taken out; of its secrets only the names are told', async () => {
    const ada = await someone();
    const made = await add(ada, engineAt(inject('workshop'), { key: SECRET }));
    expect(made).toMatchObject({
      kind: 'engine',
      secrets: ['key'],
      own: false,
      config: { url: inject('workshop') },
    });
    expect(made.tools).toContain('repaint');
    const list = await listed(ada);
    expect(list.map(({ name, own }) => [name, own])).toEqual([['Engine in the cellar', false], ['This server', true]]); // prettier-ignore
    const changed = await ada.get(HostedProvider, `PATCH /providers/${made.id}`, { name: 'Engine upstairs' });
    expect(changed).toEqual({ ...made, name: 'Engine upstairs' });
    expect(JSON.stringify([made, list, changed])).not.toContain(SECRET);
    const bare = await ada.get(HostedProvider, `PATCH /providers/${made.id}`, { secrets: { key: null } });
    expect(bare.secrets).toEqual([]);
    await ada.get(any, `DELETE /providers/${made.id}`);
    expect((await listed(ada)).map(({ own }) => own)).toEqual([true]);
  });

  test.each([
    ['no address', { ...engineAt('cellar') }],
    ['a secret in the open', { ...engineAt('https://e.example'), config: { url: 'https://e.example', key: SECRET } }],
    ['a secret that it has not', engineAt('https://e.example', { password: SECRET })],
    ['no kind that is known', { ...engineAt('https://e.example'), kind: 'mechanical turk' }],
    ['an address at a mail server', engineAt('https://e.example:25')],
    ['an address with a password', engineAt('https://ada:b@e.example')],
  ])('with %s is refused', async (_, body) => {
    expect((await refusal(await (await someone()).ask('POST /providers', body))).slice(0, 2)).toEqual([400, 'bad-request']);
  }); // prettier-ignore

  test.each([
    ['http://127.0.0.1:8188'],
    ['http://0x7f.1:8188'],
    ['http://192.168.1.20'],
    ['http://[::1]:8188'],
    ['http://169.254.169.254'],
    ['http://nas.local'],
  ])('at %s is none for the cloud', async url => {
    for (const settings of [{ ...env, ALLOW_PRIVATE: '' }, { ...env, ORIGIN: 'https://brushword.example' }]) {
      const ada = await someone(settings);
      expect((await refusal(await ada.ask('POST /providers', engineAt(url)))).slice(0, 2)).toEqual([400, 'bad-request']);
      const comfy = { kind: 'comfyui', name: 'Comfy', config: { url } };
      expect((await refusal(await ada.ask('POST /providers', comfy))).slice(0, 2)).toEqual([400, 'bad-request']);
    }
  }); // prettier-ignore

  test('that was set up at home is not asked from the cloud either', async () => {
    const ada = await someone();
    const { id: account } = await ada.get(Account, 'GET /account');
    const made = await add(ada, engineAt(inject('workshop')));
    const away = { ...env, ALLOW_PRIVATE: '' };
    const { maker } = await hire(away, account, made.id, new AbortController().signal);
    expect(await maker.health()).toMatchObject({ ok: false });
  });

  test('whose address changes is told its secret anew', async () => {
    const ada = await someone();
    const { id } = await add(ada, engineAt('https://e.example', { key: SECRET }));
    const config = { url: 'https://thief.example' };
    expect(await refusal(await ada.ask(`PATCH /providers/${id}`, { config }))).toEqual([400, 'bad-request', 'Its key was for the old address. Type it again, too.']); // prettier-ignore
    await ada.get(HostedProvider, `PATCH /providers/${id}`, { config, secrets: { key: 'another' } });
    await ada.get(HostedProvider, `PATCH /providers/${id}`, {
      config: { url: 'https://thief.example/base' },
    });
  });

  test('tells how it is; of one that nobody answers at, what to do', async () => {
    const ada = await someone();
    const made = await add(ada, engineAt(inject('workshop'), { key: SECRET }));
    expect(await ada.get(ProviderHealth, `POST /providers/${made.id}/health`)).toMatchObject({
      ok: true,
      gpu: false,
    });
    const gone = await add(ada, engineAt('http://127.0.0.1:59999'));
    expect(await ada.get(ProviderHealth, `POST /providers/${gone.id}/health`)).toMatchObject({ ok: false });
  });

  test('of the server is nobody’s to change, and is asked with the server’s own key', async () => {
    const ada = await someone();
    const [own] = await listed(ada);
    expect(own).toMatchObject({ own: true, kind: 'engine', config: {}, secrets: [] });
    expect((await refusal(await ada.ask(`PATCH /providers/${own?.id}`, { name: 'Mine' }))).slice(0, 2)).toEqual([403, 'forbidden']); // prettier-ignore
    expect((await refusal(await ada.ask(`DELETE /providers/${own?.id}`))).slice(0, 2)).toEqual([
      403,
      'forbidden',
    ]);
    expect(await ada.get(ProviderHealth, `POST /providers/${own?.id}/health`)).toMatchObject({ ok: true });
    expect(await listed(await someone({ ...env, ENGINE_URL: '' }))).toEqual([]);
  });

  test('there are at most twenty', async () => {
    const ada = await someone();
    for (let n = 0; n < 20; n++) await add(ada, engineAt('https://e.example'));
    expect((await refusal(await ada.ask('POST /providers', engineAt('https://e.example')))).slice(0, 2)).toEqual([409, 'conflict']); // prettier-ignore
  });

  test('goes with the account', async () => {
    const ada = await someone();
    const { id } = await ada.get(Account, 'GET /account');
    await add(ada, engineAt('https://e.example', { key: SECRET }));
    await bound.DB.prepare('DELETE FROM person WHERE account = ?').bind(id).run();
    const { results } = await bound.DB.prepare('SELECT 1 FROM providers WHERE account = ?').bind(id).all();
    expect(results).toEqual([]);
  });
});

describe('a secret', () => {
  const place = { account: 'a_1', provider: 'p' };

  test('opens at its place, and nowhere else', async () => {
    const sealed = await seal(env, place, { key: SECRET });
    expect(await unseal(env, place, sealed)).toEqual({ key: SECRET });
    expect(atob(sealed)).not.toContain('secret');
    expect(await seal(env, place, { key: SECRET })).not.toBe(sealed);
    for (const other of [
      { ...place, account: 'a_2' },
      { ...place, provider: 'q' },
    ])
      await expect(unseal(env, other, sealed)).rejects.toMatchObject({ name: 'conflict' });
    const changed = { ...env, SECRETS_KEY: 'another key, and it is as long as it must be' };
    await expect(unseal(changed, place, sealed)).rejects.toMatchObject({ name: 'conflict' });
    const spoiled = btoa(atob(sealed).replace(/.$/s, last => String.fromCharCode(last.charCodeAt(0) ^ 1)));
    await expect(unseal(env, place, spoiled)).rejects.toMatchObject({ name: 'conflict' });
  });

  test.each([[''], ['short']])('is not kept under the key %o', async SECRETS_KEY => {
    vi.spyOn(console, 'error').mockReturnValue();
    const ada = await someone({ ...env, SECRETS_KEY });
    const asked = ada.ask('POST /providers', engineAt('https://e.example', { key: SECRET }));
    expect((await refusal(await asked)).slice(0, 2)).toEqual([500, 'bug']);
    await add(ada, engineAt('https://e.example'));
  });

  test('moved to another account’s row is of no use there', async () => {
    const [ada, eve] = [await someone(), await someone()];
    const secret = await add(ada, engineAt(inject('workshop'), { key: SECRET }));
    const made = await add(eve, engineAt(inject('workshop'), { key: 'of eve' }));
    await bound.DB.prepare('UPDATE providers SET secrets = (SELECT secrets FROM providers WHERE id = ?) WHERE id = ?').bind(secret.id, made.id).run(); // prettier-ignore
    expect((await refusal(await eve.ask(`POST /providers/${made.id}/health`))).slice(0, 2)).toEqual([409, 'conflict']); // prettier-ignore
  });

  test('arrives where it is for, and stands in no row, no reply and no line of the log', async () => {
    const said: string[] = [];
    for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
      vi.spyOn(console, level).mockImplementation((...words: unknown[]) => void said.push(words.map(String).join(' ')));
    const ada = await someone();
    const { id: account } = await ada.get(Account, 'GET /account');
    const made = await add(ada, engineAt(inject('workshop'), { key: SECRET }));
    const [good, bad] = [newWords(), newWords()];
    await plan(bad, { ends: [{ kind: 'refused', message: `No, ${SECRET}.` }] });
    const replies: unknown[] = [made, await listed(ada)];
    for (const words of [good, bad]) {
      const asked = await ada.ask('POST /jobs', { ...generate(words), provider: made.id }, { 'idempotency-key': words.replaceAll(' ', '') });
      const { id } = parse(HostedJob, await asked.json());
      await expect.poll(async () => (await ada.get(HostedJob, `GET /jobs/${id}`)).ended, { timeout: 20_000 }).toBeDefined();
      replies.push(await ada.get(HostedJob, `GET /jobs/${id}`));
    }
    const kept = await ada.get(Export, 'GET /account/export');
    expect([kept.providers.map(({ id }) => id), kept.jobs.map(({ state }) => state)]).toEqual([[made.id], ['failed', 'done']]);
    replies.push(await ada.get(Activity, 'GET /activity'), kept);
    expect((await seen(good))[0]?.headers['authorization']).toBe(`Bearer ${SECRET}`);
    const { results } = await bound.DB.prepare('SELECT * FROM providers').all();
    expect(JSON.stringify([results, replies])).not.toContain(SECRET);
    expect(said.length).toBeGreaterThan(0);
    for (const word of [SECRET, account, good, bad, made.id, inject('workshop')]) expect(said.join('\n')).not.toContain(word);
  }); // prettier-ignore
});

describe('a job', () => {
  test('is asked for by a program that may write, under a key; one that may read sees it', async () => {
    const ada = await someone();
    const bearer = async (scope: string): Promise<Visitor> => {
      const { key } = await ada.get(MadeKey, 'POST /account/keys', { name: 'A program', scope });
      return new Visitor({ authorization: `Bearer ${key}` });
    };
    const [reads, writes] = [await bearer('read'), await bearer('write')];
    const words = newWords();
    for (const key of [undefined, '', 'x'.repeat(65), 'with space']) {
      const headers = key === undefined ? {} : { 'idempotency-key': key };
      expect((await refusal(await writes.ask('POST /jobs', generate(words), headers))).slice(0, 2)).toEqual([400, 'bad-request']); // prettier-ignore
    }
    const asked = await writes.ask('POST /jobs', generate(words), { 'idempotency-key': 'x'.repeat(64) });
    const job = parse(HostedJob, await asked.json());
    expect(await reads.get(HostedJob, `GET /jobs/${job.id}`)).toMatchObject({ id: job.id, tool: 'generate' });
    expect((await reads.get(v.array(HostedJob), 'GET /jobs')).map(({ id }) => id)).toEqual([job.id]);
    const headers = { upgrade: 'websocket' };
    expect((await reads.ask('GET /jobs/socket', undefined, headers)).status).toBe(101);
    expect((await ada.ask('GET /jobs/socket')).status).toBe(426);
    expect((await new Visitor().ask('GET /jobs/socket', undefined, headers)).status).toBe(401);
    const crossSite = { ...headers, 'sec-fetch-site': 'cross-site' };
    expect((await ada.ask('GET /jobs/socket', undefined, crossSite)).status).toBe(403);
  });

  test('that may not be asked is refused, and one beyond the end of the line is told when to come again', async () => {
    const ada = await someone();
    const asked = await ada.ask('POST /jobs', generate('undress her'), { 'idempotency-key': 'a' });
    expect((await refusal(asked)).slice(0, 2)).toEqual([403, 'policy']);
    const words = newWords();
    await plan(words, { polls: 1_000_000 });
    for (let n = 0; n < 100; n++)
      await ada.ask('POST /jobs', generate(words), { 'idempotency-key': `k${n}` });
    const full = await ada.ask('POST /jobs', generate(words), { 'idempotency-key': 'one-more' });
    expect([full.headers.get('retry-after'), ...(await refusal(full))]).toEqual(['30', 429, 'too-often', 'There is no more room in line. Try again in a minute.']); // prettier-ignore
    const { id } = await ada.get(Account, 'GET /account');
    await bound.DESK.getByName(parse(AccountId, id)).erase();
  });

  test.each([
    ['runs there', { polls: 1_000_000 }],
    ['waits for it', { refuse: [503, 503, 503, 503, 503, 503] }],
  ])('fails when its provider is taken out while it %s', async (_, what) => {
    const ada = await someone();
    const { id: provider } = await add(ada, engineAt(inject('workshop')));
    const words = newWords();
    await plan(words, what);
    const asked = await ada.ask('POST /jobs', { ...generate(words), provider }, { 'idempotency-key': 'a' });
    const { id } = parse(HostedJob, await asked.json());
    await expect.poll(() => lines(words), { timeout: 20_000 }).not.toEqual([]);
    await ada.get(any, `DELETE /providers/${provider}`);
    const { id: account } = await ada.get(Account, 'GET /account');
    const desk = bound.DESK.getByName(account);
    await runInDurableObject(desk, (_, state) => state.abort('killed by a test')).catch(() => undefined);
    const job = () => ada.get(HostedJob, `GET /jobs/${id}`);
    await expect.poll(async () => (await job()).state, { timeout: 20_000 }).toBe('failed');
    expect((await job()).fault).toEqual({
      kind: 'not-found',
      message: 'There is no such provider. Look at the list again.',
    });
  });

  test('at a provider that charges is not submitted again when the connection breaks off', async () => {
    const ada = await someone();
    const config = { url: inject('workshop') };
    const openai = { kind: 'openai', name: 'OpenAI', config, secrets: { key: SECRET } };
    const { id: provider } = await add(ada, openai);
    const words = newWords();
    await plan(words, { hold: 60_000 });
    const sent = { ...generate(words, { width: 1024, height: 1024 }), provider };
    const asked = await ada.ask('POST /jobs', sent, { 'idempotency-key': 'a' });
    const { id } = parse(HostedJob, await asked.json());
    await expect.poll(() => lines(words), { timeout: 20_000 }).toHaveLength(1);
    const { id: account } = await ada.get(Account, 'GET /account');
    // It tells nothing while it works, and is not given up for that.
    await runInDurableObject(bound.DESK.getByName(account), (desk: Desk) => {
      desk.limits = { ...desk.limits, stall: 1 };
      return desk.alarm();
    });
    expect(await ada.get(HostedJob, `GET /jobs/${id}`)).toMatchObject({ state: 'running' });
    await runInDurableObject(bound.DESK.getByName(account), (_, state) => state.abort('killed by a test')).catch(() => undefined);
    await expect.poll(async () => (await ada.get(HostedJob, `GET /jobs/${id}`)).state, { timeout: 20_000 }).toBe('failed');
    expect(await ada.get(HostedJob, `GET /jobs/${id}`)).toMatchObject({
      attempts: 1,
      fault: { kind: 'refused', message: 'The connection to “OpenAI” broke off while it worked. It may have been done and charged. Asking again is a new job.' },
    });
    expect(await lines(words)).toHaveLength(1);
  }); // prettier-ignore
});
