/** The page's side of the carrier: machines of the person's own, as makers; a worker that is let go when nothing is asked of any. */
import { proxy, wrap, type Remote } from 'comlink';
import { parse, v, type Infer, type Schema } from '../../core/contract/schema.ts';
import type { Maker } from '../../core/providers/provider.ts';
import { call } from './calling.ts';
import { ProviderHealth, Said, Stand, type Address, type CarrierApi } from './carrier-protocol.ts';
import { startWorker, type Running } from './running.ts';
import { stopped } from './stop.ts';

/** Longer than the longest wait between two askings of work under way. */
const IDLE = 60_000;

type Api = Remote<CarrierApi>;

export class Carrier {
  readonly #make: () => Worker;
  #running: Running<Api> | undefined;
  #waiting = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(make: () => Worker) {
    this.#make = make;
  }

  /** Every call throws only a `Fault`, and `stopped` as soon as the signal says so. */
  maker(address: Address, signal: AbortSignal): Maker {
    return {
      health: () => this.#call(ProviderHealth, signal, (api, run) => api.health(run, address)),
      submit: (work, id, report) =>
        this.#call(Stand, signal, (api, run) => {
          const say = (said: unknown): void => {
            if (!signal.aborted) report(parse(Said, said, 'bug'));
          };
          return api.submit(run, address, work, id, proxy({ say }));
        }),
      poll: handle => this.#call(Stand, signal, (api, run) => api.poll(run, address, handle)),
      cancel: async handle => {
        await this.#call(v.void(), signal, (api, run) => api.cancel(run, address, handle));
      },
    };
  }

  async #call<S extends Schema>(
    shape: S,
    signal: AbortSignal,
    task: (api: Api, run: string) => Promise<unknown>,
  ): Promise<Infer<S>> {
    clearTimeout(this.#idle);
    this.#waiting++;
    if (this.#running?.ended) this.#running = undefined;
    const running = (this.#running ??= startWorker(
      this.#make,
      worker => wrap<CarrierApi>(worker),
      'What talks to your own machines',
    ));
    const run = crypto.randomUUID();
    const stop = (): void => void running.api.stop(run);
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await call(shape, running, signal, api => task(api, run));
    } finally {
      signal.removeEventListener('abort', stop);
      if (--this.#waiting === 0) this.#idle = setTimeout(() => this.#close(), IDLE);
    }
  }

  #close(): void {
    this.#running?.end(stopped());
    this.#running = undefined;
  }
}

export function openCarrier(): Carrier {
  return new Carrier(() => new Worker(new URL('./carrier.worker.ts', import.meta.url), { type: 'module' }));
}
