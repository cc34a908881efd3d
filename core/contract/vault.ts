/**
 * What a device and its account's vault say to each other. The vault gives every change the next number of one
 * sequence; a device sends what it has (push) and asks for what came after the last number it has read (pull).
 *
 * A change needs no name of its own: it *is* its table, record, field and stamp, so one that is sent again is known again.
 * Only a profile that was copied to another browser can give one stamp to two values; those count as two changes, and
 * everybody settles between them alike (`core/sync/merge.ts`). Were they one, the vault would acknowledge the second
 * and throw it away.
 */
import { DeviceId } from './ids.ts';
import { v, type Infer } from './schema.ts';

/**
 * The edition of these messages. `tests/contract.test.ts` holds each one's fingerprint.
 *
 * 1  push, pull, poke
 */
export const vaultEdition = 1;

/** The most that one push may hold: changes, and bytes of JSON. */
export const MOST_CHANGES = 1000;
export const MOST_BYTES = 1024 * 1024;

/** What one field may weigh, in characters of JSON: a bigger one would not fit into a message. */
export const HEAVIEST = 256 * 1024;

/** How deep a value may be nested. SQLite's own JSON ends at 1,000 levels. */
const DEEPEST = 100;

const name = (most: number) =>
  v.pipe(
    v.string(),
    v.maxLength(most, `must be no longer than ${most} characters`),
    v.regex(/^[^\p{Cc}\p{Cs}]+$/u, 'must be text without control characters'),
  );

/** Whether JSON can hold it, and not too deep. */
function holds(value: unknown, depth = 0): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean';
  if (value === null) return true;
  return depth < DEEPEST && Object.values(value).every(item => holds(item, depth + 1));
}

/**
 * A change as it travels: laxer than the one a device keeps (`tables.ts`), so that the tables and fields of a newer
 * Brushword pass through an older vault.
 */
export const Sent = v.object({
  table: name(64),
  id: name(128),
  field: name(64),
  /** As JSON has it; null where the field was taken away. */
  value: v.pipe(
    v.unknown(),
    v.check(
      value => holds(value) && JSON.stringify(value).length <= HEAVIEST,
      ({ input }) => (holds(input) ? 'is too large. Make it smaller' : 'must be JSON of at most 100 levels'),
    ),
  ),
  /** A hybrid logical stamp (`core/sync/clock.ts`). In ASCII, so that SQLite sorts it as JavaScript does. */
  stamp: v.pipe(v.string(), v.regex(/^[0-9a-z]{9}-[0-9a-z]{4}-[!-~]{1,64}$/, 'must be a stamp')),
});
export type Sent = Infer<typeof Sent>;

/** No larger than a number holds exactly. */
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

const outdated = 'is not the edition that this server speaks. Reload the page to get the newest Brushword';

const asked = { edition: v.literal(vaultEdition, outdated), device: DeviceId };

export const Push = v.object({
  ...asked,
  /** The number of the last change that the device has kept. What it has not read, it has not set these over. */
  read: count,
  changes: v.pipe(v.array(Sent), v.maxLength(MOST_CHANGES)),
});
export type Push = Infer<typeof Push>;

/** Comes once all of it is on the disk. Every change of the push was accepted, known already, or ahead. */
export const Pushed = v.object({
  /** The number of the vault's last change. */
  head: count,
  accepted: count,
  known: count,
  /**
   * Which of the push's changes, by their places, were refused: their stamps lie more than five minutes in the future.
   * One clock set wrong would else win for ever. `core/sync/correct.ts` gives them new stamps.
   */
  ahead: v.array(count),
  /** The server's clock, in milliseconds since 1970. */
  now: count,
});
export type Pushed = Infer<typeof Pushed>;

/**
 * What came after a number. It may be any: what the vault has folded since is what nobody needs, so there is no other way
 * for a device that is new, or was long away.
 */
export const Pull = v.object({
  ...asked,
  /** The number of the last change that the device has kept. */
  since: count,
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_CHANGES)),
});
export type Pull = Infer<typeof Pull>;

export const Pulled = v.object({
  /** In the order in which the vault took them, the device's own among them. */
  changes: v.array(Sent),
  /** Where to pull from next. */
  cursor: count,
  head: count,
  more: v.boolean(),
  now: count,
});
export type Pulled = Infer<typeof Pulled>;

/** What the address of a socket says: `?device=…&edition=…`. */
export const Opening = v.object({ device: DeviceId, edition: v.literal(String(vaultEdition), outdated) });
export type Opening = Infer<typeof Opening>;

/** All that the socket says, when it opens and whenever another device has pushed. Whoever misses it pulls later. */
export const Poke = v.object({ head: count });
export type Poke = Infer<typeof Poke>;

/** What a device may say on the socket, and is answered without waking anybody. */
export const PING = 'ping';
export const PONG = 'pong';
