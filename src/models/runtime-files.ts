/** ONNX Runtime's own files, on our origin, and how many threads it is given: of the two libraries that start it, each its door. */
import jspiGlue from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import jspiWasm from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import plainGlue from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { Processor } from './net.ts';

/** More threads than this share too little work each. */
const MOST_THREADS = 8;

export interface RuntimeFiles {
  readonly wasmPaths: { readonly mjs: string; readonly wasm: string };
  readonly numThreads: number;
}

export function runtimeFor(on: Processor): RuntimeFiles {
  const [glue, wasm] = on === 'webgpu' ? [jspiGlue, jspiWasm] : [plainGlue, plainWasm];
  const whole = (url: string): string => new URL(url, import.meta.url).href;
  return {
    wasmPaths: { mjs: whole(glue), wasm: whole(wasm) },
    numThreads: crossOriginIsolated ? Math.min(MOST_THREADS, navigator.hardwareConcurrency) : 1,
  };
}

/** WebGPU waits for the GPU in the midst of a call, which takes JSPI: https://github.com/WebAssembly/js-promise-integration */
export const hasWebGpu = (): boolean => 'gpu' in navigator && 'Suspending' in WebAssembly;
