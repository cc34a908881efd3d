/**
 * A server on loopback that speaks the wire of Brushword's own engine (`core/contract/engine.ts`), for the tests of the desk: what
 * becomes of a job is told to it beforehand, by the job's words, and it can be asked what it has seen. `tests/api/workshop.ts`
 * does both. Its pictures are of one colour.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { apiRoot } from '../../core/contract/api.ts';
import { EngineAsk, type EngineHealth, type EngineJob } from '../../core/contract/engine.ts';
import { Fault } from '../../core/contract/fault.ts';
import { JobId } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import { encodePixels } from '../../core/pixels/png/encode.ts';
import { blankPixels } from '../../core/pixels/pixels.ts';
import { sniff } from '../../core/pixels/sniff.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    workshop: string;
  }
}

/** What becomes of a job. */
export interface Plan {
  /** The statuses of the first tries. */
  readonly refuse?: readonly number[];
  /** In seconds, with each of them. */
  readonly retryAfter?: number;
  /** Milliseconds before a try is answered. */
  readonly hold?: number;
  /** How often it is not done yet when it is asked after; once where it is not said. */
  readonly polls?: number;
  /** After how many of them everything is forgotten, once. */
  readonly forgets?: number;
  /** How each one that is begun ends, where not well; the last holds for all that follow. */
  readonly ends?: readonly ({ readonly kind: string; readonly message: string } | null)[];
  /** Its picture's size, where not the one that was asked for; or no picture at all. */
  readonly gives?: { readonly width: number; readonly height: number } | 'nonsense';
  readonly said?: unknown;
}

/** A request, as it came. */
export interface Seen {
  readonly line: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Made {
  readonly words: string;
  readonly ask: EngineAsk;
  readonly size: { readonly width: number; readonly height: number };
  /** Which one of its words it is, from 0. */
  readonly turn: number;
  polls: number;
  state: EngineJob['state'];
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const plans = new Map<string, Plan>();
  const seen = new Map<string, Seen[]>();
  const tries = new Map<string, number>();
  const turns = new Map<string, number>();
  const forgotten = new Set<string>();
  const jobs = new Map<string, Made>();

  const note = (words: string, request: IncomingMessage): void => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const line = `${request.method} ${(request.url ?? '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'ID')}`;
    seen.set(words, [...(seen.get(words) ?? []), { line, headers }]);
  };

  const jobOf = (id: string, made: Made): EngineJob => {
    const plan = plans.get(made.words) ?? {};
    const base = { id: parse(JobId, id), state: made.state };
    if (made.state !== 'running') return base;
    const polls = plan.polls ?? 1;
    if (made.polls <= polls)
      return { ...base, progress: made.polls / (polls + 1), doing: `Step ${made.polls}` };
    const ends = plan.ends ?? [];
    const fault = ends[Math.min(made.turn, ends.length - 1)];
    if (fault) return { ...base, state: 'failed', fault: fault as NonNullable<EngineJob['fault']> };
    if (plan.said !== undefined) return { ...base, state: 'done', made: [], said: plan.said };
    const bytes = pictureOf(made, plan);
    return { ...base, state: 'done', made: [{ type: 'image/png', size: bytes.length }] };
  };

  async function submit(request: IncomingMessage, body: Buffer<ArrayBuffer>): Promise<[number, unknown, Record<string, string>?]> {
    const id = String(request.headers['idempotency-key']);
    const type = String(request.headers['content-type']);
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    const ask = parse(EngineAsk, JSON.parse(String(form.get('ask'))));
    const words = 'words' in ask ? ask.words : ask.tool;
    note(words, request);
    const plan = plans.get(words) ?? {};
    const times = tries.get(words) ?? 0;
    tries.set(words, times + 1);
    if (plan.hold !== undefined) await wait(plan.hold, undefined, { ref: false });
    const status = plan.refuse?.[times];
    if (status !== undefined) {
      const headers: Record<string, string> = plan.retryAfter === undefined ? {} : { 'retry-after': String(plan.retryAfter) };
      return [status, { kind: status === 429 ? 'too-often' : 'offline', message: 'Not now.' }, headers];
    }
    const known = jobs.get(id);
    if (known) return [202, jobOf(id, known)];
    const image = form.get('image');
    const size = image instanceof File ? sniff(new Uint8Array(await image.arrayBuffer())) : ask.tool === 'generate' ? ask : { width: 64, height: 64 };
    const turn = turns.get(words) ?? 0;
    turns.set(words, turn + 1);
    const made: Made = { words, ask, size, turn, polls: 0, state: 'running' };
    jobs.set(id, made);
    return [202, jobOf(id, made)];
  } // prettier-ignore

