/**
 * A model hub on this machine, over real HTTP: redirects to a store, parts, pointers, and the headers that a page of another
 * origin may read, as huggingface.co documents and sends them. It can be told, file by file, to go wrong.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { anyBytes } from './bytes.ts';

/** What goes wrong with a file, or is done otherwise than the hub does it. */
export interface Plan {
  /** Milliseconds before an answer. */
  readonly delay?: number;
  /** Bytes a second. */
  readonly rate?: number;
  /** Answers this instead, as often as `times` says. */
  readonly status?: number;
  readonly times?: number;
  /** What `Retry-After` says with it. */
  readonly retryAfter?: string;
  /** Cuts the connection after so many bytes of a body, as often as `times` says. */
  readonly dropAfter?: number;
  /** Sends no more after so many bytes of a body, and says nothing, as often as `times` says. */
  readonly stallAfter?: number;
  /** Has so many bytes only, or so many more than it should. */
  readonly length?: number;
  /** The byte there is another. */
  readonly alter?: number;
  /** A page for people with status 200; `typed` says so in its header. */
  readonly page?: 'typed' | 'untyped';
  readonly ignoresRange?: boolean;
  /** Sends bodies without saying how long they are. */
  readonly unmeasured?: boolean;
  /** Gives the file out itself, as a mirror does, with what the hub would send beside the redirect. */
  readonly direct?: boolean;
  readonly withoutPointer?: boolean;
  /** Lets pages of other origins read no header but the few that need no leave. */
  readonly hidesHeaders?: boolean;
  readonly etag?: string;
}

/** A request for a file's bytes. */
export interface Seen {
  readonly method: string;
  readonly view: string;
  readonly range: string | null;
  readonly status: number;
  /** How much of the body was sent. */
  sent: number;
}

interface Held {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  plan: Plan;
  left: number;
  readonly seen: Seen[];
}

export interface Given {
  readonly bytes: number;
  readonly sha256: string;
}

/** What the hub lets pages read, besides what its store does. */
const exposed =
  'X-Repo-Commit,X-Request-Id,X-Error-Code,X-Error-Message,X-Total-Count,ETag,Link,Accept-Ranges,Content-Range,X-Linked-Size,X-Linked-ETag,X-Xet-Hash';

/** How much is sent at once. */
const PIECE = 16_384;

export class Hub {
  readonly url: string;
  readonly #server: Server;
  readonly #files = new Map<string, Held>();
  readonly #lists = new Map<string, string>();
  /** Questions whether a page may ask: ours asks in a way that needs no leave, so there are none. */
  asked = 0;

