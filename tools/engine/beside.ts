/** The engine beside the app on this machine: `npm start` hands its address and a key drawn for it to the Worker. */
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { apiRoot } from '../../core/contract/api.ts';
import { endGroup, startGroup } from '../group.ts';
import { freePort } from '../ports.ts';
import { localState } from '../serve.ts';

/** What the Worker is to be told: `worker-api/env.ts`. */
export interface EngineSettings {
  readonly ENGINE_URL: string;
  readonly ENGINE_KEY: string;
}

export interface Beside {
  readonly settings: EngineSettings;
  /** Ends every process of it. */
  stop(): Promise<void>;
}

/** Milliseconds before one that ended by itself is started again; its jobs lie on disk. */
const PAUSE = 2_000;

/** One that a person runs elsewhere, on a larger machine, and set in the environment; nothing where they set none. */
export function engineElsewhere(env: NodeJS.ProcessEnv = process.env): EngineSettings | undefined {
  const { ENGINE_URL, ENGINE_KEY = '' } = env;
  return ENGINE_URL === undefined || ENGINE_URL === '' ? undefined : { ENGINE_URL, ENGINE_KEY };
}

/**
 * Starts one for the app at `origin`, and again whenever it ends; its jobs lie in `folder`. Throws where it does not come
 * within a minute.
 */
export async function startEngine(
  origin: string,
  signal: AbortSignal,
  folder = join(localState, `../engine-${new URL(origin).port}`),
): Promise<Beside> {
  const port = await freePort();
  const settings = {
    ENGINE_URL: `http://127.0.0.1:${port}`,
    ENGINE_KEY: randomBytes(32).toString('base64url'),
  };
  const words = ['--port', String(port), '--origin', origin, '--folder', folder];
  const stopping = new AbortController();
  let child: ChildProcess | undefined;
  const start = (): void => {
    const script = join(import.meta.dirname, 'index.ts');
    const begun = startGroup(script, words, { ENGINE_KEY: settings.ENGINE_KEY }, 'pipe');
    child = begun;
    begun.stderr?.setEncoding('utf8').on('data', (text: string) => console.error(text.trimEnd()));
    begun.stdout?.resume();
    void once(begun, 'close')
      .then(() => wait(PAUSE, undefined, { signal: stopping.signal }))
      .then(start)
      // It was asked to stop: nothing is started any more.
      .catch(() => undefined);
  };
  const stop = async (): Promise<void> => {
    stopping.abort();
    if (child) await endGroup(child);
  };
  start();
  if (await isReady(settings.ENGINE_URL, signal)) return { settings, stop };
  await stop();
  signal.throwIfAborted();
  throw new Error('The engine for large pictures did not start.');
}

async function isReady(url: string, signal: AbortSignal): Promise<boolean> {
  const limit = AbortSignal.any([AbortSignal.timeout(60_000), signal]);
  while (!limit.aborted) {
    // Nothing listens yet: that is what is waited for.
    const reply = await fetch(`${url}${apiRoot}/health`, { signal: limit }).catch(() => undefined);
    if (reply?.ok === true) return true;
    await wait(100);
  }
  return false;
}
