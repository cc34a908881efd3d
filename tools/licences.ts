/**
 * Writes `public/licences.txt`: whose work goes out with the app, and on what terms. Run it when a test says that it is
 * out of date: `npm run licences`.
 */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, v } from '../core/contract/schema.ts';
import { runNode } from './run.ts';
import { buildWasm } from './wasm.ts';

const root = join(import.meta.dirname, '..');
export const licencesFile = join(root, 'public/licences.txt');

const Manifest = v.object({ version: v.string(), license: v.string() });

interface Licence {
  readonly title: string;
  readonly text: string;
}

/** The whole file, as it should be. Throws where someone's terms are not known, or not ones that we can meet. */
export async function licences(): Promise<string> {
  const names = [...new Set([...(await bundled()), ...named()])].sort();
  const byText = Map.groupBy(names.map(licenceOf), ({ text }) => text);
  const parts = [...byText].map(([text, of]) => `${of.map(({ title }) => title).join('\n')}\n\n${text}\n`);
  const intro =
    'Brushword contains the work of others. Each part is listed with the licence it comes under.\n';
  return [intro, ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

/** The packages that the builder put code of into the app, its workers and its service worker. */
async function bundled(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'brushword-licences-'));
  try {
    await buildWasm();
    const words = [
      'build',
      root,
      '--outDir',
      folder,
      '--emptyOutDir',
      '--sourcemap',
      'hidden',
      '--logLevel',
      'warn',
    ];
    const manner = { env: { NODE_ENV: 'production' } };
    const { code, said } = await runNode(join(root, 'node_modules/vite/bin/vite.js'), words, manner);
    if (code !== 0) throw new Error(`The app could not be built.\n${said}`);
    const Sources = v.object({ sources: v.array(v.nullable(v.string())) });
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(path => path.endsWith('.map'))
      .flatMap(path => parse(Sources, JSON.parse(readFileSync(join(folder, path), 'utf8'))).sources)
      .map(source => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source ?? '')?.[1])
      .filter(name => name !== undefined);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The packages that a source names: a font in a style sheet, what the Worker imports, the compiler's own library. */
function named(): string[] {
  const sources = ['core', 'src', 'worker-api'].flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(path => /\.(ts|svelte|css)$/.test(path) && !path.includes('.wrangler'))
      .map(path => join(root, folder, path)),
  );
  const found = sources.flatMap(path => [
    ...readFileSync(path, 'utf8').matchAll(
      /(?:\bfrom|\bimport|url\()\s*\(?['"]((?:@[\w-]+\/)?[\w-]+)[^'"]*['"]/g,
    ),
  ]);
  const packages = found
    .map(match => match[1] ?? '')
    .filter(name => existsSync(join(root, 'node_modules', name)));
  return sources.some(path => path.endsWith('.as.ts')) ? [...packages, 'assemblyscript'] : packages;
}

/** Packages that come without the licence that their repository has. */
const elsewhere: Readonly<Record<string, string>> = {
  'onnxruntime-web': join(root, 'tools/onnxruntime-licence.txt'),
  'onnxruntime-common': join(root, 'tools/onnxruntime-licence.txt'),
};

function missing(name: string): never {
  throw new Error(`${name} comes without its licence. Find it, or do without the package.`);
}

function licenceOf(name: string): Licence {
  const folder = join(root, 'node_modules', name);
  const { version, license } = parse(
    Manifest,
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  );
  if (/GPL/i.test(license)) throw new Error(`${name} is under ${license}, which Brushword must not contain.`);
  const texts = readdirSync(folder)
    .filter(file => /^(licen[cs]e|notice)/i.test(file))
    .sort();
  const paths = texts.length > 0 ? texts.map(file => join(folder, file)) : [elsewhere[name] ?? missing(name)];
  const text = paths.map(path => readFileSync(path, 'utf8').replaceAll('\r\n', '\n').trim()).join('\n\n');
  return { title: `${name} ${version} (${license})`, text };
}

if (process.argv[1] === import.meta.filename) writeFileSync(licencesFile, await licences());
