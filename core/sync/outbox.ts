/**
 * What waits for the vault. A change waits until the vault has taken it, and after that until it comes back in a pull: what
 * comes before it there was set by somebody who had not seen it, nor this device theirs.
 *
 * A push without an answer is pushed again as it was. Whether it had arrived does not matter: what the vault has, it knows.
 */
import type { DeviceId } from '../contract/ids.ts';
import {
  MOST_BYTES,
  MOST_CHANGES,
  vaultEdition,
  type Push,
  type Pushed,
  type Sent,
} from '../contract/vault.ts';
import { bytesOf } from './bytes.ts';
import { compare } from './merge.ts';

export interface Waiting extends Sent {
  /** The vault's head when it had taken this; absent until then. */
  readonly taken?: number;
}

/**
 * The next push: as many of those not yet taken, from the first, as one push may hold. Undefined where none is left. `read` is
 * how far the device has read. It pushes before it pulls, so that what it sets in a record comes before it hears that the
 * record is no more.
 */
export function nextPush(device: DeviceId, read: number, waiting: Iterable<Waiting>): Push | undefined {
  const push = { edition: vaultEdition, device, read } as const;
  const changes: Sent[] = [];
  let bytes = bytesOf(JSON.stringify({ ...push, changes }));
  for (const { table, id, field, value, stamp, taken } of waiting) {
    if (taken !== undefined) continue;
    const change = { table, id, field, value, stamp };
    bytes += bytesOf(JSON.stringify(change)) + 1;
    if (changes.length === MOST_CHANGES || bytes > MOST_BYTES) break;
    changes.push(change);
  }
  return changes.length === 0 ? undefined : { ...push, changes };
}

/** What of a push the vault has now, and what it refused because its stamps lie in the future. */
export function outcomeOf(
  push: Push,
  { ahead }: Pushed,
): { readonly taken: readonly Sent[]; readonly refused: readonly Sent[] } {
  const places = new Set(ahead);
  return {
    taken: push.changes.filter((_, place) => !places.has(place)),
    refused: push.changes.filter((_, place) => places.has(place)),
  };
}

/** Whether all that came before this change in the vault, and the change itself, lies at or below `cursor`. */
export const isRead = ({ taken }: Waiting, cursor: number): boolean => taken !== undefined && taken <= cursor;

/** Whether two are one change: one that is sent twice, or comes back. */
export function isSame(a: Sent, b: Sent): boolean {
  return a.field === b.field && a.id === b.id && a.table === b.table && compare(a, b) === 0;
}
