/** A worker that was started, and how it is learnt that it has gone. */
import { Fault } from '../../core/contract/fault.ts';

/** A script that has not loaded by now will not. */
const START = 30_000;

export interface Holds {
  hold(name: string): Promise<void>;
}

export interface Running<Api extends Holds> {
  readonly api: Api;
  /** Resolves once the worker listens and its end would be noticed. */
  readonly ready: Promise<void>;
  /** Rejects when the worker has gone, however it went: no message tells of a worker that was ended from elsewhere. */
  readonly gone: Promise<never>;
  readonly ended: boolean;
  end(fault: Fault): void;
}

/** `wrap` gives the worker's functions as calls; `who` it is, for sentences. */
export function startWorker<Api extends Holds>(
  make: () => Worker,
  wrap: (worker: Worker) => Api,
  who = 'The engine',
): Running<Api> {
  const worker = make();
  const api = wrap(worker);
  const gone = Promise.withResolvers<never>();
  gone.promise.catch(() => {}); // heard by the calls under way; there may be none
  let ended = false;
  const end = (fault: Fault): void => {
    if (ended) return;
    ended = true;
    clearTimeout(late);
    worker.terminate();
    gone.reject(fault);
  };
  const late = setTimeout(
    () => end(new Fault('bug', `${who} did not start. Reload the page, and try again.`)),
    START,
  );
  worker.addEventListener('error', event => {
    event.preventDefault(); // it is told once, as the fault's cause
    end(broken(who, event.message));
  });
  worker.addEventListener('messageerror', () => end(broken(who, 'A message could not be read.')));
  const name = `engine ${crypto.randomUUID()}`;
  const ready = api.hold(name);
  const over = ready.then(() => {
    clearTimeout(late);
    // The browser hands the lock over when its holder has gone.
    return navigator.locks.request(name, () => {});
  });
  over.then(
    () => end(broken(who, 'It was ended.')),
    (thrown: unknown) => end(Fault.from(thrown)),
  );
  return {
    api,
    ready,
    gone: gone.promise,
    get ended() {
      return ended;
    },
    end,
  };
}

/** What the worker itself said goes along as the cause. */
function broken(who: string, cause: string): Fault {
  const sentence = `${who} broke off. Nothing that was kept is lost: try again.`;
  const memory = /memory|allocation/i.test(cause);
  return new Fault(memory ? 'out-of-memory' : 'bug', sentence, { cause });
}
