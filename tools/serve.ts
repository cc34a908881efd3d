/** The built app under workerd, as the cloud runs it, with no account and no network. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { apiRoot } from '../core/contract/api.ts';
import { freePort } from './ports.ts';

const root = join(import.meta.dirname, '..');

/** Says nothing to anyone outside, and keeps its records in this checkout. */
const quiet = {
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
  /** Settles when the server is gone, asked or not, with what it said. */
  readonly gone: Promise<string>;
  /** Ends every process of it. */
  stop(): Promise<void>;
}

/** Serves `dist` at a port of localhost, keeping state in `state`; ready when it gives this. */
export async function serve(
  port: number,
  state = join(root, '.wrangler/state'),
  signal?: AbortSignal,
): Promise<Served> {
  const words = [
    'dev',
    '-c',
    join(root, 'worker-api/wrangler.jsonc'),
    '--port',
    String(port),
    '--persist-to',
    state,
  ];
  const inspector = ['--inspector-port', String(await freePort())];
  const manner = ['--log-level', 'warn', '--show-interactive-dev-session=false'];
  const child = spawn(
    process.execPath,
    [
      '--no-warnings',
      '--import',
      join(import.meta.dirname, 'with-parent.ts'),
      cli,
      ...words,
      ...inspector,
      ...manner,
    ],
    // Detached, it leads a process group, which can be ended as one; its stdin tells it that we live.
    { cwd: root, detached: true, env: { ...process.env, ...quiet }, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let said = '';
  const hear = (text: string): void => void (said = (said + text).slice(-10_000));
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  const gone = once(child, 'close').then(() => said);
  const stop = (): Promise<void> => stopGroup(child);

  const url = `http://localhost:${port}`;
  const ready = await Promise.race([answers(url, signal), gone.then(() => false)]);
  if (ready) return { url, gone, stop };
  await stop();
  signal?.throwIfAborted();
  throw new Error(`The server did not start.\n${said}`);
}

const cli = join(root, 'node_modules/wrangler/wrangler-dist/cli.js');

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

/** Asks the leader, which then ends and buries its own; after two seconds, ends whoever is left of the group. */
async function stopGroup(child: ChildProcess): Promise<void> {
  const leader = child.pid;
  if (leader === undefined) return;
  if (child.exitCode === null && child.signalCode === null) {
    const closed = once(child, 'close');
    child.kill('SIGTERM');
    await Promise.race([closed, wait(2_000, undefined, { ref: false })]);
  }
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (thrown) {
    // ESRCH: none of them is left, which is what was asked for.
    if ((thrown as NodeJS.ErrnoException).code !== 'ESRCH') throw thrown;
  }
}
