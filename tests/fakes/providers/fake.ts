/**
 * What all fakes of services are: real servers on loopback, that make pictures of nothing but the seed, count what they were
 * asked to do, and can be told to fail. What each speaks is from the service's documentation and sources, not from a recorded
 * exchange: no such service runs where these tests do.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Size } from '../../../core/pixels/box.ts';
import type { Pixels } from '../../../core/pixels/pixels.ts';
import { resize } from '../../../core/pixels/resize.ts';

/** What goes wrong. Nothing, where nothing is said. */
export interface Trouble {
  /** Milliseconds before every answer. */
  delay?: number;
  /** The status that every submission gets, and the header beside it. */
  refuse?: { status: number; retryAfter?: string };
  /** The connection is cut half-way through: the answer to a submission, or the one with the picture. */
  drop?: 'submission' | 'picture';
  /** Half the bytes of a picture come, in an answer that is otherwise whole. */
  half?: boolean;
  /** Pictures are half as large as was asked. */
  small?: boolean;
  /** What was sent comes back. */
  unchanged?: boolean;
  /** What was begun never ends. */
  never?: boolean;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer<ArrayBuffer>;
  json(): unknown;
  form(): Promise<FormData>;
}
export interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  /** What it is part of, for `Trouble`. */
  readonly part?: 'submission' | 'picture';
}

export abstract class Fake {
  trouble: Trouble = {};
  /** How often each work was begun, by what tells it from others: an id where one is sent, else the seed. */
  readonly begun = new Map<string, number>();
  /** The size of every picture that was painted. */
  readonly painted: Size[] = [];
  /** What was to be stopped. */
  readonly stopped: string[] = [];
  /** Every request, as "POST /prompt". */
  readonly log: string[] = [];
  url = '';
  #server: Server | undefined;
  #port = 0;

  /** As it was when it was started, but for what it keeps on its disk. */
  reset(): void {
    this.trouble = {};
    this.forget();
    this.begun.clear();
    this.painted.length = this.stopped.length = this.log.length = 0;
  }

  protected abstract answer(asked: Asked): Promise<Answer> | Answer;
  /** Forgets what a service keeps in its memory alone. */
  protected abstract forget(): void;

  async start(): Promise<this> {
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((thrown: unknown) => {
        response.writeHead(500).end(String(thrown));
      });
    });
    const server = this.#server;
    // A connection that is closed for being idle just as it is used again is a trouble that was not asked for.
    server.keepAliveTimeout = 0;
    await new Promise<void>(resolve => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port; // it listens on a port, not on a pipe
    this.url = `http://127.0.0.1:${this.#port}`;
    return this;
  }

  /** Dies as a process does: whoever waits is cut off. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    const closed = new Promise(resolve => server.close(resolve));
    server.closeAllConnections();
    await closed;
    this.forget();
  }

  /** Where it is at an end, or as long as `trouble.never`. */
  protected async run(milliseconds: number, isStopped: () => boolean): Promise<void> {
    const until = Date.now() + milliseconds;
    while ((Date.now() < until || this.trouble.never) && !isStopped()) await pause(5);
  }

  protected begin(id: string): void {
    this.begun.set(id, (this.begun.get(id) ?? 0) + 1);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await read(request);
    this.log.push(`${asked.method} ${asked.path}`);
    if (this.trouble.delay) await pause(this.trouble.delay);
    const answer = await this.answer(asked);
    if (response.destroyed) return;
    const { status = 200, json, part } = answer;
    const whole = answer.bytes ?? Buffer.from(json === undefined ? '' : JSON.stringify(json));
    const type = json === undefined ? {} : { 'content-type': 'application/json' };
    const headers = { date: new Date().toUTCString(), ...type, ...answer.headers };
    if (part !== undefined && this.trouble.drop === part) {
      response.writeHead(status, { ...headers, 'content-length': String(whole.length) });
      response.write(whole.subarray(0, Math.floor(whole.length / 2)), () => response.destroy());
      return;
    }
    const half = part === 'picture' && this.trouble.half;
    response.writeHead(status, headers).end(half ? whole.subarray(0, Math.floor(whole.length / 2)) : whole);
  }

  /** What comes of a picture in trouble. */
  protected spoil(made: Pixels, sent?: Pixels): Pixels {
    this.painted.push({ width: made.width, height: made.height });
    if (this.trouble.unchanged && sent) return sent;
    return this.trouble.small ? resize(made, made.width >> 1, made.height >> 1) : made;
  }

  /** What a submission gets instead of being taken, where that is asked for. */
  protected refusal(): Answer | undefined {
    const { refuse } = this.trouble;
    if (!refuse) return undefined;
    const headers = refuse.retryAfter === undefined ? {} : { 'retry-after': refuse.retryAfter };
    return { status: refuse.status, headers, json: this.refusalBody(refuse.status) };
  }
  protected refusalBody(status: number): unknown {
    return { error: { message: `It failed with ${status}.`, type: 'server_error' } };
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, milliseconds));

async function read(request: IncomingMessage): Promise<Asked> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer); // a stream of bytes gives nothing else
  const body = Buffer.concat(parts);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body,
    json: () => JSON.parse(body.toString('utf8')) as unknown,
    form: () =>
      new Response(body, { headers: { 'content-type': request.headers['content-type'] ?? '' } }).formData(),
  };
}

export const bytesOf = async (part: FormDataEntryValue | null): Promise<Uint8Array<ArrayBuffer>> => {
  if (!(part instanceof Blob)) throw new Error('A file is missing.');
  return new Uint8Array(await part.arrayBuffer());
};
