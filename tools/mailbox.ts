/**
 * Where letters end up on this machine: an HTTP server on loopback that speaks what `worker-api/store/mail.ts` posts.
 * `npm start` prints what it gets, and the tests look into it.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse, v, type Infer } from '../core/contract/schema.ts';

const Letter = v.object({
  from: v.string(),
  to: v.tuple([v.string()]),
  subject: v.string(),
  text: v.string(),
});
export type Letter = Infer<typeof Letter> & { readonly key: string; readonly once: string };

export interface Mailbox {
  readonly url: string;
  close(): Promise<void>;
}

/** Asked of each letter: the status to answer with. What is 200 has arrived. */
export type Take = (letter: Letter) => number;
/** Whatever else is asked of the server. */
type Other = (request: IncomingMessage, body: string, reply: ServerResponse) => void;

const nothing: Other = (_request, _body, reply) => void reply.writeHead(404).end();

export async function openMailbox(take: Take, other: Other = nothing): Promise<Mailbox> {
  const server = createServer((request, reply) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      if (request.method !== 'POST' || request.url !== '/emails') return other(request, body, reply);
      const status = take(letterOf(request, body));
      reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ id: 'letter' }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Listening over TCP, so the address is an object.
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}/emails`, close };
}

function letterOf(request: IncomingMessage, body: string): Letter {
  const said = (name: string): string => String(request.headers[name] ?? '');
  const letter = parse(Letter, JSON.parse(body));
  return { ...letter, key: said('authorization'), once: said('idempotency-key') };
}
