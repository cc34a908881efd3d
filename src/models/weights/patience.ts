/** How long to wait before asking a server again, and when to stop. */
import type { Fault } from '../../../core/contract/fault.ts';
import { pause } from '../../pause.ts';
import { Busy } from './reply.ts';

/** All in milliseconds. */
export interface Patience {
  /** How long to wait after each time in a row that not a byte came. */
  readonly pauses: readonly number[];
  /** A server that has sent nothing for so long has gone. */
  readonly quiet: number;
}

export const PATIENCE: Patience = { pauses: [1000, 2000, 4000, 8000, 15_000], quiet: 30_000 };

/** Nobody waits longer than this before a screen; they are told instead. */
const LONGEST = 120_000;

/** Milliseconds until the next try; undefined where another one would help nothing. `tries` have failed before this. */
export function waitAfter(fault: Fault, tries: number, pauses: readonly number[]): number | undefined {
  const asked = fault instanceof Busy ? fault.after : undefined;
  if (fault.name !== 'offline' && !(fault instanceof Busy)) return undefined;
  const pause = pauses[tries];
  if (pause === undefined || (asked ?? 0) > LONGEST) return undefined;
  return Math.max(pause, asked ?? 0);
}

/** Longer than this, in milliseconds, nobody goes unheard. */
const BREATH = 50;

/**
 * For work that never waits for anything but what is there already: called often, it lets a message through now and then,
 * of which one may say to stop.
 */
export function breathing(signal: AbortSignal): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < BREATH) return;
    await pause(0, signal);
    last = performance.now();
  };
}
