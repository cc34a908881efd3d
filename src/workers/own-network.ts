/** The door to machines of the person's own, which the page asks by itself: only where the person asked for what needs it. */
import { Fault } from '../../core/contract/fault.ts';
import { unreachable } from '../../core/jobs/near.ts';
import type { HttpReply, HttpRequest, World } from '../../core/providers/provider.ts';
import { pause } from '../pause.ts';

/** Milliseconds and bytes, where a request does not say how long and how much (`core/providers/provider.ts`). */
const PATIENCE = 30_000;
const MOST = 64 * 2 ** 20;

/**
 * The network for one job at a machine of the person's own, until the signal says stop. No cookie goes along. `hint` is said where
 * nobody answers.
 */
export function networkUntil(signal: AbortSignal, hint: string): World {
  return {
    send: request => reach(request, signal, hint),
    wait: milliseconds => pause(milliseconds, signal),
  };
}

async function reach(request: HttpRequest, signal: AbortSignal, hint: string): Promise<HttpReply> {
  const { method, url, patience = PATIENCE, most = MOST } = request;
  const why = unreachable(url, location.protocol === 'https:');
  if (why !== undefined) throw new Fault('refused', why);
  const late = AbortSignal.timeout(patience);
  const { headers, body } = sent(request);
  try {
    const reply = await fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: AbortSignal.any([signal, late]),
    });
    const bytes = await readAtMost(reply, most);
    return { status: reply.status, header: name => reply.headers.get(name) ?? undefined, bytes };
  } catch (cause) {
    if (signal.aborted) throw new Fault('stopped', 'Stopped.', { cause });
    if (cause instanceof Fault) throw cause;
    const { host } = new URL(url);
    const seconds = Math.round(patience / 1000);
    throw new Fault(
      'offline',
      late.aborted
        ? `${host} did not answer within ${seconds} seconds. See whether it is still working.`
        : `Nobody answers at ${host}, or nobody who lets this page in. ${hint}`,
      { cause },
    );
  }
}

function sent({ headers = {}, body }: HttpRequest): { headers: Headers; body?: string | FormData } {
  const all = new Headers(headers);
  if (!body) return { headers: all };
  if ('json' in body) {
    all.set('content-type', 'application/json');
    return { headers: all, body: JSON.stringify(body.json) };
  }
  const form = new FormData();
  for (const { name, value } of body.form) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, new Blob([value.bytes], { type: value.type }), value.file);
  }
  return { headers: all, body: form };
}

async function readAtMost(reply: Response, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = reply.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.length;
    if (size > most) {
      await reader?.cancel();
      throw new Fault(
        'too-big',
        `The answer is longer than ${Math.round(most / 2 ** 20)} MB, so it was not read.`,
      );
    }
    parts.push(part.value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
