/** Somebody at a browser of ours, who keeps cookies; and the world as the Worker finds it in these tests. */
import { createExecutionContext, createScheduledController, waitOnExecutionContext } from 'cloudflare:test';
import { env as bound } from 'cloudflare:workers';
import { expect } from 'vitest';
import { Account } from '../../core/contract/account.ts';
import { FaultReply, apiRoot } from '../../core/contract/api.ts';
import { parse, v } from '../../core/contract/schema.ts';
import worker from '../../worker-api/app.ts';
import type { Env } from '../../worker-api/env.ts';
import { Authenticator } from '../fakes/authenticator.ts';
import { linkIn } from './post.ts';

/** Answers as Cloudflare's asset service does: the files there are, and 404 for the rest. */
const ASSETS: Fetcher = {
  connect: () => {
    throw new Error('The site has no sockets.');
  },
  fetch: async (input, init) => {
    const { pathname } = new URL(new Request(input, init).url);
    return Promise.resolve(pathname === '/' ? new Response('the app') : new Response(null, { status: 404 }));
  },
};

/** One for all tests of a file, as in production for all requests of an instance. */
export const env: Env = { ...bound, ASSETS };
export const password = 'four words do well';

let drawn = 0;
/** An address that nobody in these tests has had, and of no one in the world: RFC 2606. */
export const newAddress = (): string => `someone-${Date.now()}-${++drawn}@example.com`;

export async function fetchWorker(request: Request, settings: Env = env): Promise<Response> {
  const context = createExecutionContext();
  // What the runtime adds to a request, none of which the Worker reads.
  const response = await worker.fetch(
    request as Request<unknown, IncomingRequestCfProperties>,
    settings,
    context,
  );
  await waitOnExecutionContext(context);
  return response;
}

/** The hourly stroke of the clock, at `time`. */
export async function strike(time = Date.now()): Promise<void> {
  await worker.scheduled(
    createScheduledController({ scheduledTime: new Date(time), cron: '17 * * * *' }),
    env,
  );
}

const ofBrowser = {
  'sec-fetch-site': 'same-origin',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};

export class Visitor {
  readonly cookies = new Map<string, string>();
  readonly #headers: Headers;
  readonly #settings: Env;

  constructor(headers: Record<string, string> = {}, settings: Env = env) {
    // Each at home somewhere else, so that none uses up another's tries.
    const home = { 'cf-connecting-ip': `198.51.${++drawn >> 8}.${drawn & 255}` };
    this.#headers = new Headers({ ...home, ...ofBrowser, origin: settings.ORIGIN, ...headers });
    this.#settings = settings;
  }

  /** Sends these headers from now on. */
  say(...headers: readonly [string, string][]): void {
    for (const [name, value] of headers) this.#headers.set(name, value);
  }

  /** Sends these headers no more. */
  drop(...names: readonly string[]): void {
    for (const name of names) this.#headers.delete(name);
  }

  /** Asks a line of the API; bytes are sent as they are, anything else as JSON. */
  async ask(line: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const [method = '', path = ''] = line.split(' ');
    const sent = new Headers({ ...Object.fromEntries(this.#headers), ...headers });
    const cookies = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookies !== '') sent.set('cookie', cookies);
    const isBytes = body instanceof Uint8Array;
    if (isBytes) sent.set('content-length', String(body.length));
    else if (body !== undefined) sent.set('content-type', 'application/json');
    const request = new Request(`${this.#settings.ORIGIN}${apiRoot}${path}`, {
      method,
      headers: sent,
      ...(body === undefined ? {} : { body: isBytes ? Uint8Array.from(body) : JSON.stringify(body) }),
    });
    const response = await fetchWorker(request, this.#settings);
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return response;
  }

  #keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (/max-age=0\b/i.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  /** What a line gives, which must go well. */
  async get<S extends v.GenericSchema>(schema: S, line: string, body?: unknown): Promise<v.InferOutput<S>> {
    const response = await this.ask(line, body);
    const given: unknown = await response.json();
    expect([response.status, given]).toEqual([200, given]);
    return parse(schema, given, 'bug');
  }

  /** Signs up with an address and a password, and opens the letter. */
  async signUp(email = newAddress()): Promise<Account> {
    await this.get(v.unknown(), 'POST /account/sign-up', { email, password });
    const token = await linkIn(email, 'verify');
    return this.get(Account, 'POST /account/verify', { token, password });
  }

  /** Signs up with a new passkey, which it gives. */
  async signUpByPasskey(name = 'Ada'): Promise<Authenticator> {
    const authenticator = await Authenticator.open(this.#settings.ORIGIN);
    const options = await this.get(Challenge, 'POST /account/passkey-sign-up/options', { name });
    const credential = await authenticator.create(options);
    await this.get(Account, 'POST /account/passkey-sign-up', { credential, name: 'This computer' });
    return authenticator;
  }

  async signInByPasskey(authenticator: Authenticator): Promise<Response> {
    const options = await this.get(Challenge, 'POST /account/passkey-sign-in/options');
    const credential = await authenticator.get(options);
    return this.ask('POST /account/passkey-sign-in', { credential });
  }
}

export const Challenge = v.looseObject({ challenge: v.string() });

/** A refusal, as its status and what it says. */
export async function refusal(response: Response): Promise<[number, string, string]> {
  const { kind, message } = parse(FaultReply, await response.json(), 'bug');
  return [response.status, kind, message];
}
