/** When it is worth looking again: the network is back or another, or the person is. */
import type { Network } from '../../../core/sync/pause.ts';

/** Who was away for less than this, in milliseconds, has missed nothing that the socket would not have told. */
const AWAY = 30_000;

export interface Occasions {
  /** The network is back, or the page is looked at again after a while. */
  back(): void;
  /** The network is of another kind. */
  network(): void;
}

/** Calls these until the signal says stop. `now` in milliseconds. */
export function watchOccasions({ back, network }: Occasions, now: () => number, signal: AbortSignal): void {
  addEventListener('online', back, { signal });
  let left: number | undefined;
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'hidden') left = now();
      else if (left === undefined || now() - left >= AWAY) back();
    },
    { signal },
  );
  connection()?.addEventListener('change', network, { signal });
}

/** What the browser says of the network now; undefined where it says nothing. */
export const networkNow = (): Network | undefined => connection();

// Not in every browser, and so not in the types of all: https://wicg.github.io/netinfo/.
const connection = (): (Network & EventTarget) | undefined =>
  (navigator as { readonly connection?: Network & EventTarget }).connection;
