/** Where a browser gets the kernel from. The only file here that needs a bundler: Node hands the module in itself. */
import { download } from '../download.ts';
import type { Kernel } from './field.ts';
import wasmUrl from './kernel.wasm?url&no-inline';
import { plainKernel } from './plain.ts';
import { memoryFor, wasmKernel } from './wasm.ts';

let module: WebAssembly.Module | undefined;

/** A kernel for one run: WebAssembly SIMD, or TypeScript where this browser lacks it. */
export async function openKernel(): Promise<Kernel> {
  if (module) return wasmKernel({ module, memory: memoryFor(false) });
  const bytes = await download(wasmUrl);
  // A browser without SIMD finds the module invalid.
  if (!WebAssembly.validate(bytes)) return plainKernel();
  module = await WebAssembly.compile(bytes);
  return wasmKernel({ module, memory: memoryFor(false) });
}
