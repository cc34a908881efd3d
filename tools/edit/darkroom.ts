/** The built app's own engine, in a browser without a window. */
import { join } from 'node:path';
import { chromium as playwright, type Page } from 'playwright-core';
import { Fault } from '../../core/contract/fault.ts';
import { parse } from '../../core/contract/schema.ts';
import { Answer, type Done, type Errand } from '../../src/workers/errand.ts';
import { chromium, launchFlags } from '../browser.ts';
import { buildIfStale } from '../build.ts';
import { serveFiles } from './files.ts';

export interface Darkroom {
  /** Takes paths of files that are there. Throws the engine's `Fault`. */
  run(errand: Errand, files: { image: string; mask?: string | undefined }): Promise<Done>;
  close(): Promise<void>;
}

declare global {
  interface Window {
    brushword(errand: unknown): Promise<unknown>;
  }
}

/** Builds the app first, where it is not built or its sources have changed. */
export async function openDarkroom(): Promise<Darkroom> {
  await buildIfStale();
  const files = await serveFiles(join(import.meta.dirname, '../../dist'));
  const browser = await playwright.launch({ executablePath: await chromium(), args: [...launchFlags] });
  const open = async (): Promise<Page> => {
    const page = await browser.newPage();
    await page.goto(`${files.url}/headless.html`);
    await page.waitForFunction(() => 'brushword' in window);
    return page;
  };
  let page = await open();
  return {
    async run(errand, { image, mask }) {
      // A page that broke, and only that one, is left for a new one.
      if (page.isClosed()) page = await open();
      await page.setInputFiles('#image', image);
      await page.setInputFiles('#mask', mask === undefined ? [] : [mask]);
      const answer = parse(Answer, await page.evaluate(asked => window.brushword(asked), errand), 'bug');
      if ('fault' in answer)
        throw Fault.from(Object.assign(new Error(answer.fault.message), { name: answer.fault.kind }));
      return answer;
    },
    async close() {
      await browser.close();
      files.close();
    },
  };
}
