/** Programs that start programs of their own, and have to end together. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Runs a script under this same Node as the leader of a process group, which goes when this process goes. */
export function startGroup(
  script: string,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  out: 'pipe' | 'inherit',
): ChildProcess {
  const tie = ['--no-warnings', '--import', join(import.meta.dirname, 'with-parent.ts')];
  return spawn(process.execPath, [...tie, script, ...words], {
    cwd: join(import.meta.dirname, '..'),
    // Detached, it leads a group, which can be ended as one; its stdin tells it that we live.
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['pipe', out, out],
  });
}

/** Asks the leader, which then ends and buries its own; after two seconds, ends whoever is left of the group. */
export async function endGroup(child: ChildProcess): Promise<void> {
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