  private constructor(server: Server) {
    this.#server = server;
    // Listening over TCP, so the address is an object.
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async open(): Promise<Hub> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const hub = new Hub(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      hub.#answer(request, response).catch(() => response.destroy());
    });
    return hub;
  }

  /** Holds a file of so many bytes, made of `seed`, at `owner/name/commit/path`. */
  put(place: string, length: number, seed: number, plan: Plan = {}): Given {
    return this.hold(place, anyBytes(length, seed), plan);
  }

  /** Holds this very file. */
  hold(place: string, bytes: Uint8Array, plan: Plan = {}): Given {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const seen = this.#files.get(place)?.seen ?? [];
    this.#files.set(place, { bytes, sha256, plan, left: plan.times ?? Infinity, seen });
    return { bytes: bytes.length, sha256 };
  }

  /** From now on the file is given out like this; what was planned before is forgotten. */
  plan(place: string, plan: Plan): void {
    const held = this.#files.get(place);
    if (held) [held.plan, held.left] = [plan, plan.times ?? Infinity];
  }

  /** The list of models that a mirror at `/<path>` offers. */
  offer(path: string, list: unknown): void {
    this.#lists.set(path, typeof list === 'string' ? list : JSON.stringify(list));
  }

  seen(place: string): readonly Seen[] {
    return this.#files.get(place)?.seen ?? [];
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', this.url).pathname;
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (request.method === 'OPTIONS') {
      this.asked++;
      response.setHeader(
        'Access-Control-Allow-Headers',
        'Content-Range, Content-Type, Content-Disposition, ETag',
      );
      response.writeHead(204).end();
      return;
    }
    if (path.startsWith('/-/')) return this.#control(path.slice(3), request, response);
    const list = this.#lists.get(path.slice(1));
    if (list !== undefined) {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(list);
      return;
    }
    // A mirror, which may lie in a folder of its server, has what the hub has.
    const [, owner, name, view, commit, ...rest] = path.replace(/^\/mirror-[^/]+/, '').split('/');
    // The store's address holds the same, under another first word.
    const stored = owner === 'store' ? [name, view, commit, ...rest].join('/') : undefined;
    const held = this.#files.get(stored ?? [owner, name, commit, ...rest].join('/'));
    if (!held || (view === 'raw' && held.plan.withoutPointer)) {
      response.setHeader('X-Error-Code', 'EntryNotFound');
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Entry not found');
      return;
    }
    const { plan } = held;
    if (plan.delay !== undefined) await wait(plan.delay);
    if (plan.status !== undefined && held.left-- > 0) {
      const after = plan.retryAfter === undefined ? {} : { 'Retry-After': plan.retryAfter };
      response.setHeader('Access-Control-Expose-Headers', `${exposed},Retry-After`);
      note(held, request, view ?? '', plan.status);
      response.writeHead(plan.status, { 'Content-Type': 'text/plain', ...after }).end('No.');
    } else if (stored !== undefined) await this.#give(held, request, response);
    else if (view === 'raw') {
      const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${held.sha256}\nsize ${held.bytes.length}\n`;
      note(held, request, 'raw', 200);
      response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' }).end(pointer);
    } else {
      response.setHeader('Access-Control-Expose-Headers', exposed);
      response.setHeader('X-Repo-Commit', commit ?? '');
      response.setHeader('X-Linked-Size', held.bytes.length);
      response.setHeader('X-Linked-ETag', `"${held.sha256}"`);
      if (plan.direct || plan.page) return this.#give(held, request, response);
      response
        .writeHead(302, { Location: `${this.url}/store/${owner}/${name}/${commit}/${rest.join('/')}` })
        .end();
    }
  }

  /** The bytes, all or a part of them: what the store does. */
  async #give(held: Held, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { plan } = held;
    if (plan.page) {
      note(held, request, 'resolve', 200);
      const type = plan.page === 'typed' ? 'text/html; charset=utf-8' : 'application/octet-stream';
      const page = Buffer.from(`\n<!DOCTYPE html><title>Sign in</title>${' '.repeat(200)}`);
      response.writeHead(200, { 'Content-Type': type });
      // As long as the file, so that its length gives nothing away.
      response.end(plan.page === 'typed' ? page : Buffer.concat([page, held.bytes.subarray(page.length)]));
      return;
    }
    const bytes = asPlanned(held);
    const from = plan.ignoresRange ? null : /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
    const begin = Number(from?.[1] ?? 0);
    const etag = plan.etag ?? `"${held.sha256}"`;
    const whole = from === null || (request.headers['if-range'] ?? etag) !== etag;
    if (!plan.hidesHeaders) response.setHeader('Access-Control-Expose-Headers', exposed);
    response.setHeader('ETag', etag);
    response.setHeader('Content-Type', 'application/octet-stream');
    if (!plan.ignoresRange) response.setHeader('Accept-Ranges', 'bytes');
    if (!whole && begin >= bytes.length) {
      note(held, request, 'resolve', 416);
      response.writeHead(416, { 'Content-Range': `bytes */${bytes.length}` }).end();
      return;
    }
    const body = whole ? bytes : bytes.subarray(begin);
    if (!plan.unmeasured) response.setHeader('Content-Length', body.length);
    if (!whole) response.setHeader('Content-Range', `bytes ${begin}-${bytes.length - 1}/${bytes.length}`);
    const seen = note(held, request, 'resolve', whole ? 200 : 206);
    response.writeHead(seen.status);
    if (request.method === 'HEAD') response.end();
    else await send(held, seen, body, response);
  }

  /** For tests in a browser, which cannot call this object: the same by HTTP. */
  async #control(place: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('Access-Control-Allow-Methods', '*');
    let text = '';
    for await (const piece of request) text += String(piece);
    // Only our own tests ask for this.
    const told = (text === '' ? {} : JSON.parse(text)) as {
      length?: number;
      seed?: number;
      plan?: Plan;
      list?: unknown;
    };
    if (told.list !== undefined) this.offer(place, told.list);
    else if (told.length !== undefined) this.put(place, told.length, told.seed ?? 1, told.plan);
    else if (told.plan) this.plan(place, told.plan);
    const { sha256 = '', bytes } = this.#files.get(place) ?? {};
    const reply = { sha256, bytes: bytes?.length ?? 0, seen: this.seen(place), asked: this.asked };
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(reply));
  }
}

function note(held: Held, request: IncomingMessage, view: string, status: number): Seen {
  const seen = { method: request.method ?? '', view, range: request.headers.range ?? null, status, sent: 0 };
  held.seen.push(seen);
  return seen;
}

function asPlanned({ bytes, plan }: Held): Uint8Array {
  const given = new Uint8Array(plan.length ?? bytes.length);
  given.set(bytes.subarray(0, given.length));
  if (plan.alter !== undefined) given[plan.alter] = (given[plan.alter] ?? 0) ^ 1;
  return given;
}

async function send(held: Held, seen: Seen, body: Uint8Array, response: ServerResponse): Promise<void> {
  const { dropAfter, stallAfter, rate } = held.plan;
  const ends = dropAfter ?? stallAfter;
  const goesWrong = ends !== undefined && held.left-- > 0;
  const start = performance.now();
  for (let at = 0; at < body.length; at += PIECE) {
    if (response.destroyed) return;
    if (goesWrong && at >= ends) {
      // What was sent arrives; no more does. (A browser that hears of the end early forgets what it has not handed on.)
      response.flushHeaders();
      if (stallAfter !== undefined) return;
      await wait(100);
      response.socket?.end();
      return;
    }
    const piece = body.subarray(at, at + PIECE);
    await new Promise(sent => response.write(piece, sent));
    seen.sent += piece.length;
    const early = rate === undefined ? 0 : start + ((at + PIECE) / rate) * 1000 - performance.now();
    if (early > 0) await wait(early);
  }
  response.end();
}
