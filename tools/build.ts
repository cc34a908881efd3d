/** Builds the app into `dist`: `npm run build`. */
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone, notes } from './alone.ts';
import { writeReference } from './openapi/index.ts';
import { runNode } from './run.ts';
import { buildWasm } from './wasm.ts';

const root = join(import.meta.dirname, '..');
const vite = join(root, 'node_modules/vite/bin/vite.js');
/** What the newest build was made from; beside it and not in it, since all of `dist` is served. */
const record = join(notes, 'built');
/** The process that builds now: two at once would write into each other's folder. */
const builder = join(notes, 'builder');

/** Builds. Throws with the builder's own words where a source is wrong. */
export const build = (signal?: AbortSignal): Promise<void> => alone(builder, () => make(signal), signal);

/** Builds, if anything that goes into the app has changed since it was last built. */
export async function buildIfStale(signal?: AbortSignal): Promise<void> {
  if (!isFresh()) await alone(builder, async () => (isFresh() ? undefined : make(signal)), signal);
}

async function make(signal?: AbortSignal): Promise<void> {
  await buildWasm();
  const from = sources();
  rmSync(record, { force: true });
  // A test that builds has NODE_ENV=test, which would ask libraries for their talkative halves.
  const manner = { signal, env: { NODE_ENV: 'production' } };
  const { code, said } = await runNode(vite, ['build', root, '--logLevel', 'warn'], manner);
  if (code !== 0) throw new Error(`The app could not be built.\n${said}`);
  writeReference(join(root, 'dist'));
  writeFileSync(record, from);
}

const isFresh = (): boolean =>
  existsSync(join(root, 'dist/index.html')) &&
  existsSync(record) &&
  readFileSync(record, 'utf8') === sources();

/** Every file that goes into the app, with its size and the moment of its last change. */
function sources(): string {
  const files = ['core', 'public', 'src', 'tools/openapi'].flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && !entry.name.endsWith('.wasm'))
      .map(entry => join(entry.parentPath, entry.name)),
  );
  const single = [
    'index.html',
    'headless.html',
    'share.html',
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
