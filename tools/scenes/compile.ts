/** Builds the renderer from its AssemblyScript. */
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

/** Compiles the renderer. Throws with the compiler's words where its source is at fault. */
export async function compileKernel(): Promise<Uint8Array<ArrayBuffer>> {
  const built: { binary?: Uint8Array } = {};
  const { error, stderr } = await asc.main(
    [
      join(import.meta.dirname, 'assembly/index.ts'),
      ...[
        '--outFile',
        'kernel.wasm',
        '-O3',
        '--converge',
        '--noAssert',
        '--runtime',
        'stub',
        '--enable',
        'simd',
      ],
      // 112: vectors cannot cross into JavaScript. None do.
      ...['--disableWarning', '112'],
    ],
    {
      writeFile: (name, contents) => {
        if (name.endsWith('.wasm') && typeof contents !== 'string') built.binary = contents;
      },
    },
  );
  if (error || !built.binary)
    throw new Error(`The renderer does not compile.\n${stderr.toString()}`, { cause: error });
  return Uint8Array.from(built.binary);
}
