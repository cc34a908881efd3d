/** A socket of our own server, which only says that there is something: whoever misses it asks later. */
import { apiRoot } from '../../core/contract/api.ts';
import { PING, PONG } from '../../core/contract/vault.ts';
import { waitAfter } from '../../core/sync/retry.ts';
import type { World } from './world.ts';

/** How often we ask whether the other end is still there, in milliseconds. */
const BEAT = 30_000;

export interface Hearing {
  /** Whatever was said, as it came. */
  said(message: unknown): void;
  /** What was said before was not heard. */
  opened?(): void;
  closed?(): void;
}

/** Holds one open at a path under the API's root; comes back by itself until the signal says stop. */
export function holdSocket(world: World, path: string, hearing: Hearing, signal: AbortSignal): void {
  let tries = 0;
  let again: ReturnType<typeof setTimeout> | undefined;
  let socket: WebSocket | undefined;

  const open = (): void => {
    clearTimeout(again);
    const address = new URL(`${apiRoot}${path}`, location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    const mine = new WebSocket(address);
    socket = mine;
    let alive = true;
    // A connection that was cut may stay open for hours, with nobody at the other end.
    const beat = setInterval(() => {
      if (!alive) mine.close();
      else if (mine.readyState === WebSocket.OPEN) mine.send(PING);
      alive = false;
    }, BEAT);
    mine.addEventListener('open', () => {
      if (!signal.aborted) hearing.opened?.();
    });
    mine.addEventListener('message', ({ data }) => {
      alive = true;
      tries = 0;
      if (data !== PONG && !signal.aborted) hearing.said(data);
    });
    mine.addEventListener('close', () => {
      clearInterval(beat);
      if (socket !== mine || signal.aborted) return;
      socket = undefined;
      hearing.closed?.();
      again = setTimeout(open, waitAfter('offline', ++tries, world.seed() / 2 ** 32));
    });
  };
  const online = (): void => {
    if (socket === undefined) open();
  };

  if (signal.aborted) return;
  open();
  addEventListener('online', online, { signal });
  signal.addEventListener('abort', () => {
    clearTimeout(again);
    socket?.close();
  });
}
