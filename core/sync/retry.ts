/** When the vault is asked again that did not answer, or not well. */
import type { FaultKind } from '../contract/fault.ts';

const FIRST = 1000;
const LONGEST = 5 * 60_000;

/** What may be well the next time. Anything else is the asker's to mend: the same again would be refused again. */
const passing: readonly FaultKind[] = ['offline', 'refused', 'too-often', 'bug'];

/**
 * How long to wait, in milliseconds, after the `tries`-th failure in a row, from 1; undefined where waiting does not help.
 * Twice as long each time, and somewhere between nothing and that, so that those who failed together do not come back
 * together ("full jitter", Brooker, "Exponential Backoff And Jitter", 2015). `chance` is from 0 to 1.
 */
export function waitAfter(kind: FaultKind, tries: number, chance: number): number | undefined {
  if (!passing.includes(kind)) return undefined;
  return Math.round(chance * Math.min(LONGEST, FIRST * 2 ** (tries - 1)));
}
