/** The door to `fetch`. */
import { Fault } from '../../core/contract/fault.ts';

/** A file of our own site. Throws `offline` where it cannot be reached, `not-found` where it is not there. */
export async function readFile(path: string, signal: AbortSignal): Promise<Blob> {
  const reply = await fetch(path, { signal }).catch((cause: unknown) => {
    if (signal.aborted) throw Fault.from(signal.reason);
    throw new Fault(
      'offline',
      'This cannot be reached without a network. Go online once, and it is kept for later.',
      { cause },
    );
  });
  // A server that answers every path with the app's own page has no such file.
  if (!reply.ok || reply.headers.get('content-type')?.startsWith('text/html')) {
    throw new Fault('not-found', 'That file is not on the server. Reload the page and try again.');
  }
  return reply.blob();
}

/** Asks our own server. Throws `offline` where it cannot be reached, and `stopped`. */
export async function send(
  path: string,
  request: RequestInit & { readonly signal: AbortSignal },
): Promise<Response> {
  return fetch(path, request).catch((cause: unknown) => {
    throw outOfReach(request.signal, cause);
  });
}

/** What it is where the server is not reached, or goes away while it answers. */
export function outOfReach(signal: AbortSignal, cause?: unknown): Fault {
  if (signal.aborted) return Fault.from(signal.reason);
  return new Fault('offline', 'The server cannot be reached. What you make is kept here; try again later.', {
    cause,
  });
}
