/** What the server asks of other machines: no longer, no more, and nobody else than it should. */
import { inject, describe, expect, test } from 'vitest';
import { Outside } from '../../worker-api/http.ts';
import { lines, newWords, plan, seen } from './workshop.ts';

const never = new AbortController().signal;
const home = (): string => inject('workshop');
const near = (): Outside => new Outside(never, true);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const get = (path: string) => ({ method: 'GET', url: `${home()}${path}` }) as const;

/** As an address of another host, though it is the same machine. */
const elsewhere = (): string => home().replace('127.0.0.1', 'localhost');

describe('where it asks', () => {
  test('is looked at before anything is sent', async () => {
    await expect(new Outside(never, false).send(get('/api/v1/health'))).rejects.toMatchObject({
      name: 'bad-request',
    });
  });

  test('is free for the address that whoever runs the server has set, and for that alone', async () => {
    const own = new Outside(never, false, home());
    expect((await own.send(get('/api/v1/health'))).status).toBe(200);
    const asked = own.send({ method: 'GET', url: `${elsewhere()}/api/v1/health` });
    await expect(asked).rejects.toMatchObject({ name: 'bad-request' });
    // Nor where that sends it on to.
    const on = own.send(get(`/on?to=${encodeURIComponent('http://169.254.169.254/')}`));
    await expect(on).rejects.toMatchObject({ name: 'bad-request' });
  });
});

describe('where it is sent on', () => {
  const key = { authorization: 'Bearer a secret', 'x-api-key': 'another' };
  const on = (to: string, more: { method: 'GET' | 'POST' } = { method: 'GET' }) =>
    near().send({ ...more, url: `${home()}/on?to=${encodeURIComponent(to)}`, headers: key });

  test('at the same host it says again what it said', async () => {
    const words = newWords();
    await on(`/echo?words=${encodeURIComponent(words)}`);
    expect((await seen(words))[0]?.headers).toMatchObject(key);
  });

  test('at another it keeps its secrets, and posts nothing', async () => {
    const words = newWords();
    const to = `${elsewhere()}/echo?words=${encodeURIComponent(words)}`;
    await on(to);
    expect(Object.keys((await seen(words))[0]?.headers ?? {})).not.toContain('authorization');
    expect(Object.keys((await seen(words))[0]?.headers ?? {})).not.toContain('x-api-key');
    await expect(on(to, { method: 'POST' })).rejects.toMatchObject({ name: 'refused' });
    expect(await lines(words)).toHaveLength(1);
  });

  test.each([
    'http://169.254.169.254/',
    'http://0.0.0.0/',
    'ftp://localhost/',
    'http://a:b@localhost/',
    'http://localhost:25/',
  ])('to %s it does not go', async to => {
    await expect(on(to)).rejects.toMatchObject({ name: 'bad-request' });
  });

  test('three times it follows, and no further', async () => {
    const hop = (to: string): string => `${home()}/on?to=${encodeURIComponent(to)}`;
    const end = `${home()}/api/v1/health`;
    expect((await near().send({ method: 'GET', url: hop(hop(hop(end))) })).status).toBe(200);
    const asked = near().send({ method: 'GET', url: hop(hop(hop(hop(end)))) });
    await expect(asked).rejects.toMatchObject({ name: 'refused' });
  });
});

describe('what it says', () => {
  test('is nothing that a browser says, nor for somebody else', async () => {
    const words = newWords();
    const headers = { origin: 'https://a.example', 'Sec-Fetch-Site': 'same-origin', cookie: 'a=b', referer: 'https://a.example', 'x-forwarded-for': '1.2.3.4', accept: 'image/png' }; // prettier-ignore
    await near().send({ ...get(`/echo?words=${encodeURIComponent(words)}`), headers });
    const sent = (await seen(words))[0]?.headers ?? {};
    expect(sent).toMatchObject({ accept: 'image/png' });
    expect(Object.keys(sent).filter(name => name in Object.fromEntries(Object.keys(headers).map(one => [one.toLowerCase(), 1])))).toEqual(['accept']); // prettier-ignore
  });
});

describe('how long and how much', () => {
  test('nobody who does not answer is waited for', async () => {
    const words = newWords();
    await plan(words, { hold: 5_000 });
    const asked = near().send({ ...get(`/echo?words=${encodeURIComponent(words)}`), patience: 200 });
    await expect(asked).rejects.toMatchObject({ name: 'offline', message: expect.stringContaining('did not answer within 1 seconds') as string }); // prettier-ignore
  });

  test('where nobody listens it is offline', async () => {
    await expect(near().send({ method: 'GET', url: 'http://127.0.0.1:9' })).rejects.toMatchObject({ name: 'bad-request' });
    await expect(near().send({ method: 'GET', url: 'http://127.0.0.1:59999' })).rejects.toMatchObject({ name: 'offline' });
  }); // prettier-ignore

  test('no more is read than was asked for', async () => {
    const { bytes } = await near().send(get('/api/v1/health'));
    const fits = await near().send({ ...get('/api/v1/health'), most: bytes.length });
    expect(text(fits.bytes)).toContain('gpu_available');
    const asked = near().send({ ...get('/api/v1/health'), most: bytes.length - 1 });
    await expect(asked).rejects.toMatchObject({ name: 'too-big' });
  });

  test('it stops when it is asked to, at once', async () => {
    const words = newWords();
    await plan(words, { hold: 5_000 });
    const stop = new AbortController();
    const outside = new Outside(stop.signal, true);
    const asked = outside.send(get(`/echo?words=${encodeURIComponent(words)}`));
    const waited = outside.wait(60_000);
    setTimeout(() => stop.abort(), 100);
    const stopped = { status: 'rejected', reason: { name: 'stopped' } };
    expect(await Promise.allSettled([asked, waited])).toMatchObject([stopped, stopped]);
    await expect(outside.send(get('/api/v1/health'))).rejects.toMatchObject({ name: 'stopped' });
    await expect(outside.wait(1)).rejects.toMatchObject({ name: 'stopped' });
  });
});
