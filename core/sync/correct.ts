/** A device's clock against the vault's, which all of an account's devices share. */
import type { Sent } from '../contract/vault.ts';
import { readStamp, receive, stampOf, startClock, tick, type Clock } from './clock.ts';
import { isSame, type Waiting } from './outbox.ts';

/**
 * How far the vault's clock is ahead of the device's, in milliseconds: `now` is what the vault said between `sent` and
 * `received`, which are the device's own. Half the way is taken to be there, and half back (Cristian, 1989).
 */
export const offsetOf = (sent: number, received: number, now: number): number =>
  Math.round(now - (sent + received) / 2);

/** The clock once it has seen what came in a page. The vault took all of it before `now`, its own time, so none is too far ahead. */
export function heed(clock: Clock, changes: readonly Sent[], now: number): Clock {
  const last = changes.reduce((latest, { stamp }) => (stamp > latest ? stamp : latest), '');
  return last === '' ? clock : receive(clock, last, now).clock;
}

export interface Corrected {
  /** No longer ahead, but after everything that is kept here and was not moved. */
  readonly clock: Clock;
  /** What waits, and what it becomes: the same with a stamp that the vault takes. */
  readonly moved: readonly { readonly from: Waiting; readonly to: Waiting }[];
}

/**
 * Gives changes that were refused as too far ahead new stamps, in their old order, with what came after them and was not
 * sent yet; what had one stamp has one again. `kept` are the stamps of all fields that are kept here, `now` is the vault's
 * time. Undefined where nothing that was refused waits any more.
 */
export function correct(
  device: string,
  waiting: readonly Waiting[],
  refused: readonly Sent[],
  kept: Iterable<string>,
  now: number,
): Corrected | undefined {
  const open = waiting.filter(({ taken }) => taken === undefined);
  const [first] = refused
    .filter(one => open.some(other => isSame(one, other)))
    .map(({ stamp }) => stamp)
    .sort();
  if (first === undefined) return undefined;
  const moving = open.filter(({ stamp }) => stamp >= first);
  const old = new Set(moving.map(({ stamp }) => stamp));
  let last = '';
  for (const stamp of kept) if (stamp > last && !old.has(stamp)) last = stamp;
  let clock: Clock = { ...(last === '' ? startClock(device) : readStamp(last)), device };
  const fresh = new Map<string, string>();
  for (const stamp of [...old].sort()) {
    clock = tick(clock, now);
    fresh.set(stamp, stampOf(clock));
  }
  return {
    clock,
    moved: moving.map(from => ({ from, to: { ...from, stamp: fresh.get(from.stamp) ?? '' } })),
  };
}
