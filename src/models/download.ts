/** The one place where makers read from the network. */
import { Fault } from '../../core/contract/fault.ts';

/** A part of Brushword: from our own origin, which the service worker keeps for offline. */
export async function download(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url).catch((thrown: unknown) => {
    throw new Fault(
      'offline',
      'A part of Brushword could not be loaded. Connect once, and it is kept for offline.',
      {
        cause: thrown,
      },
    );
  });
  if (!response.ok) {
    throw new Fault(
      'refused',
      `A part of Brushword could not be loaded (${response.status}). Reload the page.`,
    );
  }
  return response.arrayBuffer();
}

export interface Question {
  readonly method?: 'GET' | 'HEAD';
  /** The byte to begin at. Asked for even where it is 0, so that the server compresses nothing and tells the true size. */
  readonly from?: number;
}

/**
 * Asks a server that a person chose, telling it nothing of them: no cookies, no referrer. Any status is an answer; throws
 * `offline` where there is none. The question needs no leave of the server beforehand, so it has no `If-Range`, which
 * would: the hub's stores do not give it. Whoever goes on with a file compares what the answer says of it instead.
 */
export async function ask(address: string, question: Question, signal: AbortSignal): Promise<Response> {
  const { method = 'GET', from } = question;
  try {
    return await fetch(address, {
      method,
      signal,
      headers: from === undefined ? {} : { Range: `bytes=${from}-` },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      // It is kept elsewhere, as a file: in the browser's cache it would take its room twice.
      cache: 'no-store',
    });
  } catch (cause) {
    const late = cause instanceof DOMException && cause.name === 'TimeoutError';
    if (!late) signal.throwIfAborted();
    throw new Fault(
      'offline',
      `${new URL(address).host} cannot be reached. Check the network, and its address.`,
      {
        cause,
      },
    );
  }
}
