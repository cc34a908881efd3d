/** Builds the app into `dist`: `npm run build`. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runNode } from './run.ts';
import { buildWasm } from './wasm.ts';

const root = join(import.meta.dirname, '..');
const vite = join(root, 'node_modules/vite/bin/vite.js');
/** Notes about the build; beside it and not in it, since all of `dist` is served. */
const notes = join(root, 'node_modules/.cache/brushword');
/** What the newest build was made from. */
const record = join(notes, 'built');
/** The process that builds now. */
const builder = join(notes, 'builder');

/** Builds. Throws with the builder's own words where a source is wrong. */
export const build = (signal?: AbortSignal): Promise<void> => alone(() => make(signal), signal);

/** Builds, if anything that goes into the app has changed since it was last built. */
export async function buildIfStale(signal?: AbortSignal): Promise<void> {
  if (!isFresh()) await alone(async () => (isFresh() ? undefined : make(signal)), signal);
}

async function make(signal?: AbortSignal): Promise<void> {
  await buildWasm();
  const from = sources();
  rmSync(record, { force: true });
  // A test that builds has NODE_ENV=test, which would ask libraries for their talkative halves.
  const manner = { signal, env: { NODE_ENV: 'production' } };
  const { code, said } = await runNode(vite, ['build', root, '--logLevel', 'warn'], manner);
  if (code !== 0) throw new Error(`The app could not be built.\n${said}`);
  writeFileSync(record, from);
}

const isFresh = (): boolean =>
  existsSync(join(root, 'dist/index.html')) &&
  existsSync(record) &&
  readFileSync(record, 'utf8') === sources();

/** Two builds at once would write into each other's folder: the second waits for the first. */
async function alone(task: () => Promise<void>, signal?: AbortSignal): Promise<void> {
  mkdirSync(notes, { recursive: true });
  while (!claim()) await wait(100, undefined, { ...(signal && { signal }) });
  try {
    await task();
  } finally {
    rmSync(builder, { force: true });
  }
}

function claim(): boolean {
  try {
    writeFileSync(builder, String(process.pid), { flag: 'wx' });
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
  }
  // A builder that was killed left its claim behind. (It may also have gone just now: the next try tells.)
  const left = existsSync(builder) ? Number(readFileSync(builder, 'utf8')) : NaN;
  if (left > 0 && !isRunning(left)) rmSync(builder, { force: true });
  return false;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Every file that goes into the app, with its size and the moment of its last change. */
function sources(): string {
  const files = ['core', 'public', 'src'].flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && !entry.name.endsWith('.wasm'))
      .map(entry => join(entry.parentPath, entry.name)),
  );
  const single = [
    'index.html',
    'headless.html',
    'package-lock.json',
    'svelte.config.js',
    'vite.config.ts',
  ].map(file => join(root, file));
  return [...files, ...single]
    .sort()
    .map(file => `${file} ${statSync(file).size} ${statSync(file).mtimeMs}\n`)
    .join('');
}

if (process.argv[1] === import.meta.filename) await build();
