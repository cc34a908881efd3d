/**
 * Compiles every `*.as.ts` (AssemblyScript) under src to the `*.wasm` and `*.threads.wasm` beside it, where they are
 * missing or older. `npx node tools/wasm.ts`; the build, the development server and the tests call `buildWasm` themselves.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Paths, from the root, of what was compiled. Throws with the compiler's own words where a source is wrong. */
export async function buildWasm(): Promise<string[]> {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.as.ts'))
    .map(path => join(root, 'src', path));
  const stale = sources.flatMap(source =>
    kinds.flatMap(({ ending, flags }) => {
      const made = source.replace(/\.as\.ts$/, ending);
      const needed = Math.max(...[source, import.meta.filename].map(age));
      return existsSync(made) && age(made) >= needed ? [] : [{ source, made, flags }];
    }),
  );
  for (const { source, made, flags } of stale) await compile(source, made, flags);
  return stale.map(({ made }) => relative(root, made));
}

/** For one thread, and for several that share a memory: where a page may not share, a browser has no shared memory. */
const kinds = [
  { ending: '.wasm', flags: [] },
  { ending: '.threads.wasm', flags: ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'] },
];

const age = (path: string): number => statSync(path).mtimeMs;

async function compile(source: string, made: string, flags: readonly string[]): Promise<void> {
  const { default: asc } = await import('assemblyscript/asc');
  const { error, stderr } = await asc.main(
    [
      relative(root, source),
      '--baseDir', root,
      '--outFile', relative(root, made),
      '--optimizeLevel', '3',
      '--shrinkLevel', '0',
      '--enable', 'simd',
      // No collector: the caller lays out memory from `heapBase` up and drops it after a run.
      '--runtime', 'stub',
      '--use', 'abort=',
      '--importMemory',
      ...flags,
    ], // prettier-ignore
  );
  if (error) throw new Error(`${relative(root, source)}: ${error.message}\n${stderr.toString()}`);
}

if (process.argv[1] === import.meta.filename) {
  const made = await buildWasm();
  console.log(made.length > 0 ? `Compiled ${made.join(', ')}.` : 'Every .wasm is up to date.');
}
