/**
 * PouchDB in a browser beside a server that speaks CouchDB's protocol (express-pouchdb on LevelDB). They are installed for the one run,
 * into a folder of their own: nothing of ours needs them.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../ports.ts';

const packages = ['pouchdb@9.0.0', 'express-pouchdb@4.2.0', 'express@4.22.3'];

/** Its page is empty, as is that of ours; a replication asks its own site, as ours does. */
const server = (port: number): string => `
  const express = require('express');
  const Databases = require('pouchdb').defaults({ prefix: __dirname + '/data/' });
  require('fs').mkdirSync(__dirname + '/data');
  const app = express();
  app.get('/', (_, reply) => reply.send('<!doctype html><title>replication</title>'));
  app.use('/db', require('express-pouchdb')(Databases, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: __dirname + '/log' }));
  app.listen(${port}, () => console.log('ready'));
`;

export interface PouchServer {
  readonly url: string;
  /** PouchDB itself, for a page. */
  readonly script: string;
  close(): Promise<void>;
}

/** Throws where the packages cannot be fetched. */
export async function openPouch(): Promise<PouchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'brushword-'));
  const remove = (): Promise<void> =>
    rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  try {
    await writeFile(join(folder, 'package.json'), '{ "private": true }');
    await install(folder);
    const port = await freePort();
    await writeFile(join(folder, 'server.cjs'), server(port));
    const child = spawn(process.execPath, ['server.cjs'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const gone = once(child, 'exit');
    await Promise.race([
      once(child.stdout, 'data'),
      gone.then(() => Promise.reject(new Error('It ended at once.'))),
    ]);
    return {
      url: `http://localhost:${port}`,
      script: join(folder, 'node_modules/pouchdb/dist/pouchdb.min.js'),
      async close() {
        child.kill();
        await gone;
        await remove();
      },
    };
  } catch (thrown) {
    await remove();
    throw thrown;
  }
}

async function install(folder: string): Promise<void> {
  // Their scripts would build what they bring ready-made.
  const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...packages];
  const child = spawn('npm', words, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === 0) return;
  throw new Error(
    `PouchDB, to compare with, could not be fetched: go online and try again. npm said: ${said.trim().slice(0, 400)}`,
  );
}
