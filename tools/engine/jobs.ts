/** The queue: one job at a time, in the order they came; each asked for once, however often it is sent. */
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { EngineAsk, EngineJob } from '../../core/contract/engine.ts';
import { Fault } from '../../core/contract/fault.ts';
import type { JobId } from '../../core/contract/ids.ts';
import type { Report } from './perform.ts';
import { hashOf, type Files, type Kept, type Store } from './store.ts';
import type { MadeFile, Product, Task } from './task.ts';

/** Who does them. */
export interface Worker {
  run(task: Task, signal: AbortSignal, report: Report): Promise<Product>;
}

export interface Limits {
  /** How long what was made is kept once it is done, in milliseconds. */
  readonly keep: number;
  /** How many may wait. */
  readonly waiting: number;
  /** Bytes on disk, of all jobs together. */
  readonly room: number;
}

/** Begun so often and broken off with the whole process, it is not begun again: it may be what ends the process. */
const MOST_TRIES = 2;

const SWEEP = 60_000;

/** What an asker is told of a file. */
const about = ({ type, size, width, height }: MadeFile): Omit<MadeFile, 'file'> => ({
  type,
  size,
  width,
  height,
});

export class Jobs {
  readonly #store: Store;
  readonly #worker: Worker;
  readonly #limits: Limits;
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();
  readonly #queue: string[] = [];
  readonly #coming = new Map<string, Promise<EngineJob>>();
  readonly #waiting = new Map<string, PromiseWithResolvers<undefined>>();
  #running: { readonly id: string; readonly stop: AbortController } | undefined;
  readonly #sweeper: NodeJS.Timeout;

  constructor(store: Store, worker: Worker, limits: Limits, now: () => number = Date.now) {
    this.#store = store;
    this.#worker = worker;
    this.#limits = limits;
    this.#now = now;
    for (const kept of store.all().sort((one, other) => one.asked - other.asked)) this.#takeUp(kept);
    this.#sweeper = setInterval(() => this.sweep(), SWEEP).unref();
    this.#next();
  }

  /**
   * The same id with the same ask and files gives the same job. Throws `Fault('conflict')` where they are others, `too-often` where too
   * many wait, and `no-space` where the disk is full of what was made before.
   */
  async submit(id: JobId, ask: EngineAsk, files: Files): Promise<EngineJob> {
    // Sent twice at once: the second waits for the first to lie on the disk.
    const before = this.#coming.get(id);
    if (before) await before.catch(() => undefined);
    const hashes = Object.fromEntries([...files].map(([name, bytes]) => [name, hashOf(bytes)]));
    const known = this.#kept.get(id);
    if (known) {
      if (isDeepStrictEqual([known.ask, known.files], [ask, hashes])) return this.#shown(known);
      throw new Fault(
        'conflict',
        'A job of this name was asked for something else. Give this one a new key.',
      );
    }
    if (this.#queue.length + this.#coming.size >= this.#limits.waiting) {
      throw new Fault('too-often', 'Too many jobs wait here. Try again in a minute.');
    }
    const size = [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0);
    if (this.#store.size() + size > this.#limits.room) {
      throw new Fault('no-space', 'The engine is full of what it made before. Try again later, or give it more room with --room.'); // prettier-ignore
    }
    const asked = this.#add({ job: { id, state: 'queued' }, ask, files: hashes, made: [], asked: this.#now(), tries: 0 }, files); // prettier-ignore
    this.#coming.set(id, asked);
    try {
      return await asked;
    } finally {
      this.#coming.delete(id);
    }
  }

