/** What only one process of this checkout may do at a time. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Notes about what was made, which are kept between runs. */
export const notes = join(import.meta.dirname, '../node_modules/.cache/brushword');

/** Does a task that whoever else has claimed `file` waits for, and the other way round. */
export async function alone(file: string, task: () => Promise<void>, signal?: AbortSignal): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  while (!claim(file)) await wait(100, undefined, { ...(signal && { signal }) });
  try {
    await task();
  } finally {
    rmSync(file, { force: true });
  }
}

function claim(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
  }
  // Who was killed left its claim behind. (It may also have gone just now: the next try tells.)
  const left = existsSync(file) ? Number(readFileSync(file, 'utf8')) : NaN;
  if (left > 0 && !isRunning(left)) rmSync(file, { force: true });
  return false;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
