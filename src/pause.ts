/** A wait that can be stopped. */
import { Fault } from '../core/contract/fault.ts';

/** Settles after so many milliseconds; throws what the signal gives as its reason, `stopped` where it gives none, as soon as it is aborted. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const stop = (): void => reject(Fault.from(signal.reason));
  const timer = setTimeout(() => resolve(undefined), milliseconds);
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