  async #add(kept: Kept, files: Files): Promise<EngineJob> {
    const { id } = kept.job;
    try {
      await this.#store.add(kept, files);
    } catch (cause) {
      this.#store.remove(id);
      const isFull = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC';
      throw isFull ? new Fault('no-space', 'The engine’s disk is full.', { cause }) : cause;
    }
    this.#kept.set(id, kept);
    this.#queue.push(id);
    this.#next();
    return this.#shown(this.#of(id));
  }

  /** Throws `Fault('not-found')` where there is no such job, or no more. */
  get(id: string): EngineJob {
    return this.#shown(this.#of(id));
  }

  /** What it made: a file's place, and what it is. Throws `Fault('not-found')`. */
  made(id: string, n: number): MadeFile & { readonly path: string } {
    const made = this.#of(id).made[n];
    if (!made) throw new Fault('not-found', 'This job has made no such picture.');
    return { ...made, path: join(this.#store.folderOf(id), made.file) };
  }

  /** Stops it, if it has not ended. Throws `Fault('not-found')`. */
  stop(id: string): EngineJob {
    const { job } = this.#of(id);
    if (job.state === 'queued') {
      this.#queue.splice(this.#queue.indexOf(id), 1);
      this.#end(id, { state: 'stopped' });
    }
    if (this.#running?.id === id) {
      // It is told at once; the thread is gone a moment later, and only then the next begins.
      this.#end(id, { state: 'stopped' });
      this.#running.stop.abort();
    }
    return this.get(id);
  }

  /** Settles once the job has ended, however. */
  async ended(id: string): Promise<EngineJob> {
    if (['queued', 'running'].includes(this.#of(id).job.state)) {
      const waiting = this.#waiting.get(id) ?? Promise.withResolvers<undefined>();
      this.#waiting.set(id, waiting);
      await waiting.promise;
    }
    return this.get(id);
  }

  /** The one that is being done. */
  get current(): EngineJob | undefined {
    return this.#running && this.get(this.#running.id);
  }

  /** Lets go of a job that has ended. */
  forget(id: string): void {
    if (!this.#kept.delete(id)) return;
    this.#store.remove(id);
  }

  /** Throws away what has been kept long enough. */
  sweep(): void {
    for (const [id, { ended }] of this.#kept)
      if (ended !== undefined && ended + this.#limits.keep <= this.#now()) this.forget(id);
  }

  /** What was running runs again when the next engine takes up this folder. */
  close(): void {
    clearInterval(this.#sweeper);
    const running = this.#running;
    this.#queue.length = 0;
    this.#running = undefined;
    if (!running) return;
    const kept = this.#of(running.id);
    // It was not its fault that it was broken off.
    this.#change(running.id, { ...kept, job: { id: kept.job.id, state: 'queued' }, tries: kept.tries - 1 });
    running.stop.abort();
  }

  #takeUp(kept: Kept): void {
    const { id, state } = kept.job;
    this.#kept.set(id, kept);
    if (state !== 'queued' && state !== 'running') return;
    if (kept.tries < MOST_TRIES) {
      this.#kept.set(id, { ...kept, job: { id, state: 'queued' } });
      this.#queue.push(id);
      return;
    }
    const message = 'The engine broke off over this more than once. It may be more than its memory holds: try a smaller picture.'; // prettier-ignore
    this.#end(id, { state: 'failed', fault: { kind: 'out-of-memory', message } });
  }

  #next(): void {
    if (this.#running) return;
    const id = this.#queue.shift();
    if (id === undefined) return;
    const stop = new AbortController();
    this.#running = { id, stop };
    void this.#do(id, stop.signal).finally(() => {
      if (this.#running?.id !== id) return;
      this.#running = undefined;
      this.#next();
    });
  }

  async #do(id: string, signal: AbortSignal): Promise<void> {
    const kept = this.#of(id);
    const folder = this.#store.folderOf(id);
    const files = Object.fromEntries(Object.keys(kept.files).map(name => [name, join(folder, name)]));
    this.#change(id, { ...kept, job: { id: kept.job.id, state: 'running' }, tries: kept.tries + 1 });
    try {
      const report = (progress: number, doing: string): void => this.#report(id, progress, doing);
      const { made, said } = await this.#worker.run({ ask: kept.ask, files, folder }, signal, report);
      this.#end(id, { state: 'done', made: made.map(about), ...(said !== undefined && { said }) }, made);
    } catch (thrown) {
      const { name: kind, message } = Fault.from(thrown);
      // Whoever stopped it has said so.
      if (!signal.aborted) this.#end(id, { state: 'failed', fault: { kind, message } });
    }
  }

  #report(id: string, progress: number, doing: string): void {
    const kept = this.#kept.get(id);
    if (kept?.job.state !== 'running') return;
    // Told often: it is not worth the disk.
    this.#kept.set(id, { ...kept, job: { ...kept.job, progress, doing } });
  }

  #end(id: string, outcome: Omit<EngineJob, 'id'>, made: readonly MadeFile[] = []): void {
    const kept = this.#kept.get(id);
    if (!kept || kept.ended !== undefined) return;
    this.#change(id, {
      ...kept,
      job: { id: kept.job.id, ...outcome },
      made: [...made],
      ended: this.#now(),
    });
    this.#store.dropFiles(kept);
    this.#waiting.get(id)?.resolve(undefined);
    this.#waiting.delete(id);
  }

  #change(id: string, kept: Kept): void {
    this.#kept.set(id, kept);
    try {
      this.#store.write(kept);
    } catch (thrown) {
      // A disk that is full: it is known here for now, and after a restart done again.
      console.error(`Job ${id} could not be written down: ${Fault.from(thrown).message}`);
    }
  }

  #of(id: string): Kept {
    const kept = this.#kept.get(id);
    if (kept) return kept;
    throw new Fault(
      'not-found',
      'There is no such job here. It may have been kept for as long as jobs are kept.',
    );
  }

  #shown({ job }: Kept): EngineJob {
    if (job.state !== 'queued') return job;
    return { ...job, ahead: this.#queue.indexOf(job.id) + (this.#running ? 1 : 0) };
  }
}
