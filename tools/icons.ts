/** Draws the installed app's icons from `public/icon.svg`. Run it after changing the mark: `npm run icons`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium as playwright } from 'playwright-core';
import { chromium, launchFlags } from './browser.ts';

const site = join(import.meta.dirname, '..', 'public');
const mark = readFileSync(join(site, 'icon.svg'), 'utf8');
const ground = '#171614';

interface Icon {
  readonly name: string;
  readonly size: number;
  /** How much of the side the mark takes, where the system cuts its own shape from a full square. */
  readonly within?: number;
}

const icons: readonly Icon[] = [
  { name: 'icon-192', size: 192 },
  { name: 'icon-512', size: 512 },
  // The W3C manifest's safe zone: a circle of 40 % of the side. The mark's corners then lie inside it.
  { name: 'maskable-512', size: 512, within: 0.8 },
  { name: 'apple-touch-180', size: 180, within: 0.9 },
];

const browser = await playwright.launch({ executablePath: await chromium(), args: [...launchFlags] });
try {
  for (const { name, size, within } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const side = Math.round(size * (within ?? 1));
    await page.setContent(
      `<style>html{background:${within === undefined ? 'transparent' : ground}}
      body{margin:0;height:100vh;display:grid;place-items:center}svg{width:${side}px;height:${side}px}</style>${mark}`,
    );
    const png = await page.screenshot({ omitBackground: within === undefined });
    writeFileSync(join(site, 'icons', `${name}.png`), png);
    await page.close();
  }
} finally {
  await browser.close();
}
