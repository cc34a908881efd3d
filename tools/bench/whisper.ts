/** What the app's worker adds to Transformers.js: a Whisper of the tiny one's shape, an utterance of 5 seconds, turn about. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright } from 'playwright-core';
import { build } from 'vite';
import { parse, v } from '../../core/contract/schema.ts';
import { Transcript } from '../../src/workers/errand.ts';
import { chromium, launchFlags } from '../browser.ts';
import { orThrow } from '../edit/fault.ts';
import { serveFiles } from '../edit/files.ts';
import { openHeadless } from '../headless.ts';
import { whisperOfShape } from '../nets/whisper.ts';
import { writeWhisper } from '../nets/whisper/write.ts';
import { joined, silence, voice } from '../sounds.ts';
import { wavFrom } from '../../src/models/speech/wav.ts';
import { median, milliseconds, type Bench } from './figure.ts';

const RATE = 16_000;
const RUNS = 5;
const MORE = 1.1;

const Told = v.object({ text: v.string(), ms: v.number() });

declare global {
  interface Window {
    plainly(samples: readonly number[]): Promise<unknown>;
  }
}

export const whisper: Bench = {
  name: 'whisper',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'brushword-whisper-'));
    const [model, page] = [join(folder, 'model'), join(folder, 'page')];
    const samples = joined(silence(0.3), voice(4.4), silence(0.3));
    try {
      writeWhisper(model, whisperOfShape('tiny', 'fp32', 'get rid of the lamp and make the sofa navy'));
      const plain = await openPlain(page, model);
      const headless = await openHeadless();
      try {
        const own = await headless.page();
        await own.setInputFiles('#model', model);
        await own.setInputFiles('#sound', { name: 'spoken.wav', mimeType: 'audio/wav', buffer: Buffer.from(wavFrom(samples, RATE)) }); // prettier-ignore
        const times: { own: number[]; plain: number[] } = { own: [], plain: [] };
        for (let run = 0; run <= RUNS; run++) {
          const heard = orThrow(
            parse(Transcript, await own.evaluate(() => window.brushwordHears({})), 'bug'),
          );
          const told = parse(
            Told,
            await plain.page.evaluate(all => window.plainly(all), [...samples]),
            'bug',
          );
          if (heard.text === '' || heard.text !== told.text.trim()) throw new Error(`They differ: “${heard.text}”, “${told.text}”.`); // prettier-ignore
          // The first is for starting.
          if (run === 0) continue;
          times.own.push(heard.ms);
          times.plain.push(told.ms);
        }
        const [ours, theirs] = [median(times.own), median(times.plain)];
        return [
          {
            name: 'Whisper of the tiny shape, 5 s, beside Transformers.js alone',
            goal: `≤ ${MORE} ×`,
            measured: `${(ours / theirs).toFixed(2)} × (${milliseconds(ours)}, ${milliseconds(theirs)})`,
            reached: ours <= MORE * theirs,
          },
        ];
      } finally {
        await headless.close();
        await plain.close();
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

async function openPlain(outDir: string, model: string) {
  await build({
    root: join(import.meta.dirname, 'plain'),
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'production'] },
    build: { outDir, emptyOutDir: true, target: 'esnext', assetsInlineLimit: 0 },
  });
  copyFileSync(join(import.meta.dirname, '../../public/_headers'), join(outDir, '_headers'));
  const files = await serveFiles(outDir);
  const browser = await playwright.launch({ executablePath: await chromium(), args: [...launchFlags] });
  const page = await browser.newPage();
  await page.goto(`${files.url}/index.html`);
  await page.waitForFunction(() => 'plainly' in window);
  await page.setInputFiles('#model', model);
  return {
    page,
    async close() {
      await browser.close();
      files.close();
    },
  };
}
