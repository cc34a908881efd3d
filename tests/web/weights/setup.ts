/** Once before the tests in a browser: a hub for them. */
import type { TestProject } from 'vitest/node';
import { Hub } from '../../fakes/hub.ts';

declare module 'vitest' {
  interface ProvidedContext {
    hub: string;
  }
}

export default async function (project: TestProject): Promise<() => Promise<void>> {
  const hub = await Hub.open();
  project.provide('hub', hub.url);
  return () => hub.close();
}
