/** The built app under workerd, as the cloud runs it, with no account and no network. */
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { apiRoot } from '../core/contract/api.ts';
import { endGroup, startGroup } from './group.ts';
import { freePort } from './ports.ts';

const root = join(import.meta.dirname, '..');
/** What `wrangler` runs in a process of its own; here it leads its group itself. */
export const wrangler = join(root, 'node_modules/wrangler/wrangler-dist/cli.js');

export const workerConfig = join(root, 'worker-api/wrangler.jsonc');
/** Where what the Worker keeps lies on this machine. */
export const localState = join(root, '.wrangler/state');

/** Says nothing to anyone outside, and keeps its records in this checkout. */
export const quiet = {
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  DO_NOT_TRACK: '1',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_LOG_PATH: join(root, '.wrangler/logs'),
  WRANGLER_REGISTRY_PATH: join(root, '.wrangler/registry'),
  WRANGLER_SEND_ERROR_REPORTS: 'false',
  WRANGLER_SEND_METRICS: 'false',
  X_LOCAL_EXPLORER: 'false',
  X_LOCAL_OBSERVABILITY: 'false',
};

export interface Served {
  readonly url: string;
  /** The process that leads all of its processes. */
  readonly leader: number;
  /** Settles when the server is gone, asked or not, with what it said. */
  readonly gone: Promise<string>;
  /** Ends every process of it. */
  stop(): Promise<void>;
}

/**
 * Serves `dist` at a port of localhost, keeping state in `state`; ready when it gives this. `settings` are those of
 * `worker-api/env.ts` that are not in `wrangler.jsonc`.
 */
export async function serve(
  port: number,
  state = localState,
  signal?: AbortSignal,
  settings: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const url = `http://localhost:${port}`;
  const words = [
    `--config=${workerConfig}`,
    `--port=${port}`,
    `--inspector-port=${await freePort()}`,
    `--persist-to=${state}`,
    '--log-level=warn',
    '--show-interactive-dev-session=false',
    ...Object.entries({ ORIGIN: url, ...settings }).flatMap(([name, value]) => ['--var', `${name}:${value}`]),
  ];
  const child = startGroup(wrangler, ['dev', ...words], quiet, 'pipe');
  let said = '';
  const hear = (text: string): void => void (said = (said + text).slice(-10_000));
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', hear);
  const gone = once(child, 'close').then(() => said);
  const stop = (): Promise<void> => endGroup(child);

  const ready = await Promise.race([answers(url, signal), gone.then(() => false)]);
  if (ready && child.pid !== undefined) return { url, leader: child.pid, gone, stop };
  await stop();
  signal?.throwIfAborted();
  throw new Error(`The server did not start.\n${said}`);
}

/** Whether the server answered for its health within a minute. */
async function answers(url: string, signal?: AbortSignal): Promise<boolean> {
  const limit = AbortSignal.any([AbortSignal.timeout(60_000), ...(signal === undefined ? [] : [signal])]);
  while (!limit.aborted) {
    // Nothing listens yet: that is what is waited for.
    const reply = await fetch(`${url}${apiRoot}/health`, { signal: limit }).catch(() => undefined);
    if (reply?.ok === true) return true;
    await wait(50);
  }
  return false;
}
