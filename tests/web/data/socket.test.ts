/** A socket is held for as long as it is wanted, whatever becomes of the other end. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DeviceId } from '../../../core/contract/ids.ts';
import { parse } from '../../../core/contract/schema.ts';
import { holdSocket } from '../../../src/data/socket.ts';
import { listen } from '../../../src/data/sync/socket.ts';
import { FakeSocket } from '../../fakes/socket.ts';
import { fakeWorld } from '../../fakes/world.ts';

const stop: AbortController[] = [];
const signal = (): AbortSignal => {
  const controller = new AbortController();
  stop.push(controller);
  return controller.signal;
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  FakeSocket.all.length = 0;
});
afterEach(() => {
  for (const controller of stop.splice(0)) controller.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function held(): string[] {
  const heard: string[] = [];
  const hearing = {
    said: (message: unknown) => heard.push(String(message)),
    opened: () => heard.push('(opened)'),
    closed: () => heard.push('(closed)'),
  };
  holdSocket(fakeWorld('socket'), '/jobs/socket', hearing, signal());
  return heard;
}

test('the vault’s says who listens, and is heard whenever something is said', () => {
  let heard = 0;
  listen(parse(DeviceId, 'a-device'), () => heard++, signal());
  const { last } = FakeSocket;
  const { protocol, pathname, search } = new URL(last.url);
  expect([protocol, pathname, search]).toEqual([
    'ws:',
    '/api/v1/vault/socket',
    expect.stringContaining('device=a-device&edition='),
  ]);
  last.open();
  last.say('{"head":1}');
  last.say('pong');
  expect(heard).toBe(1);
});

test('it comes back after it was closed, and only once', async () => {
  const heard = held();
  FakeSocket.last.open();
  FakeSocket.last.close();
  expect(heard).toEqual(['(opened)', '(closed)']);
  await vi.advanceTimersByTimeAsync(1000);
  expect(FakeSocket.all).toHaveLength(2);
  FakeSocket.last.open();
  FakeSocket.last.say('news');
  expect(heard.slice(2)).toEqual(['(opened)', 'news']);
});

test('at once where the network is back', () => {
  held();
  FakeSocket.last.close();
  dispatchEvent(new Event('online'));
  expect(FakeSocket.all).toHaveLength(2);
  dispatchEvent(new Event('online'));
  expect(FakeSocket.all).toHaveLength(2);
});

test('who answers each beat is kept, and who does not is taken for dead', async () => {
  held();
  const [first] = FakeSocket.all;
  first?.open();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(first?.sent).toEqual(['ping']);
  first?.say('pong');
  await vi.advanceTimersByTimeAsync(30_000);
  expect([first?.sent, first?.isClosed]).toEqual([['ping', 'ping'], false]);
  await vi.advanceTimersByTimeAsync(31_000);
  expect([first?.isClosed, FakeSocket.all.length]).toEqual([true, 2]);
});

test('a stop ends it: it is closed, is heard no more, and does not come back', async () => {
  const heard = held();
  FakeSocket.last.open();
  stop[0]?.abort();
  expect(FakeSocket.last.isClosed).toBe(true);
  FakeSocket.last.say('late');
  dispatchEvent(new Event('online'));
  await vi.advanceTimersByTimeAsync(600_000);
  expect([heard, FakeSocket.all.length]).toEqual([['(opened)'], 1]);
});
