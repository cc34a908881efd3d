/** A call to a worker that may go, or be stopped, before it answers. */
import { Fault } from '../../core/contract/fault.ts';
import { parse, type Infer, type Schema } from '../../core/contract/schema.ts';
import type { Holds, Running } from './running.ts';
import { whenStopped } from './stop.ts';

/** What `task` came to, in its shape. Throws only a `Fault`: `stopped` as soon as `signal` says so. */
export async function call<S extends Schema, Api extends Holds>(
  shape: S,
  { api, ready, gone }: Running<Api>,
  signal: AbortSignal,
  task: (api: Api) => Promise<unknown>,
): Promise<Infer<S>> {
  const stop = whenStopped(signal);
  try {
    await Promise.race([ready, gone, stop.promise]);
    const work = task(api);
    work.catch(() => {}); // a call that was stopped ends unheard
    return parse(shape, await Promise.race([work, gone, stop.promise]), 'bug');
  } catch (thrown) {
    throw Fault.from(thrown);
  } finally {
    stop.forget();
  }
}
