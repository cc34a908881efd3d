/** What a browser must load before it paints first: script and style, as they travel. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium as playwright } from 'playwright-core';
import { chromium, launchFlags } from '../browser.ts';
import { buildIfStale } from '../build.ts';
import { serveFiles } from '../edit/files.ts';
import type { Bench } from './figure.ts';

const dist = join(import.meta.dirname, '../../dist');
const GOAL = 100;

export const firstPaint: Bench = {
  name: 'first-paint',
  async run() {
    await buildIfStale();
    const files = await serveFiles(dist);
    const browser = await playwright.launch({ executablePath: await chromium(), args: [...launchFlags] });
    try {
      const page = await browser.newPage();
      await page.goto(files.url);
      await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
      const loaded = await page.evaluate(() => {
        const [paint] = performance.getEntriesByName('first-contentful-paint');
        return performance
          .getEntriesByType('resource')
          .filter(entry => entry.startTime < (paint?.startTime ?? Infinity) && /\.(js|css)$/.test(entry.name))
          .map(entry => new URL(entry.name).pathname);
      });
      const bytes = loaded.reduce((sum, path) => sum + gzipSync(readFileSync(join(dist, path))).length, 0);
      const kilobytes = bytes / 1000;
      return [
        {
          name: `JS + CSS before first paint, gzipped (${loaded.length} files)`,
          measured: `${kilobytes.toFixed(1)} KB`,
          goal: `≤ ${GOAL} KB`,
          reached: loaded.length > 0 && kilobytes <= GOAL,
        },
      ];
    } finally {
      await browser.close();
      files.close();
    }
  },
};
