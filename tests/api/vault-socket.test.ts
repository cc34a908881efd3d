/** The vault's sockets, its sleep, and what its alarm does. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { describe, expect, test, vi } from 'vitest';
import { FaultReply } from '../../core/contract/api.ts';
import { parse } from '../../core/contract/schema.ts';
import { PING, PONG, Poke, vaultEdition } from '../../core/contract/vault.ts';
import { DAY, T, change, freshVault, pull, push, standStill, type Named } from './vault.ts';

standStill();

const address = (device: string, edition: unknown = vaultEdition) =>
  `https://vault/?${String(new URLSearchParams({ device, edition: String(edition) }))}`;

interface Heard {
  readonly socket: WebSocket;
  readonly said: string[];
  readonly closed: Promise<CloseEvent>;
  /** Settles when so many messages have come. */
  has(count: number): Promise<void>;
}

async function open({ door }: Named, device: string): Promise<Heard> {
  const { webSocket: socket } = await door.fetch(
    new Request(address(device), { headers: { upgrade: 'websocket' } }),
  );
  if (!socket) throw new Error('No socket was opened.');
  const said: string[] = [];
  socket.addEventListener('message', ({ data }) => void said.push(String(data)));
  const closed = new Promise<CloseEvent>(resolve => socket.addEventListener('close', resolve));
  socket.accept();
  return {
    socket,
    said,
    closed,
    has: count => vi.waitUntil(() => said.length >= count).then(() => undefined),
  };
}

const heads = ({ said }: Heard) => said.map(text => parse(Poke, JSON.parse(text)).head);

describe('a socket', () => {
  test('tells the head when it opens, and whenever another device has pushed something new', async () => {
    const vault = freshVault();
    await vault.door.push(push([change(1)]));
    const [a, b, alsoB] = [await open(vault, 'a'), await open(vault, 'b'), await open(vault, 'b')];
    await vault.door.push(push([change(2), change(3)], 'a'));
    await vault.door.push(push([change(2)], 'c'));
    await vault.door.push(push([change(4)], 'b'));
    await Promise.all([a.has(2), b.has(2), alsoB.has(2)]);
    expect([heads(a), heads(b), heads(alsoB)]).toEqual([
      [1, 4],
      [1, 3],
      [1, 3],
    ]);
  });

  test('is answered in its sleep, and told of a push after the vault was put out of memory', async () => {
    const vault = freshVault();
    await vault.door.push(push([change(1)], 'a'));
    const b = await open(vault, 'b');
    await b.has(1);
    await evictDurableObject(vault.stub);
    b.socket.send(PING);
    await b.has(2);
    await vault.door.push(push([change(1), change(2)], 'a'));
    await b.has(3);
    expect(b.said).toEqual(['{"head":1}', PONG, '{"head":2}']);
    expect((await vault.door.pull(pull())).changes).toEqual([change(1), change(2)]);
  });

  test('one that is gone is in nobody’s way', async () => {
    const vault = freshVault();
    const [b, c] = [await open(vault, 'b'), await open(vault, 'c')];
    b.socket.close(1000);
    await vault.door.push(push([change(1)], 'a'));
    await c.has(2);
    expect(heads(c)).toEqual([0, 1]);
  });

  test('who closes it is answered', async () => {
    const b = await open(freshVault(), 'b');
    b.socket.close(1000);
    expect(await b.closed).toMatchObject({ code: 1000, wasClean: true });
  });

  test('where anything but ping is said, it is closed', async () => {
    const b = await open(freshVault(), 'b');
    b.socket.send('{"push":1}');
    expect((await b.closed).code).toBe(1008);
  });

  test.each([
    ['no upgrade', address('b'), {}, 426],
    ['another edition', address('b', 99), { upgrade: 'websocket' }, 400],
    ['no device', 'https://vault/', { upgrade: 'websocket' }, 400],
  ])('%s is refused', async (_, url, headers, status) => {
    const response = await freshVault().door.fetch(new Request(url, { headers: { ...headers } }));
    expect([response.status, response.webSocket]).toEqual([status, null]);
    expect(parse(FaultReply, await response.json()).kind).toBe('bad-request');
  });

  test('more than 256 of one account are refused', async () => {
    const vault = freshVault();
    for (let n = 0; n < 256; n++) await open(vault, `d${n}`);
    const response = await vault.door.fetch(new Request(address('x'), { headers: { upgrade: 'websocket' } }));
    expect([response.status, parse(FaultReply, await response.json()).kind]).toEqual([429, 'refused']);
  });
});

