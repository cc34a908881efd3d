/** Which ports of this machine are free. */
import { createServer, type AddressInfo } from 'node:net';

/** Listens for a moment. Gives the port it got, or undefined where something listens there already. */
function listen(port: number, host: string): Promise<number | undefined> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      // A machine without IPv6 has no `::1` for anything to listen on.
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve(port);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      // Listening over TCP, so the address is an object.
      const given = (server.address() as AddressInfo).port;
      server.close(() => resolve(given));
    });
  });
}

/** Whether something on this machine already answers at `localhost:port`, over either protocol. */
export async function portIsTaken(port: number): Promise<boolean> {
  const free = await Promise.all(['127.0.0.1', '::1'].map(host => listen(port, host)));
  return free.includes(undefined);
}

/** A port that nothing uses now. */
export async function freePort(): Promise<number> {
  const port = (await listen(0, '127.0.0.1')) ?? 0;
  return (await portIsTaken(port)) ? freePort() : port;
}
