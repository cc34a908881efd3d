/** The built app's page without a face, in a browser without a window. */
import { join } from 'node:path';
import { chromium as playwright, type Page } from 'playwright-core';
import { chromium, launchFlags } from './browser.ts';
import { buildIfStale } from './build.ts';
import type { EngineAt } from './edit/engine.ts';
import { serveFiles } from './edit/files.ts';

export interface Headless {
  /** The page; a new one where the last broke. */
  page(): Promise<Page>;
  close(): Promise<void>;
}

declare global {
  interface Window {
    brushword(errand: unknown): Promise<unknown>;
    brushwordHears(asked: unknown): Promise<unknown>;
    brushwordSees(isDrawn: unknown): Promise<unknown>;
  }
}

/** Builds the app first, where it is not built or its sources have changed. Not `isolated`, it has no threads. */
export async function openHeadless({
  isolated = true,
  engine,
}: { isolated?: boolean; engine?: EngineAt | undefined } = {}): Promise<Headless> {
  await buildIfStale();
  const files = await serveFiles(join(import.meta.dirname, '../dist'), isolated, engine);
  const browser = await playwright.launch({ executablePath: await chromium(), args: [...launchFlags] });
  let open: Page | undefined;
  return {
    async page() {
      if (open && !open.isClosed()) return open;
      const page = await browser.newPage();
      await page.goto(`${files.url}/headless.html`);
      await page.waitForFunction(() => 'brushword' in window);
      return (open = page);
    },
    async close() {
      await browser.close();
      files.close();
    },
  };
}
