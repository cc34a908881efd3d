import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defaultClientConditions } from 'vite';
import { defineConfig } from 'vitest/config';

/** Isolation, which threaded WebAssembly needs. Production sets the same in `public/_headers`. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  plugins: [svelte()],
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
  worker: { format: 'es' },
  build: { target: 'esnext', assetsInlineLimit: 0 },
  server: { headers: isolation },
  preview: { headers: isolation },
  test: {
    projects: [
      {
        test: {
          name: 'core',
          include: ['tests/house.test.ts', 'tests/{core,makers}/**/*.test.ts'],
          environment: 'node',
        },
      },
    ],
  },
});
