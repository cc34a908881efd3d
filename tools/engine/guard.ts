/** Who may ask. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Fault } from '../../core/contract/fault.ts';

export interface Door {
  /** Who asks must know it, where there is one. */
  readonly key?: string | undefined;
  /** Whose pages may ask, such as `https://brushword.example`. */
  readonly origins: readonly string[];
}

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

/**
 * Throws `Fault('forbidden')` where a page asks whose origin was not named, or where there is no key and the name it was asked by is not
 * this machine's own: a page elsewhere may have its own name lead here (DNS rebinding).
 */
export function checkOrigin(headers: IncomingHttpHeaders, { key, origins }: Door): void {
  const { origin, host = '', 'sec-fetch-site': site } = headers;
  if (origin !== undefined && !origins.includes(origin)) {
    throw new Fault(
      'forbidden',
      `Pages of ${origin} may not ask this engine. Start it with --origin ${origin}.`,
    );
  }
  // Pictures and links of a page come without an origin.
  if (origin === undefined && (site === 'cross-site' || site === 'same-site')) {
    throw new Fault('forbidden', 'Pages of other sites may not ask this engine.');
  }
  if (key === undefined && !loopback.test(host)) {
    throw new Fault(
      'forbidden',
      'Without a key this engine answers at localhost alone. Start it with --key.',
    );
  }
}

/** By `Authorization: Bearer KEY`; or, as A1111's clients can, by Basic with the key as password. Throws `Fault('signed-out')`. */
export function checkKey({ authorization = '' }: IncomingHttpHeaders, { key }: Door): void {
  if (key === undefined) return;
  const [, scheme = '', given = ''] = /^(\w+) +(.+)$/.exec(authorization.trim()) ?? [];
  const said =
    scheme.toLowerCase() === 'basic'
      ? Buffer.from(given, 'base64')
          .toString()
          .replace(/^[^:]*:/, '')
      : scheme.toLowerCase() === 'bearer'
        ? given
        : '';
  // Hashes are of one length, and comparing them tells nothing by the time it takes.
  if (timingSafeEqual(hash(said), hash(key))) return;
  throw new Fault('signed-out', 'This engine wants a key: the one that it was started with.');
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** What lets a page of a named origin read the answer. */
export function corsFor(origin: string | undefined, { origins }: Door): Record<string, string> {
  const named = origin !== undefined && origins.includes(origin);
  return {
    vary: 'origin',
    ...(named && {
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST, DELETE',
      'access-control-allow-headers': 'authorization, content-type, idempotency-key',
      'access-control-expose-headers': 'retry-after',
      // A page of the internet asks a machine of the house: https://wicg.github.io/private-network-access/
      'access-control-allow-private-network': 'true',
      'access-control-max-age': '600',
    }),
  };
}
