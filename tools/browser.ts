/** The browser that tests, the command line and the benchmarks drive: where it is, and how it is started. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium as playwright } from 'playwright-core';
import { installByApt } from './apt.ts';

const debian = '/usr/bin/chromium';
const packages = ['chromium', 'chromium-sandbox', 'fonts-dejavu-core'];

/** Quiet, no calls home, and a software WebGPU adapter where the machine has no graphics card. */
export const launchFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
];

/** The browser there is: `CHROMIUM` if set, else Debian's, else Playwright's own. */
export function installedChromium(): string | undefined {
  const places = [process.env['CHROMIUM'], debian, playwright.executablePath()];
  return places.find(place => place !== undefined && place !== '' && existsSync(place));
}

/** The browser's path, after fetching one where there is none: by apt on Debian, else Playwright's own. */
export function chromium(): Promise<string> {
  const found = installedChromium();
  if (found !== undefined) return Promise.resolve(found);
  process.stderr.write('No Chromium here yet: installing one.\n');
  if (!installByApt(packages)) installByPlaywright();
  const fetched = installedChromium();
  if (fetched !== undefined) return Promise.resolve(fetched);
  return Promise.reject(
    new Error('Chromium could not be installed. Install it by hand, or set CHROMIUM to its path.'),
  );
}

function installByPlaywright(): void {
  const home = dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'));
  execFileSync(process.execPath, [join(home, 'cli.js'), 'install', 'chromium'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
