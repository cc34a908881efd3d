/** The page's side of what listens: it starts when it is first needed, goes when nobody has spoken for a while, and may die. */
import { proxy, transfer, wrap, type Remote } from 'comlink';
import { Fault } from '../../core/contract/fault.ts';
import { parse, v, type Infer, type Schema } from '../../core/contract/schema.ts';
import { call } from './calling.ts';
import { startWorker, type Running } from './running.ts';
import {
  Heard,
  Hearing,
  Listed,
  type Manner,
  type ModelFile,
  type SpeechApi,
  type Wanted,
  type Write,
} from './speech-protocol.ts';
import { stopped } from './stop.ts';

type Ear = Remote<SpeechApi>;

/** Then its memory goes back. */
const IDLE = 60_000;

const Nothing = v.void();

/** Where samples come from: blocks of them through the port, `rate` a second. */
export interface Source {
  readonly port: MessagePort;
  readonly rate: number;
}

export class Ears {
  readonly #make: () => Worker;
  readonly #idleAfter: number;
  #running: Running<Ear> | undefined;
  #calls = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;

  /** `make` is called for the first call, and again whenever the worker before has gone. */
  constructor(make: () => Worker, idleAfter = IDLE) {
    this.#make = make;
    this.#idleAfter = idleAfter;
  }

  /** Whether the worker, and its memory, are there. */
  get isAwake(): boolean {
    return this.#running !== undefined && !this.#running.ended;
  }

  /** See `SpeechApi` for these; every one throws only a `Fault`, and `stopped` as soon as `signal` says so. */
  models(signal: AbortSignal): Promise<Listed[]> {
    return this.#call(v.array(Listed), signal, ear => ear.models());
  }

  /** Gives the name that the model goes by from now on, until the worker goes. */
  bring(files: readonly ModelFile[], signal: AbortSignal): Promise<string> {
    return this.#call(v.string(), signal, ear => ear.bring(files));
  }

  /** Until `finish` is called, and all that was said is written down: by `write`, where that is wanted. */
  listen(
    wanted: Wanted,
    { port, rate }: Source,
    manner: Manner,
    signal: AbortSignal,
    onHearing: (hearing: Hearing) => void,
    write: Write = nobodyElse,
  ): Promise<void> {
    const hear = (hearing: unknown): void => {
      if (!signal.aborted) onHearing(parse(Hearing, hearing, 'bug'));
    };
    return this.#call(Nothing, signal, ear =>
      ear.listen(wanted, transfer(port, [port]), rate, manner, proxy({ hear, write })),
    );
  }

  latch(): void {
    void this.#running?.api.latch().catch(() => {}); // as below
  }

  finish(): void {
    void this.#running?.api.finish().catch(() => {}); // who listens hears of a worker that has gone
  }

  transcribe(
    wanted: Wanted,
    samples: Float32Array,
    signal: AbortSignal,
    write: Write = nobodyElse,
  ): Promise<Heard> {
    return this.#call(Heard, signal, ear =>
      ear.transcribe(wanted, transfer(samples, [samples.buffer]), proxy({ write })),
    );
  }

  /** Lets the worker and its memory go. */
  close(): void {
    clearTimeout(this.#idle);
    this.#running?.end(stopped());
    this.#running = undefined;
  }

  async #call<S extends Schema>(
    shape: S,
    signal: AbortSignal,
    task: (ear: Ear) => Promise<unknown>,
  ): Promise<Infer<S>> {
    clearTimeout(this.#idle);
    this.#calls++;
    const running = this.#worker();
    try {
      return await call(shape, running, signal, task);
    } catch (fault) {
      if (signal.aborted) void running.api.cancel().catch(() => {}); // it may have gone
      throw fault;
    } finally {
      if (--this.#calls === 0) this.#idle = setTimeout(() => this.close(), this.#idleAfter);
    }
  }

  #worker(): Running<Ear> {
    if (this.#running && !this.#running.ended) return this.#running;
    return (this.#running = startWorker(this.#make, worker => wrap<SpeechApi>(worker), 'What listens'));
  }
}

const nobodyElse: Write = () =>
  Promise.reject(
    new Fault('no-maker', 'There is nobody elsewhere who listens. Choose this device in Settings.'),
  );

/** What listens, in a worker of its own. */
export const openEars = (): Ears =>
  new Ears(() => new Worker(new URL('./speech.worker.ts', import.meta.url), { type: 'module' }));
