/** When a hosted job is tried again and when it is given up. Time and chance come in as arguments; times are milliseconds. */
import { Fault, type FaultKind } from '../contract/fault.ts';

/** For how long a job is waited for, and how often it is tried. */
export interface Patience {
  /** Submissions at most. */
  readonly attempts: number;
  /** The first pause between two of them, and the longest. */
  readonly pause: number;
  readonly longestPause: number;
  /** Without any progress. */
  readonly stall: number;
  /** From its first try to its end. */
  readonly total: number;
}

export const patience: Patience = {
  attempts: 6,
  pause: 1_000,
  longestPause: 60_000,
  stall: 180_000,
  total: 30 * 60_000,
};

/** Faults that may pass by themselves. */
const passing: ReadonlySet<FaultKind> = new Set(['offline', 'too-often', 'out-of-memory']);
export const mayPass = (kind: FaultKind): boolean => passing.has(kind);

/**
 * How long to wait after so many tries in a row. It doubles, and half of it is left to chance (0 to 1), so that those who were
 * turned away together do not come back together (Brooker, "Exponential Backoff And Jitter", AWS, 2015). `asked` is
 * what the other side wants at least: a Retry-After.
 */
export function pauseAfter(tries: number, chance: number, asked = 0, limits = patience): number {
  const whole = Math.min(limits.longestPause, limits.pause * 2 ** (tries - 1));
  return Math.max(asked, Math.round((whole * (1 + chance)) / 2));
}

export interface Course {
  /** Submissions so far. */
  readonly attempts: number;
  /** When the first of them began. */
  readonly began: number;
}

/** When to submit again after `fault`; or the fault with which it ends. */
export function afterFault(
  fault: Fault,
  { attempts, began }: Course,
  now: number,
  chance: number,
  asked = 0,
  limits = patience,
): number | Fault {
  if (!mayPass(fault.name)) return fault;
  if (attempts >= limits.attempts) return tooOften(fault, attempts);
  const at = now + pauseAfter(attempts, chance, asked, limits);
  if (at < began + limits.total) return at;
  const minutes = Math.ceil((at - now) / 60_000);
  return new Fault(fault.name, `${fault.message} It asks to wait ${minutes} minutes: ask again then.`);
}

const tooOften = (fault: Fault, attempts: number): Fault =>
  new Fault(fault.name, `${fault.message} It was tried ${attempts} times.`);

/** Since when a job has been going on, and since when it has stood still. */
export interface Pace {
  readonly began: number;
  readonly moved: number;
}

/** When it is to be given up, if nothing happens until then. */
export const givenUpAt = ({ began, moved }: Pace, limits = patience): number =>
  Math.min(began + limits.total, moved + limits.stall);

/** Why it is given up now: undefined where it is not. */
export function givenUp(pace: Pace, by: string, now: number, limits = patience): Fault | undefined {
  if (now >= pace.began + limits.total) {
    const minutes = Math.round(limits.total / 60_000);
    return new Fault('refused', `“${by}” was not done after ${minutes} minutes. Ask for something smaller.`);
  }
  if (now < pace.moved + limits.stall) return undefined;
  const seconds = Math.round(limits.stall / 1000);
  return new Fault(
    'offline',
    `“${by}” made no progress for ${seconds} seconds. Look whether it still runs, and ask again.`,
  );
}

/** What ends a job that may have been done, and charged, though nobody heard of it: only a person can say what now. */
export const lostAndCharged = (by: string): Fault =>
  new Fault(
    'refused',
    `The connection to “${by}” broke off while it worked. It may have been done and charged. Asking again is a new job.`,
  );