describe('the alarm', () => {
  const alarmOf = ({ stub }: Named) => runInDurableObject(stub, (_, { storage }) => storage.getAlarm());
  const old = [change(1, { value: 'a' }), change(1, { value: 'b', stamp: change(2).stamp })];

  test('is set by the first push, a day ahead, and outlives the object', async () => {
    const vault = freshVault();
    await vault.door.pull(pull());
    expect(await alarmOf(vault)).toBeNull();
    await vault.door.push(push([change(1)]));
    expect(await alarmOf(vault)).toBe(T + DAY);
    vi.setSystemTime(T + 1000);
    await evictDurableObject(vault.stub);
    await vault.door.push(push([change(2)]));
    expect(await alarmOf(vault)).toBe(T + DAY);
  });

  test('folds what was beaten, once it is a month old and every device has read it', async () => {
    const vault = freshVault();
    await vault.door.push(push([old[0]!], 'a'));
    await vault.door.push(push([old[1]!], 'a', 1));
    await vault.door.pull(pull(1, 10, 'b'));
    vi.setSystemTime(T + 31 * DAY);
    await runDurableObjectAlarm(vault.stub);
    // b has read the first alone.
    expect((await vault.door.pull(pull(0, 10, 'c'))).changes).toEqual(old);
    await vault.door.pull(pull(2, 10, 'b'));
    await vault.door.pull(pull(2, 10, 'c'));
    await runDurableObjectAlarm(vault.stub);
    expect(await vault.door.pull(pull(0, 10, 'd'))).toMatchObject({ changes: [old[1]], cursor: 2, head: 2 });
    // Nothing is left to be done.
    expect(await alarmOf(vault)).toBeNull();
  });

  test('waits no longer for a device that has not asked for three months', async () => {
    const vault = freshVault();
    await vault.door.push(push([old[0]!], 'a'));
    await vault.door.push(push([old[1]!], 'a', 1));
    await vault.door.pull(pull(0, 1, 'lost'));
    vi.setSystemTime(T + 89 * DAY);
    await runDurableObjectAlarm(vault.stub);
    expect((await vault.door.pull(pull(0, 10, 'gone'))).changes).toHaveLength(2);
    vi.setSystemTime(T + 180 * DAY);
    await runDurableObjectAlarm(vault.stub);
    expect((await vault.door.pull(pull())).changes).toEqual([old[1]]);
  });

  test('buries what was deleted three months ago, with all that belonged to it', async () => {
    const vault = freshVault();
    const [title, gone] = [change(1), change(1, { field: 'deleted', value: true })];
    const member = [
      change(1, { table: 'versions', id: 'v1', field: 'project', value: 'p1' }),
      change(1, { table: 'versions', id: 'v1', field: 'title', value: 'x' }),
    ];
    await vault.door.push(push([title, ...member, gone, change(2)]));
    vi.setSystemTime(T + 60 * DAY);
    await runDurableObjectAlarm(vault.stub);
    expect((await vault.door.pull(pull())).changes).toHaveLength(5);
    await vault.door.pull(pull(5));
    expect(await alarmOf(vault)).toBe(T + 61 * DAY);
    vi.setSystemTime(T + 91 * DAY);
    await runDurableObjectAlarm(vault.stub);
    expect((await vault.door.pull(pull())).changes).toEqual([gone, change(2)]);
    expect(await alarmOf(vault)).toBeNull();
  });

  test('what was set over unread stays until somebody sets it who has read it', async () => {
    const vault = freshVault();
    const at = (counter: number) => change(1, { value: counter, stamp: change(counter).stamp });
    await vault.door.push(push([at(1)], 'a'));
    await vault.door.push(push([at(2)], 'b', 0));
    vi.setSystemTime(T + 31 * DAY);
    await runDurableObjectAlarm(vault.stub);
    expect((await vault.door.pull(pull())).changes).toEqual([at(1), at(2)]);
    await vault.door.push(push([at(3)], 'b', 2));
    await vault.door.pull(pull(3));
    vi.setSystemTime(T + 62 * DAY);
    await runDurableObjectAlarm(vault.stub);
    expect((await vault.door.pull(pull())).changes).toEqual([at(3)]);
  });

  test('what lay at the very end may be gone; numbers go on from there', async () => {
    const vault = freshVault();
    const gone = change(1, { field: 'deleted', value: true });
    await vault.door.push(push([gone, change(1, { table: 'jobs', field: 'project', value: 'p1' })]));
    vi.setSystemTime(T + 91 * DAY);
    await runDurableObjectAlarm(vault.stub);
    await evictDurableObject(vault.stub);
    expect(await vault.door.pull(pull())).toMatchObject({ changes: [gone], cursor: 2, head: 2, more: false });
    expect(await vault.door.push(push([change(3)]))).toMatchObject({ head: 3, accepted: 1 });
  });

  test('goes on at once where there is much to do', async () => {
    const vault = freshVault();
    for (let part = 0; part < 11; part++) {
      await vault.door.push(push(Array.from({ length: 1000 }, (_, n) => change(part * 1000 + n))));
    }
    const later = T + 31 * DAY;
    vi.setSystemTime(later);
    await runDurableObjectAlarm(vault.stub);
    expect(await alarmOf(vault)).toBe(later);
    await runDurableObjectAlarm(vault.stub);
    expect(await alarmOf(vault)).toBeNull();
  });
});
