/** The process that runs the Worker and holds what it keeps: found among those of a server, watched, and killed. Linux alone. */
import { readFile, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The workerd among the processes of a group (`tools/group.ts`) that holds files of `state` open: wrangler runs a second one, before it,
 * that keeps nothing. Throws where there is none, or more than one.
 */
export async function workerdOf(leader: number, state: string): Promise<number> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (Number.isInteger(pid) && (await isWorkerd(pid, leader)) && (await holds(pid, state))) found.push(pid);
  }
  const [pid] = found;
  if (pid === undefined || found.length > 1)
    throw new Error(`The process that keeps ${state} was not found (${found.length} could be it).`);
  return pid;
}

/** How much memory a process has now, in bytes. Throws where it is gone. */
export async function residentOf(pid: number): Promise<number> {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  if (kilobytes === undefined) throw new Error(`Process ${pid} has no memory any more.`);
  return Number(kilobytes) * 1024;
}

/** A process may go while it is looked at: then it is not the one. */
async function isWorkerd(pid: number, leader: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // proc(5): after the name, in brackets, come the state, the parent and the group.
  const [, name, group] = /^\d+ \((.*)\) \S+ \d+ (\d+) /s.exec(stat) ?? [];
  return name === 'workerd' && Number(group) === leader;
}

async function holds(pid: number, state: string): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(names.map(name => readlink(join(folder, name)).catch(() => '')));
  return files.some(file => file.startsWith(`${state}/`));
}
