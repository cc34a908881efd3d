/** The world of a maker, in Node: the real network, and real time. */
import { Fault } from '../../../core/contract/fault.ts';
import type { HttpReply, HttpRequest, World } from '../../../core/providers/provider.ts';

/** `quick` shortens every wait by so much, so that a test need not take as long as a person's patience. */
export function worldOf(signal: AbortSignal, quick = 20): World {
  return {
    send: request => send(request, signal),
    wait: milliseconds =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(stopped());
        const timer = setTimeout(done, milliseconds / quick);
        signal.addEventListener('abort', done);
        function done(): void {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          if (signal.aborted) reject(stopped());
          else resolve();
        }
      }),
  };
}

const stopped = (): Fault => new Fault('stopped', 'Stopped.');

async function send(request: HttpRequest, signal: AbortSignal): Promise<HttpReply> {
  const { method, url, headers, body, patience = 30_000, most = 64 * 1024 * 1024 } = request;
  const either = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  const type = body && 'json' in body ? { 'content-type': 'application/json' } : {};
  try {
    const reply = await fetch(url, {
      method,
      headers: { ...headers, ...type },
      signal: either,
      ...(body === undefined ? {} : { body: bodyOf(body) }),
    });
    const bytes = new Uint8Array(await reply.arrayBuffer());
    if (bytes.length > most) throw new Fault('too-big', 'The answer is too long.');
    return { status: reply.status, header: name => reply.headers.get(name) ?? undefined, bytes };
  } catch (thrown) {
    if (thrown instanceof Fault) throw thrown;
    if (signal.aborted) throw stopped();
    throw new Fault('offline', 'Nobody answers there.', { cause: thrown });
  }
}

function bodyOf(body: NonNullable<HttpRequest['body']>): string | FormData {
  if ('json' in body) return JSON.stringify(body.json);
  const form = new FormData();
  for (const { name, value } of body.form) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, new Blob([value.bytes], { type: value.type }), value.file);
  }
  return form;
}
