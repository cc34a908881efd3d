/** What the engine reckons on. */
import { spawn } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { text } from 'node:stream/consumers';
import type { Processor } from './runtime.ts';

/** "NVIDIA H100 80GB HBM3, 80 GB", or "16 processors (AMD EPYC 7763)". */
export async function deviceOf(on: Processor, threads: number): Promise<string> {
  const card = on === 'cuda' ? await cardOf() : undefined;
  if (card !== undefined) return card;
  const model = cpus()[0]?.model.trim() ?? '';
  const own = `${threads} processor${threads === 1 ? '' : 's'}${model === '' ? '' : ` (${model})`}`;
  return on === 'cuda' ? `a graphics processor, and ${own}` : own;
}

/** By NVIDIA's own program, where it is: networks run without it, and only its name is missing. */
async function cardOf(): Promise<string | undefined> {
  const asked = spawn('nvidia-smi', ['--query-gpu=name,memory.total', '--format=csv,noheader,nounits'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 10_000,
  });
  const failed = new Promise<undefined>(resolve => asked.once('error', () => resolve(undefined)));
  const said = await Promise.race([text(asked.stdout), failed]);
  const [name, megabytes] = said?.split('\n')[0]?.split(', ') ?? [];
  if (name === undefined || megabytes === undefined) return undefined;
  return `${name}, ${Math.round(Number(megabytes) / 1024)} GB`;
}

export const threadsHere = (): number => availableParallelism();
