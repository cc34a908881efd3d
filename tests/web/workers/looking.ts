/** Engines that look at pictures, each on a device on which only these weights lie. */
import { Engine } from '../../../src/workers/host.ts';
import type { Given } from './looking.worker.ts';

const engines: Engine[] = [];

export function engineWith(given: Given): Engine {
  const name = JSON.stringify(given);
  const engine = new Engine(
    () => new Worker(new URL('./looking.worker.ts', import.meta.url), { type: 'module', name }),
  );
  engines.push(engine);
  return engine;
}

/** To be called after each test. */
export function closeEngines(): void {
  for (const engine of engines.splice(0)) engine.close();
}
