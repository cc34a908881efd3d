/** The page's side of the keeper of weights: it starts when it is first asked for something, and may die. */
import { proxy, wrap, type Remote } from 'comlink';
import { parse, v, type Infer, type Schema } from '../../core/contract/schema.ts';
import { call } from './calling.ts';
import { startWorker, type Running } from './running.ts';
import { stopped } from './stop.ts';
import { Change, Listed, type Declaration, type WeightsApi } from './weights-protocol.ts';

type Keeper = Remote<WeightsApi>;

const Nothing = v.void();

export class Weights {
  readonly #make: () => Worker;
  #running: Running<Keeper> | undefined;
  #tell: (change: Change) => void = () => {};

  /** `make` is called for the first call, and again whenever the worker before has gone. */
  constructor(make: () => Worker) {
    this.#make = make;
  }

  /** Tells of every change from now on, also of those in other tabs. */
  watch(tell: (change: Change) => void): void {
    this.#tell = tell;
  }

  /** See `WeightsApi` for these; every one throws only a `Fault`, and `stopped` as soon as `signal` says so. */
  list(signal: AbortSignal): Promise<Listed[]> {
    return this.#call(v.array(Listed), signal, keeper => keeper.list());
  }

  mirror(signal: AbortSignal): Promise<string> {
    return this.#call(v.string(), signal, keeper => keeper.mirror());
  }

  setMirror(typed: string, signal: AbortSignal): Promise<void> {
    return this.#call(Nothing, signal, keeper => keeper.setMirror(typed));
  }

  load(name: string, signal: AbortSignal): Promise<void> {
    return this.#call(Nothing, signal, keeper => keeper.load(name), name);
  }

  take(name: string, files: readonly File[], signal: AbortSignal): Promise<void> {
    return this.#call(Nothing, signal, keeper => keeper.take(name, files), name);
  }

  add(declaration: Declaration, network: File, signal: AbortSignal): Promise<void> {
    return this.#call(Nothing, signal, keeper => keeper.add(declaration, network), declaration.name);
  }

  pause(name: string, signal: AbortSignal): Promise<void> {
    return this.#call(Nothing, signal, keeper => keeper.pause(name));
  }

  remove(name: string, signal: AbortSignal): Promise<void> {
    return this.#call(Nothing, signal, keeper => keeper.remove(name));
  }

  /** Ends the worker; what it was at can be resumed. */
  close(): void {
    this.#running?.end(stopped());
    this.#running = undefined;
  }

  /** What this tab does with the model called `stops` is stopped when the call is. */
  async #call<S extends Schema>(
    shape: S,
    signal: AbortSignal,
    task: (keeper: Keeper) => Promise<unknown>,
    stops?: string,
  ): Promise<Infer<S>> {
    const running = this.#worker();
    try {
      return await call(shape, running, signal, task);
    } catch (fault) {
      if (signal.aborted && stops !== undefined) void running.api.stop(stops);
      throw fault;
    }
  }

  #worker(): Running<Keeper> {
    if (this.#running && !this.#running.ended) return this.#running;
    const running = startWorker(this.#make, worker => wrap<WeightsApi>(worker), 'The keeper of models');
    const changed = (change: unknown): void => this.#tell(parse(Change, change, 'bug'));
    // Where it does not get ready, whoever asked for something hears of it.
    running.ready.then(() => running.api.watch(proxy({ changed }))).catch(() => {});
    return (this.#running = running);
  }
}

/** The keeper of weights, in a worker of its own. */
export const openWeights = (): Weights =>
  new Weights(() => new Worker(new URL('./weights.worker.ts', import.meta.url), { type: 'module' }));
