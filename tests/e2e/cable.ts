/** What a browser reaches the server by: it can be cut and mended at once, which the server does not notice. */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

export class Cable {
  readonly #from: number;
  readonly #to: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;

  /** Between two ports of localhost: what comes in at `from` goes to `to`. */
  constructor(from: number, to: number) {
    [this.#from, this.#to] = [from, to];
  }

  async mend(): Promise<void> {
    this.#server = createServer(near => {
      const far = connect(this.#to, 'localhost');
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(one);
        one.pipe(other);
        // Whatever ends the one, in order or not, ends the other.
        one.on('error', () => undefined);
        one.on('close', () => {
          this.#sockets.delete(one);
          other.destroy();
        });
      }
    }).listen(this.#from, 'localhost');
    await once(this.#server, 'listening');
  }

  /** From here on nobody answers at the port. */
  async cut(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    const closed = once(server, 'close');
    server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
