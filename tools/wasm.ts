/**
 * Compiles every `*.as.ts` (AssemblyScript) under src to the `*.wasm` beside it, where that is missing or older.
 * `npx node tools/wasm.ts`; the build, the development server and the tests call `buildWasm` themselves.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Paths, from the root, of what was compiled. Throws with the compiler's own words where a source is wrong. */
export async function buildWasm(): Promise<string[]> {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.as.ts'))
    .map(path => join(root, 'src', path));
  const stale = sources.filter(source => {
    const made = wasmOf(source);
    return !existsSync(made) || statSync(made).mtimeMs < Math.max(...[source, import.meta.filename].map(age));
  });
  for (const source of stale) await compile(source);
  return stale.map(source => relative(root, wasmOf(source)));
}

const wasmOf = (source: string): string => source.replace(/\.as\.ts$/, '.wasm');
const age = (path: string): number => statSync(path).mtimeMs;

async function compile(source: string): Promise<void> {
  const { default: asc } = await import('assemblyscript/asc');
  const { error, stderr } = await asc.main(
    [
      relative(root, source),
      '--baseDir', root,
      '--outFile', relative(root, wasmOf(source)),
      '--optimizeLevel', '3',
      '--shrinkLevel', '0',
      '--enable', 'simd',
      // No collector: the caller lays out memory from `heapBase` up and drops the whole instance after a run.
      '--runtime', 'stub',
      '--use', 'abort=',
    ], // prettier-ignore
  );
  if (error) throw new Error(`${relative(root, source)}: ${error.message}\n${stderr.toString()}`);
}

if (process.argv[1] === import.meta.filename) {
  const made = await buildWasm();
  console.log(made.length > 0 ? `Compiled ${made.join(', ')}.` : 'Every .wasm is up to date.');
}
