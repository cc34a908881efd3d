/** The database of this machine: the tables of `worker-api/migrations`, made before the Worker first looks for them. */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './alone.ts';
import { runNode } from './run.ts';
import { localState, quiet, workerConfig, wrangler } from './serve.ts';

const folder = join(import.meta.dirname, '../worker-api/migrations');

/** Every migration there is, as it is written. */
const written = (): string =>
  readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort()
    .map(name => `${name}\n${readFileSync(join(folder, name), 'utf8')}`)
    .join('\n');

/** Brings the database in `state` up to date, where it is not: that takes some seconds. */
export async function makeTables(state = localState, signal?: AbortSignal): Promise<void> {
  const record = join(state, 'tables');
  const isFresh = (): boolean => existsSync(record) && readFileSync(record, 'utf8') === written();
  if (isFresh()) return;
  mkdirSync(state, { recursive: true });
  await alone(
    join(state, 'tables-maker'),
    async () => {
      if (isFresh()) return;
      const now = written();
      const words = ['d1', 'migrations', 'apply', 'brushword', '--local', `--persist-to=${state}`];
      const manner = { signal, env: quiet };
      const { code, said } = await runNode(wrangler, [...words, `--config=${workerConfig}`], manner);
      if (code !== 0) throw new Error(`The database could not be brought up to date.\n${said}`);
      writeFileSync(record, now);
    },
    signal,
  );
}
