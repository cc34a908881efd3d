/** What a signal does to a call that is waited for. */
import { Fault } from '../../core/contract/fault.ts';

export const stopped = (): Fault => new Fault('stopped', 'Stopped.');

/** Rejects as soon as `signal` says so, until it is told to forget. */
export function whenStopped(signal: AbortSignal): { promise: Promise<never>; forget: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => {}); // heard where it is raced
  const stop = (): void => reject(stopped());
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  return { promise, forget: () => signal.removeEventListener('abort', stop) };
}
