/** How long our own engine takes for a large photo, from the first byte sent to the last received, and what memory that takes. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, openAsBlob, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { apiRoot } from '../../core/contract/api.ts';
import { EngineHealth, EngineJob } from '../../core/contract/engine.ts';
import { Fault } from '../../core/contract/fault.ts';
import { parse } from '../../core/contract/schema.ts';
import { WorkThread } from '../engine/thread.ts';
import { freePort } from '../ports.ts';
import { buildWasm } from '../wasm.ts';
import { milliseconds, within, type Bench, type Figure } from './figure.ts';
import { withPhoto, type Photo } from './photo.ts';

const cases = [
  { megapixels: 24, share: 0.02 },
  { megapixels: 48, share: 0.02 },
] as const;

export const engine: Bench = {
  name: 'engine',
  async run() {
    const figures: Figure[] = [];
    for (const { megapixels, share } of cases) {
      figures.push(...(await withPhoto(megapixels, share, photo => measured(photo, megapixels))));
    }
    const { megapixels, share } = cases[0];
    return [...figures, await withPhoto(megapixels, share, photo => stopping(photo, megapixels))];
  },
};

/** In a process of its own: what it takes of memory is its alone. */
async function measured(photo: Photo, megapixels: number): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'brushword-engine-'));
  const port = await freePort();
  const script = join(import.meta.dirname, '../engine/index.ts');
  const child = spawn(process.execPath, [script, '--port', String(port), '--folder', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const gone = once(child, 'close');
  const api = `http://127.0.0.1:${port}${apiRoot}`;
  try {
    const { device } = parse(EngineHealth, await until(() => fetch(`${api}/health`).then(jsonOf)));
    const times = [await remove(api, photo), await remove(api, photo)].map(milliseconds);
    const name = `engine, remove, ${megapixels} MP, 2 % hole`;
    return [
      { name: `${name}, the first and the second time, on ${device}`, measured: times.join(', ') },
      { name: `${name}, memory at most`, measured: peakOf(child.pid) },
    ];
  } finally {
    child.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From the word until the thread is gone and its memory free, in the midst of a fill. */
async function stopping({ image, mask }: Photo, megapixels: number): Promise<Figure> {
  await buildWasm();
  const folder = mkdtempSync(join(tmpdir(), 'brushword-engine-'));
  const thread = new WorkThread({ on: 'wasm', threads: availableParallelism() });
  const stop = new AbortController();
  const ask = { tool: 'operate', operation: 'remove', params: {}, seed: 1 } as const;
  let begun = Number.NaN;
  const report = (done: number): void => {
    if (done < 0.3 || stop.signal.aborted) return;
    begun = performance.now();
    stop.abort();
  };
  try {
    const running = thread.run({ ask, files: { image, mask }, folder }, stop.signal, report);
    await running.catch(() => undefined); // that it was stopped is what was asked for
    await thread.close();
    return within(`engine, stopping, ${megapixels} MP`, performance.now() - begun, 500);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function remove(api: string, { image, mask }: Photo): Promise<number> {
  const start = performance.now();
  const form = new FormData();
  form.set('ask', JSON.stringify({ tool: 'operate', operation: 'remove', params: {}, seed: 1 }));
  form.set('image', await openAsBlob(image), 'image');
  form.set('mask', await openAsBlob(mask), 'mask');
  const key = randomUUID();
  const asked = { method: 'POST', body: form, headers: { 'idempotency-key': key } };
  await fetch(`${api}/jobs`, asked).then(jsonOf);
  const ended = await until(async () => {
    const job = parse(EngineJob, await fetch(`${api}/jobs/${key}`).then(jsonOf));
    return ['done', 'failed'].includes(job.state) ? job : undefined;
  });
  if (ended.fault) throw new Fault(ended.fault.kind, ended.fault.message);
  await fetch(`${api}/jobs/${key}/made/0`).then(reply => reply.arrayBuffer());
  return performance.now() - start;
}

async function jsonOf(reply: Response): Promise<unknown> {
  const told: unknown = await reply.json();
  if (!reply.ok) throw new Error(JSON.stringify(told));
  return told;
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    // Nothing listens before it has started.
    const found = await look().catch(() => undefined);
    if (found !== undefined) return found;
    await wait(50);
  }
}

/** What Linux says of the most that a process has held. */
function peakOf(pid: number | undefined): string {
  const status = process.platform === 'linux' ? readFileSync(`/proc/${pid}/status`, 'utf8') : '';
  const kilobytes = /^VmHWM:\s+(\d+)/m.exec(status)?.[1];
  return kilobytes === undefined
    ? 'not told here'
    : `${Math.round(Number(kilobytes) / 1024).toLocaleString('en')} MB`;
}
