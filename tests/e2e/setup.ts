/** Once before the journeys: the app as it is now, built, and a server of it for all that need none of their own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildIfStale } from '../../tools/build.ts';
import { freePort } from '../../tools/ports.ts';
import { serve } from '../../tools/serve.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The port of localhost at which the app is served. */
    site: number;
  }
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  await buildIfStale();
  const [port, folder] = [await freePort(), await mkdtemp(join(tmpdir(), 'brushword-'))];
  const server = await serve(port, folder);
  provide('site', port);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
}
