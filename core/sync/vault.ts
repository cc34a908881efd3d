/**
 * What the vault decides by arithmetic alone: which changes it takes, and how far it may fold. What it keeps is the log of
 * changes in the order in which they came. Folding takes out, below a floor, what was beaten by a later stamp of a device
 * that had read it; what is left there is the state itself, so nothing is kept twice. What was beaten by a device that had
 * not read it stays until somebody sets the field who has: it may be somebody's other version, and not be found yet.
 */
import { Fault } from '../contract/fault.ts';
import type { AssetHash } from '../contract/ids.ts';
import { parse } from '../contract/schema.ts';
import { MOST_BYTES, Push, type Sent } from '../contract/vault.ts';
import { bytesOf } from './bytes.ts';
import { AHEAD, readStamp } from './clock.ts';
import { digest } from './digest.ts';
import { canonical } from './plain.ts';

const DAY = 24 * 60 * 60_000;

/** Times in milliseconds. A change that another has beaten can be looked up for so long, … */
export const FOLD_AFTER = 30 * DAY;
/** … a device that has not asked for so long is waited for no longer, and what was deleted is buried. */
export const PURGE_AFTER = 90 * DAY;
/** What was deleted may be brought back with its pictures for so long; bytes that nobody names stay for so long. */
export const UNDELETE = 30 * DAY;

/** A change as the vault keeps it. */
export interface Entry extends Omit<Sent, 'value'> {
  /** The value as `canonical` writes it. */
  readonly text: string;
  /** Tells apart two values with one stamp. */
  readonly digest: number;
}

export interface Sifted {
  readonly push: Push;
  readonly entries: readonly Entry[];
  /** The places of the changes that are refused because their stamps lie too far in the future. */
  readonly ahead: readonly number[];
}

/**
 * Reads a push. `now` in milliseconds since 1970. Throws `Fault('too-big')` where it is larger than a push may be, and
 * `Fault('bad-request')` where it is none.
 */
export function sift(body: unknown, now: number): Sifted {
  const push = parse(Push, body);
  if (bytesOf(JSON.stringify(push)) > MOST_BYTES) {
    throw new Fault('too-big', 'These changes are more than one megabyte. Send fewer at once.');
  }
  const entries: Entry[] = [];
  const ahead: number[] = [];
  push.changes.forEach(({ table, id, field, value, stamp }, place) => {
    if (readStamp(stamp).ms > now + AHEAD) ahead.push(place);
    else {
      const text = canonical(value);
      entries.push({ table, id, field, stamp, text, digest: digest(text) });
    }
  });
  return { push, entries, ahead };
}

/** Where a device that asks has read to, and when it last asked. */
export interface Reader {
  readonly cursor: number;
  readonly seen: number;
}

/**
 * How far may be folded: `old` is the last change that came `FOLD_AFTER` ago or earlier. No further than what every
 * device has read that is still about; the floor never sinks.
 */
export function floorOf(floor: number, old: number, readers: readonly Reader[], now: number): number {
  const about = readers.filter(({ seen }) => seen > now - PURGE_AFTER).map(({ cursor }) => cursor);
  return Math.max(floor, Math.min(old, ...about));
}

/**
 * The field that says, where it is true, that a record is deleted; taking it away brings the record back. Burying takes out
 * all but that one field. It stays for good: a device that was away for years must still hear of it, or would show the
 * record for ever, and one change of it would bring back a part.
 */
export const DELETED = 'deleted';

/** The table whose records others belong to, and the field in which they name theirs: buried with it, whole. */
export const OWNER = { table: 'projects', field: 'project' } as const;

/**
 * Whatever in a value, as JSON, looks like the name of bytes. By its looks alone, since what a newer Brushword writes must be
 * found as well: what is found too much only stays.
 */
export const hashesIn = (text: string): readonly AssetHash[] =>
  // The pattern is the schema's own.
  (text.match(/(?<![0-9a-z])[0-9a-f]{64}(?![0-9a-z])/g) ?? []) as AssetHash[];

/** The table of bytes: its records are never deleted, so being in it keeps nothing. */
export const BYTES = 'assets';
