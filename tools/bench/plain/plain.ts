/** Transformers.js as anybody would use it: what the app's own worker is timed against. */
import { env, pipeline } from '@huggingface/transformers';
import glue from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';

let speaker: ReturnType<typeof open> | undefined;

function open() {
  const input = document.querySelector<HTMLInputElement>('#model');
  const files = new Map(
    [...(input?.files ?? [])].map(file => [file.webkitRelativePath.replace(/^[^/]+\//, ''), file]),
  );
  const whole = (url: string): string => new URL(url, location.href).href;
  Object.assign(env.backends.onnx.wasm ?? {}, { wasmPaths: { mjs: whole(glue), wasm: whole(wasm) }, numThreads: navigator.hardwareConcurrency }); // prettier-ignore
  Object.assign(env, {
    allowLocalModels: true,
    allowRemoteModels: false,
    useBrowserCache: false,
    useWasmCache: false,
    useCustomCache: true,
  });
  env.customCache = {
    match: key => {
      const file = files.get(key.split('plain/')[1] ?? '');
      return Promise.resolve(file && new Response(file));
    },
    put: () => Promise.resolve(),
  };
  return pipeline('automatic-speech-recognition', 'plain', { device: 'wasm', dtype: 'fp32' });
}

Object.assign(window, {
  async plainly(samples: readonly number[]): Promise<{ text: string; ms: number }> {
    const write = await (speaker ??= open());
    const start = performance.now();
    const told = await write(Float32Array.from(samples), { language: 'en', task: 'transcribe' });
    return { text: [told].flat()[0]?.text ?? '', ms: performance.now() - start };
  },
});
