/** The vault's socket. It only says that there is something; whoever misses it pulls later. */
import { apiRoot } from '../../../core/contract/api.ts';
import type { DeviceId } from '../../../core/contract/ids.ts';
import { PING, PONG, vaultEdition } from '../../../core/contract/vault.ts';
import { waitAfter } from '../../../core/sync/retry.ts';
import { world } from '../world.ts';

/** How often we ask whether the other end is still there, in milliseconds. */
const BEAT = 30_000;

/** Calls `heard` when it opens and whenever another device has pushed; comes back by itself until the signal says stop. */
export function listen(device: DeviceId, heard: () => void, signal: AbortSignal): void {
  let tries = 0;
  let again: ReturnType<typeof setTimeout> | undefined;
  let socket: WebSocket | undefined;

  const open = (): void => {
    clearTimeout(again);
    const asked = new URLSearchParams({ device, edition: String(vaultEdition) });
    const address = new URL(`${apiRoot}/vault/socket?${asked}`, location.href);
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
    mine.addEventListener('message', ({ data }) => {
      alive = true;
      tries = 0;
      if (data !== PONG) heard();
    });
    mine.addEventListener('close', () => {
      clearInterval(beat);
      if (socket !== mine || signal.aborted) return;
      socket = undefined;
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