  const server = createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => void answer(request, Buffer.concat(parts), reply));
  });

  /** Whatever was sent is noted. One that asks for a picture as one asks OpenAI gets it. */
  async function echo(
    request: IncomingMessage,
    body: Buffer,
    words: string,
    reply: ServerResponse,
  ): Promise<void> {
    const asked =
      request.method === 'POST' && body.length > 0
        ? (JSON.parse(body.toString()) as { prompt?: string; size?: string })
        : {};
    const name = asked.prompt ?? words;
    note(name, request);
    const { hold = 0 } = plans.get(name) ?? {};
    await wait(hold, undefined, { ref: false });
    const [width = 64, height = 64] = (asked.size ?? '64x64').split('x').map(Number);
    const pixels = blankPixels(width, height);
    const data = [{ b64_json: Buffer.from(encodePixels(pixels)).toString('base64') }];
    reply.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
  }

  async function answer(request: IncomingMessage, body: Buffer<ArrayBuffer>, reply: ServerResponse): Promise<void> {
    const json = (status: number, value: unknown, headers: Record<string, string> = {}): void =>
      void reply.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const words = searchParams.get('words') ?? '';
    if (pathname === '/plan') return json(200, plans.set(words, JSON.parse(body.toString()) as Plan).size);
    if (pathname === '/seen') return json(200, seen.get(words) ?? []);
    if (pathname === '/echo' || pathname.endsWith('/images/generations')) return echo(request, body, words, reply);
    if (pathname === '/on') return void reply.writeHead(307, { location: searchParams.get('to') ?? '' }).end();
    if (pathname === `${apiRoot}/health`) return json(200, health);
    if (pathname === `${apiRoot}/jobs`) {
      const [status, value, headers] = await submit(request, body);
      return json(status, value, headers);
    }
    const [, id = '', picture] = new RegExp(`^${apiRoot}/jobs/([^/]+)(/made/\\d+)?$`).exec(pathname) ?? [];
    const made = jobs.get(id);
    if (!made) return json(404, { kind: 'not-found', message: 'There is no such job.' });
    note(made.words, request);
    const plan = plans.get(made.words) ?? {};
    if (picture !== undefined) return void reply.writeHead(200, { 'content-type': 'image/png' }).end(pictureOf(made, plan));
    if (request.method === 'DELETE') made.state = 'stopped';
    else made.polls++;
    if (plan.forgets !== undefined && made.polls > plan.forgets && !forgotten.has(made.words)) {
      forgotten.add(made.words);
      jobs.delete(id);
      return json(404, { kind: 'not-found', message: 'There is no such job.' });
    }
    return json(200, jobOf(id, made));
  } // prettier-ignore

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Listening over TCP, so the address is an object.
  const { port } = server.address() as AddressInfo;
  provide('workshop', `http://127.0.0.1:${port}`);
  return async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
}

const health: EngineHealth = {
  ok: true,
  gpu_available: false,
  device: '2 processors',
  tools: ['repaint', 'generate', 'operate', 'transcribe', 'analyse'],
  version: '0.1.0',
};

function pictureOf({ ask, size }: Made, { gives }: Plan): Uint8Array {
  if (gives === 'nonsense') return new TextEncoder().encode('This is no picture.');
  const { width, height } = gives ?? size;
  if (width > 8192 || height > 8192) throw new Fault('too-big', 'That is larger than any test needs.');
  const pixels = blankPixels(width, height);
  const shade = 'seed' in ask ? ask.seed % 256 : 0;
  pixels.data.fill(shade);
  for (let at = 3; at < pixels.data.length; at += 4) pixels.data[at] = 255;
  return encodePixels(pixels);
}
