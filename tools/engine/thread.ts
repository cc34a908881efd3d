/** The thread that works, as the queue sees it: one task at a time, which can be stopped at any moment. */
import { Worker } from 'node:worker_threads';
import { Fault } from '../../core/contract/fault.ts';
import { parse } from '../../core/contract/schema.ts';
import type { Report } from './perform.ts';
import { Told, type Means, type Product, type Task } from './task.ts';

/** Milliseconds after which a thread that nobody needs is ended: what its networks hold is given back. */
const IDLE = 120_000;

export class WorkThread {
  readonly #means: Means;
  #worker: Worker | undefined;
  /** A thread that was told to end and may still hold its memory. */
  #ending: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;

  constructor(means: Means) {
    this.#means = means;
  }

  /** Whether the network comes out right where it is to run. Throws `Fault('no-maker')` where it does not. */
  async check(): Promise<void> {
    await this.#ask('check', new AbortController().signal, () => {});
  }

  /** Throws a `Fault`: `stopped` as soon as the signal says so, in the midst of whatever it does. */
  run(task: Task, signal: AbortSignal, report: Report): Promise<Product> {
    return this.#ask(task, signal, report);
  }

  /** Settles once its memory is free. */
  async close(): Promise<void> {
    this.#end();
    await this.#ending;
  }

  async #ask(task: Task | 'check', signal: AbortSignal, report: Report): Promise<Product> {
    clearTimeout(this.#idle);
    // The one before may have been stopped a moment ago: two at once may be more than the machine has.
    await this.#ending;
    if (signal.aborted) throw stopped();
    const worker = (this.#worker ??= this.#start());
    const { promise, resolve, reject } = Promise.withResolvers<Product>();
    const hear = (message: unknown): void => {
      const told = parse(Told, message, 'bug');
      if (told.tells === 'progress') report(told.done, told.doing);
      if (told.tells === 'done') resolve(told.product);
      if (told.tells === 'failed') reject(new Fault(told.fault.kind, told.fault.message));
    };
    const fail = (thrown: Error): void => {
      this.#end();
      reject(faultOf(thrown));
    };
    const gone = (): void => fail(new Error('The thread that works ended by itself.'));
    const stop = (): void => {
      this.#end();
      reject(stopped());
    };
    worker.on('message', hear).once('error', fail).once('exit', gone);
    signal.addEventListener('abort', stop);
    try {
      worker.postMessage(task);
      return await promise;
    } finally {
      worker.off('message', hear).off('error', fail).off('exit', gone);
      signal.removeEventListener('abort', stop);
      this.#idle = setTimeout(() => this.#end(), IDLE).unref();
    }
  }

  #start(): Worker {
    const worker = new Worker(new URL('./job.worker.ts', import.meta.url), { workerData: this.#means });
    // Between two tasks nobody else would hear of it: the next one starts anew.
    worker.on('error', () => this.#forget(worker));
    worker.on('exit', () => this.#forget(worker));
    return worker;
  }

  #forget(worker: Worker): void {
    if (this.#worker === worker) this.#worker = undefined;
  }

  #end(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    if (worker) this.#ending = Promise.all([this.#ending, worker.terminate()]);
  }
}

const stopped = (): Fault => new Fault('stopped', 'Stopped.');

function faultOf(thrown: Error): Fault {
  const code = 'code' in thrown ? thrown.code : undefined;
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new Fault('out-of-memory', 'This machine has too little memory free for so large a picture.', {
        cause: thrown,
      })
    : new Fault('bug', 'The engine broke off over this. Try once more.', { cause: thrown });
}
