/** Bytes as they come over HTTP: on from where they broke off, and never two halves of different things. */
import { afterEach, expect, test, vi } from 'vitest';
import { AccountId, AssetHash } from '../../../core/contract/ids.ts';
import { parse } from '../../../core/contract/schema.ts';
import { Cut } from '../../../src/data/sync/drain.ts';
import { ownServer } from '../../../src/data/sync/server.ts';
import { faultFrom } from './given.ts';

afterEach(() => void vi.restoreAllMocks());

const hash = parse(AssetHash, 'a'.repeat(64));
const account = parse(AccountId, 'a_1');
const { signal } = new AbortController();
const get = (came?: Blob) => ownServer.get(hash, signal, account, came);

/** What our server sends next: this much, and then it breaks off where `cut` says so. */
function answer(text: string, init: ResponseInit = {}, cut = false) {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const sign of text) controller.enqueue(new TextEncoder().encode(sign));
      if (!cut) controller.close();
    },
    pull(controller) {
      controller.error(new TypeError('network error'));
    },
  });
  return vi.spyOn(globalThis, 'fetch').mockResolvedValueOnce(new Response(body, init));
}

const from = (at: number) => ({ status: 206, headers: { 'content-range': `bytes ${at}-9/10` } });
const asked = (fetching: ReturnType<typeof answer>) => {
  const [path, init] = fetching.mock.lastCall ?? [];
  return { path, headers: init?.headers, cache: init?.cache };
};

test('what has come is kept where it breaks off, and it goes on from there', async () => {
  const first = answer('01234', {}, true);
  const cut = await faultFrom(get(new Blob([])));
  expect(asked(first)).toEqual({
    path: `/api/v1/blobs/${hash}`,
    headers: { 'brushword-account': 'a_1' },
    cache: 'no-store',
  });
  expect(cut).toBeInstanceOf(Cut);
  expect(cut.name).toBe('offline');
  const { came } = cut as Cut;
  expect(await came.text()).toBe('01234');
  const next = answer('56789', from(5));
  expect(await (await get(came)).text()).toBe('0123456789');
  expect(asked(next).headers).toEqual({
    'brushword-account': 'a_1',
    range: 'bytes=5-',
    'if-range': `"${hash}"`,
  });
});

test.each([
  ['all of it comes', { status: 200 }],
  ['another part comes', from(0)],
])('where it was asked to go on and %s, what had come is left', async (_, init) => {
  answer('0123456789', init);
  expect(await (await get(new Blob(['xxxxx']))).text()).toBe('0123456789');
});

test('where the server is not reached, what had come is not lost', async () => {
  vi.spyOn(globalThis, 'fetch').mockRejectedValueOnce(new TypeError('Failed to fetch'));
  const cut = await faultFrom(get(new Blob(['01234'])));
  expect(await (cut as Cut).came.text()).toBe('01234');
});

test('left to the browser it comes whole, or it is known that it broke off', async () => {
  const whole = answer('0123456789');
  expect(await (await get()).text()).toBe('0123456789');
  expect(asked(whole).headers).toEqual({ 'brushword-account': 'a_1' });
  answer('01234', {}, true);
  const cut = await faultFrom(get());
  expect(cut).toBeInstanceOf(Cut);
  expect((cut as Cut).came.size).toBe(0);
});

test('left to the browser, a server that is not reached is not asked again at once', async () => {
  vi.spyOn(globalThis, 'fetch').mockRejectedValueOnce(new TypeError('Failed to fetch'));
  const fault = await faultFrom(get());
  expect([fault.name, fault instanceof Cut]).toEqual(['offline', false]);
});

test('an answer in JSON that breaks off is no bug of ours: the server cannot be reached', async () => {
  answer('{"missing":', { headers: { 'content-type': 'application/json' } }, true);
  expect((await faultFrom(ownServer.missing([], signal, account))).name).toBe('offline');
});

test('an answer of another account’s vault is not taken', async () => {
  const reply = { head: 0, accepted: 0, known: 0, ahead: [], now: 1, account: 'a_2' };
  answer(JSON.stringify(reply));
  const push = { edition: 1, device: 'd', read: 0, changes: [] } as unknown as Parameters<
    typeof ownServer.push
  >[0];
  expect((await faultFrom(ownServer.push(push, signal, account))).name).toBe('signed-out');
  answer(JSON.stringify({ changes: [], cursor: 0, head: 0, more: false, now: 1, account: 'a_2' }));
  const pull = { edition: 1, device: 'd', since: 0, limit: 1 } as unknown as Parameters<
    typeof ownServer.pull
  >[0];
  expect((await faultFrom(ownServer.pull(pull, signal, account))).name).toBe('signed-out');
});
