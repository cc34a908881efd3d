/** The door to other machines: the `World` of a provider, as the cloud has it. */
import { Fault } from '../core/contract/fault.ts';
import type { FormPart, HttpReply, HttpRequest, World } from '../core/providers/provider.ts';
import { checkAddress } from './address.ts';

const MOST_REDIRECTS = 3;
const PATIENCE = 30_000;
const MOST = 64 * 1024 * 1024;

/** What only browsers and what stands between say, and what would say it for somebody else. */
const notOurs =
  /^(origin|referer|cookie|host|connection|forwarded|via|(sec|proxy|cf|x-forwarded|x-real)-.*)$/i;

interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: BodyInit | null;
}

export class Outside implements World {
  readonly #signal: AbortSignal;
  readonly #check: (url: string) => URL;
  /** Milliseconds that the last reply asked to wait (RFC 9110: 10.2.3); 0 where it did not. */
  asked = 0;
  /** Whether something was sent last of which nobody knows what became: no answer came, or one of something in between. */
  unsure = false;

  /** `near`: whether it asks its own network. `trusted`: an address that whoever runs the server has set, and so may be anywhere. */
  constructor(signal: AbortSignal, near: boolean, trusted?: string) {
    this.#signal = signal;
    const own = trusted === undefined ? undefined : new URL(trusted).origin;
    this.#check = url =>
      own !== undefined && URL.parse(url)?.origin === own ? new URL(url) : checkAddress(url, near);
  }

  async send({
    method,
    url,
    headers,
    body,
    patience = PATIENCE,
    most = MOST,
  }: HttpRequest): Promise<HttpReply> {
    if (this.#signal.aborted) throw stopped();
    this.asked = 0;
    this.unsure = false;
    const first = this.#check(url);
    // No `AbortSignal.timeout`: it goes on ticking when the answer is here, and keeps an object awake that could sleep.
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), patience);
    const signal = AbortSignal.any([this.#signal, limit.signal]);
    try {
      const [encoded, type] = encode(body);
      let asked: Asked = { method, url: first, headers: headersOf(headers, type), body: encoded };
      for (let hops = 0; ; hops++) {
        const { url: at, ...rest } = asked;
        this.unsure = true;
        const reply = await fetch(at.href, { ...rest, redirect: 'manual', signal });
        this.unsure = [500, 502, 504].includes(reply.status);
        const to = reply.headers.get('location');
        if (![301, 302, 303, 307, 308].includes(reply.status) || to === null)
          return await this.#read(reply, most);
        await reply.body?.cancel();
        if (hops === MOST_REDIRECTS)
          throw new Fault('refused', `“${first.host}” sends on again and again. Look at its address.`);
        const next = URL.parse(to, at.href);
        if (next === null)
          throw new Fault('refused', `“${first.host}” sends on to no address. Look at its address.`);
        asked = follow(asked, reply.status, this.#check(next.href));
      }
    } catch (thrown) {
      if (this.#signal.aborted) throw stopped();
      if (thrown instanceof Fault) throw thrown;
      const said = limit.signal.aborted
        ? `“${first.host}” did not answer within ${Math.ceil(patience / 1000)} seconds.`
        : `“${first.host}” cannot be reached.`;
      throw new Fault('offline', `${said} Look whether it runs, and whether its address is right.`, {
        cause: thrown,
      });
    } finally {
      clearTimeout(timer);
    }
  }

  wait(milliseconds: number): Promise<void> {
    const signal = this.#signal;
    if (signal.aborted) return Promise.reject(stopped());
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        reject(stopped());
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', end);
        resolve();
      }, milliseconds);
      signal.addEventListener('abort', end, { once: true });
    });
  }

  async #read(reply: Response, most: number): Promise<HttpReply> {
    const after = reply.headers.get('retry-after');
    if (after !== null) this.asked = waitOf(after, Date.now());
    return {
      status: reply.status,
      header: name => reply.headers.get(name) ?? undefined,
      bytes: await bytesOf(reply, most),
    };
  }
}

const stopped = (): Fault => new Fault('stopped', 'Stopped.');

/** Seconds, or a date. */
function waitOf(text: string, now: number): number {
  const wait = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : 0;
}

/** What is sent, and its type where that is not the body's own to say. */
function encode(body: HttpRequest['body']): [BodyInit | null, string | undefined] {
  if (body === undefined) return [null, undefined];
  if ('json' in body) return [JSON.stringify(body.json), 'application/json'];
  const form = new FormData();
  for (const { name, value } of body.form) append(form, name, value);
  return [form, undefined];
}

function append(form: FormData, name: string, value: FormPart['value']): void {
  if (typeof value === 'string') form.append(name, value);
  else form.append(name, new Blob([value.bytes], { type: value.type }), value.file);
}

function headersOf(given: HttpRequest['headers'], type: string | undefined): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given ?? {})) if (!notOurs.test(name)) headers.set(name, value);
  if (type !== undefined) headers.set('content-type', type);
  return headers;
}

/** Where it is sent on to. Another host hears no header, since any may be a secret, and is sent nothing. */
function follow({ method, url, headers, body }: Asked, status: number, next: URL): Asked {
  const keeps = status === 307 || status === 308 || method === 'GET';
  const same = next.origin === url.origin;
  if (!same && keeps && method !== 'GET') {
    throw new Fault(
      'refused',
      `“${url.host}” sends on to “${next.host}”, which is not sent what was meant for the first. Set the address that it leads to.`,
    );
  }
  const kept = new Headers(same ? headers : {});
  if (!keeps) kept.delete('content-type');
  return { method: keeps ? method : 'GET', url: next, headers: kept, body: keeps ? body : null };
}

async function bytesOf(reply: Response, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooBig = (): Fault =>
    new Fault(
      'too-big',
      `The answer is larger than ${Math.round(most / 1e6)} MB. Ask for something smaller.`,
    );
  if (Number(reply.headers.get('content-length') ?? 0) > most) {
    await reply.body?.cancel();
    throw tooBig();
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop lets go of the rest.
  for await (const part of reply.body ?? []) {
    size += part.length;
    if (size > most) throw tooBig();
    parts.push(part);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
