import { join } from 'node:path';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defaultClientConditions } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { installedChromium, launchFlags } from './tools/browser.ts';

/** Isolation, which threaded WebAssembly needs. Production sets the same in `public/_headers`. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Keeps the shell for offline use: `src/workers/service-worker.ts`. The page asks before a new edition takes over. */
const offline = VitePWA({
  strategies: 'injectManifest',
  srcDir: 'src/workers',
  filename: 'service-worker.ts',
  registerType: 'prompt',
  injectRegister: false,
  manifest: false,
  injectManifest: {
    globPatterns: [
      '**/*.{html,js,mjs,css,wasm,onnx,answer,json,svg,png,jpg,webp,avif,woff2,txt,webmanifest}',
    ],
    // The network runtime is 14 MB, and is the same from one edition to the next.
    maximumFileSizeToCacheInBytes: 16_000_000,
    // The runtime for WebGPU is kept when a device first turns to it. The page without a face is the command line's; that of
    // a link is for those who have no more than the link, and without a network there is nothing on it to see.
    globIgnores: [
      'assets/ort-*.jspi-*',
      'headless.html',
      'assets/headless-*',
      'share.html',
      'assets/link-page-*',
    ],
  },
});

const executablePath = installedChromium();

/** What a page is waited for: one that starts anew on a busy machine takes more than the second that is usual. */
const patient = { poll: { timeout: 20_000 } };

/** What the tests of the whole app in a browser have in common. */
const journeys = {
  environment: 'node',
  globalSetup: ['tests/e2e/setup.ts'],
  sequence: { groupOrder: 4 },
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: patient,
} as const;
const spoken = ['tests/e2e/voice.test.ts'];

export default defineConfig({
  plugins: [svelte(), offline],
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
  worker: { format: 'es' },
  optimizeDeps: {
    // All that is imported anywhere is found at the start, so that no page is reloaded half-way through a test.
    include: ['@noble/hashes/sha2.js', 'comlink', 'dexie', 'fast-check', 'valibot'],
    exclude: ['@lucide/svelte', 'onnxruntime-web', '@huggingface/transformers'],
  },
  build: {
    target: 'esnext',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Each by the name of its files. A part of the app may well be called `share`, and must be kept for offline use.
    rollupOptions: { input: { index: 'index.html', headless: 'headless.html', 'link-page': 'share.html' } },
  },
  // `npm start` answers on 8787 what `npm run dev` does not.
  server: { headers: isolation, proxy: { '/api': 'http://localhost:8787' } },
  preview: { headers: isolation },
  test: {
    projects: [
      {
        test: {
          name: 'core',
          // The quickest first, and journeys, which take the longest, last.
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
          // Nothing in core remembers, so its tests may share a process.
          isolate: false,
          include: ['tests/{house,contract}.test.ts', 'tests/{core,engine,makers}/**/*.test.ts'],
          testTimeout: 30_000,
          environment: 'node',
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          sequence: { groupOrder: 3 },
          maxWorkers: 2,
          include: ['tests/web/**/*.test.ts'],
          globalSetup: ['tests/web/weights/setup.ts'],
          testTimeout: 30_000,
          expect: patient,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            instances: [{ browser: 'chromium' }],
            provider: playwright({
              launchOptions: {
                // Nobody presses a button in these tests, and sound waits for that.
                args: [...launchFlags, '--autoplay-policy=no-user-gesture-required'],
                ...(executablePath === undefined ? {} : { executablePath }),
              },
            }),
          },
        },
      },
      {
        plugins: [
          cloudflareTest(async ({ inject }) => ({
            remoteBindings: false,
            wrangler: { configPath: './worker-api/wrangler.jsonc' },
            miniflare: {
              bindings: {
                ORIGIN: 'http://localhost:8787',
                AUTH_SECRET: 'not a secret, since it is of the tests alone',
                MAIL_URL: inject('mailbox'),
                MAIL_KEY: 'a key of the tests',
                MAIL_FROM: 'Brushword <letters@brushword.example>',
                SECRETS_KEY: 'not a secret either, and as long as one',
                ENGINE_URL: inject('workshop'),
                ENGINE_KEY: 'a key of the tests',
                ALLOW_PRIVATE: '1',
                MIGRATIONS: await readD1Migrations(join(import.meta.dirname, 'worker-api/migrations')),
              },
            },
          })),
        ],
        test: {
          name: 'api',
          sequence: { groupOrder: 2 },
          maxWorkers: 2,
          include: ['tests/api/**/*.test.ts'],
          testTimeout: 30_000,
          globalSetup: ['tests/fakes/mailbox.ts', 'tests/fakes/workshop.ts'],
          setupFiles: ['tests/api/setup.ts'],
          // Bundled once: as it comes it is hundreds of files, read anew for each file of tests.
          deps: {
            optimizer: {
              ssr: {
                enabled: true,
                include: ['@better-auth/passkey', 'better-auth', 'better-auth/api', 'better-auth/crypto'],
                rolldownOptions: { external: [/^node:/, /^cloudflare:/, 'async_hooks'] },
              },
            },
          },
        },
      },
      {
        test: {
          ...journeys,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: spoken,
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...journeys,
          name: 'spoken',
          include: spoken,
          // A microphone plays in real time, whoever else wants the processor.
          sequence: { groupOrder: 5 },
          maxWorkers: 1,
        },
      },
    ],
  },
});
