/** The built app on a loopback port, with the headers it is served with in production. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { extname, join, normalize, sep } from 'node:path';
import { isForEngine, passOn, type EngineAt } from './engine.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

export interface Files {
  readonly url: string;
  close(): void;
}

/** Not `isolated`, a page may share no memory with its workers. What is asked of the API goes to the engine, where there is one. */
export async function serveFiles(folder: string, isolated = true, engine?: EngineAt): Promise<Files> {
  const { 'Cross-Origin-Opener-Policy': opener = '', ...others } = headersIn(
    readFileSync(join(folder, '_headers'), 'utf8'),
  );
  const everywhere = isolated ? { ...others, 'Cross-Origin-Opener-Policy': opener } : others;
  const server = createServer((request, response) => {
    if (engine && isForEngine(request.url ?? '/')) return passOn(engine, request, response);
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    const file = join(folder, path.endsWith(sep) ? `${path}index.html` : path);
    const found = file.startsWith(folder + sep) ? readFile(file) : Promise.reject(new Error('outside'));
    found.then(
      bytes => {
        const type = types[extname(file)] ?? 'application/octet-stream';
        response.writeHead(200, { ...everywhere, 'Content-Type': type }).end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The headers of every path: the indented lines under the first line, which is `/*`. */
function headersIn(text: string): Record<string, string> {
  const [first, ...lines] = text.split('\n');
  if (first?.trim() !== '/*') throw new Error('The first rule of _headers must be for every path.');
  const end = lines.findIndex(line => line.trim() !== '' && !/^\s/.test(line));
  const own = end < 0 ? lines : lines.slice(0, end);
  const pairs = own.filter(line => line.includes(':')).map(line => line.split(/:(.*)/s));
  return Object.fromEntries(pairs.map(([name, value]) => [name!.trim(), value!.trim()]));
}
