/** The engine over HTTP: paths and methods → answers, every fault with its status. */
import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Fault, type FaultKind } from '../../core/contract/fault.ts';
import { statuses } from '../../core/contract/status.ts';
import { Bodies } from './body.ts';
import { checkKey, checkOrigin, corsFor, type Door } from './guard.ts';

/** What an answer is given. */
export interface Asked {
  readonly request: IncomingMessage;
  /** What stands in the path for `:name`. */
  readonly params: Readonly<Record<string, string>>;
  readonly bodies: Bodies;
  /** Says that whoever asks has gone away. */
  readonly gone: AbortSignal;
}

export interface FileReply {
  readonly path: string;
  readonly type: string;
  readonly size: number;
}
export type Reply = { readonly status?: number; readonly json: unknown } | { readonly file: FileReply };

export interface Line {
  /** `GET /jobs/:id`. */
  readonly line: string;
  /** Whether it is answered without a key. */
  readonly open?: boolean;
  answer(asked: Asked): Reply | Promise<Reply>;
  /** What it gives where it cannot do what was asked; `{ kind, message }` where nothing else is wanted. */
  refuse?(fault: Fault): unknown;
}

/** Seconds after which what is refused for now is worth asking again. */
const RETRY: Partial<Record<FaultKind, string>> = { 'too-often': '5', 'out-of-memory': '30' };

export function serverOf(lines: readonly Line[], door: Door): Server {
  const table = lines.map(line => ({ ...line, matches: matcher(line.line) }));
  const bodies = new Bodies();
  return createServer((request, response) => {
    const [pathname = ''] = (request.url ?? '').split('?', 1);
    const here = table.flatMap(line => {
      const found = line.matches(pathname);
      return found ? [{ ...line, params: found }] : [];
    });
    const line = here.find(({ line }) => line.startsWith(`${request.method} `));
    void reply(request, response, door, here.length > 0, line, bodies);
  });
}

type Found = Line & { readonly params: Readonly<Record<string, string>> };

async function reply(
  request: IncomingMessage,
  response: ServerResponse,
  door: Door,
  isKnown: boolean,
  line: Found | undefined,
  bodies: Bodies,
): Promise<void> {
  const away = new AbortController();
  response.on('close', () => away.abort());
  const headers = {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...corsFor(request.headers.origin, door),
  };
  try {
    checkOrigin(request.headers, door);
    if (request.method === 'OPTIONS') {
      response.writeHead(204, headers).end();
      return;
    }
    if (line?.open !== true) checkKey(request.headers, door);
    if (!isKnown) throw new Fault('not-found', 'There is no such address here.');
    if (!line) throw new Fault('bad-request', `This address does not answer ${request.method ?? ''}.`);
    const { params } = line;
    const given = await line.answer({ request, params, bodies, gone: away.signal });
    if ('json' in given) sendJson(response, given.status ?? 200, given.json, headers);
    else await sendFile(response, given.file, headers);
  } catch (thrown) {
    const fault = Fault.from(thrown);
    // Who goes away in the midst of an answer breaks nothing.
    if (fault.name === 'bug' && !away.signal.aborted) console.error(fault.cause ?? fault);
    // Half an answer is out: that it breaks off is all that can still be said.
    if (response.headersSent) return void response.destroy();
    const told = line?.refuse?.(fault) ?? { kind: fault.name, message: fault.message };
    sendJson(response, statuses[fault.name], told, { ...headers, ...hints(fault) });
  } finally {
    // What nobody has read of a request that was refused.
    request.resume();
    setTimeout(() => void (request.complete || request.destroy()), LINGER).unref();
  }
}

/** Milliseconds in which an asker who is still sending may hear why it is not wanted. */
const LINGER = 2000;

function hints(fault: Fault): Record<string, string> {
  const after = RETRY[fault.name];
  return {
    ...(after !== undefined && { 'retry-after': after }),
    ...(fault.name === 'signed-out' && { 'www-authenticate': 'Bearer' }),
  };
}

function sendJson(
  response: ServerResponse,
  status: number,
  json: unknown,
  headers: Record<string, string>,
): void {
  const body = JSON.stringify(json);
  response.writeHead(status, { ...headers, 'content-type': 'application/json' }).end(body);
}

async function sendFile(
  response: ServerResponse,
  { path, type, size }: FileReply,
  headers: Record<string, string>,
): Promise<void> {
  const file = createReadStream(path);
  response.writeHead(200, { ...headers, 'content-type': type, 'content-length': size });
  await pipeline(file, response);
}

/** The parameters in a path that is this line's. */
function matcher(line: string): (path: string) => Record<string, string> | undefined {
  const wanted = (line.split(' ')[1] ?? '').split('/');
  return path => {
    const parts = path.split('/');
    if (parts.length !== wanted.length) return undefined;
    const params: Record<string, string> = {};
    for (const [n, part] of parts.entries()) {
      const name = wanted[n] ?? '';
      if (name.startsWith(':')) params[name.slice(1)] = part;
      else if (name !== part) return undefined;
    }
    return params;
  };
}
