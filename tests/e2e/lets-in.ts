/** Stands before a server on loopback and lets pages in, as it would by itself if it were started with the flag for that. */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export class LetsIn {
  url = '';
  readonly #to: () => string;
  #port = 0;
  #server: Server | undefined;

  /** `to`: where it passes everything on to. */
  constructor(to: () => string) {
    this.#to = to;
  }

  /** At the same port each time. */
  async start(): Promise<this> {
    const server = createServer((asked, answer) => {
      const origin = asked.headers.origin;
      const letIn = {
        'access-control-allow-origin': origin ?? '*',
        'access-control-allow-headers': 'authorization, content-type, idempotency-key',
        'access-control-allow-methods': 'GET, POST, DELETE',
      };
      if (asked.method === 'OPTIONS') return void answer.writeHead(204, letIn).end();
      const { headers, method } = asked;
      const onward = request(`${this.#to()}${asked.url ?? '/'}`, { method, headers }, reply => {
        answer.writeHead(reply.statusCode ?? 502, { ...reply.headers, ...letIn });
        reply.pipe(answer);
        reply.on('error', () => answer.destroy());
      });
      onward.on('error', () => answer.destroy());
      answer.on('close', () => onward.destroy());
      asked.pipe(onward);
    });
    this.#server = server;
    await new Promise<void>(resolve => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port; // it listens on a port, not on a pipe
    this.url = `http://127.0.0.1:${this.#port}`;
    return this;
  }

  /** From here on nobody answers; what it stands before lives on. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    const closed = new Promise(resolve => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
}
