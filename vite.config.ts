import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defaultClientConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { installedChromium, launchFlags } from './tools/browser.ts';

/** Isolation, which threaded WebAssembly needs. Production sets the same in `public/_headers`. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const executablePath = installedChromium();

export default defineConfig({
  plugins: [svelte()],
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
  worker: { format: 'es' },
  optimizeDeps: {
    // Found at the start, so that no page is reloaded half-way through a test.
    include: ['comlink', 'dexie', 'valibot'],
    exclude: ['onnxruntime-web', '@huggingface/transformers'],
  },
  build: { target: 'esnext', assetsInlineLimit: 0 },
  server: { headers: isolation },
  preview: { headers: isolation },
  test: {
    projects: [
      {
        test: {
          name: 'core',
          include: ['tests/{house,contract}.test.ts', 'tests/{core,makers}/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          include: ['tests/web/**/*.test.ts'],
          testTimeout: 30_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            instances: [{ browser: 'chromium' }],
            provider: playwright({
              launchOptions: {
                args: [...launchFlags],
                ...(executablePath === undefined ? {} : { executablePath }),
              },
            }),
          },
        },
      },
      {
        plugins: [
          cloudflareTest({ remoteBindings: false, wrangler: { configPath: './worker-api/wrangler.jsonc' } }),
        ],
        test: { name: 'api', include: ['tests/api/**/*.test.ts'] },
      },
    ],
  },
});
