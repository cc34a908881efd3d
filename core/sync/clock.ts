/**
 * A hybrid logical clock: Kulkarni, Demirbas, Madappa, Avva and Leone, "Logical Physical Clocks", 2014.
 * It never runs backwards, whatever the device's own clock does, and a stamp taken after another was seen sorts after it.
 */
import { Fault } from '../contract/fault.ts';

export interface Clock {
  /** Milliseconds since 1970; not less than any seen. */
  readonly ms: number;
  /** Tells apart what falls into one millisecond. */
  readonly counter: number;
  readonly device: string;
}

/** A stamp from a clock this far ahead of ours is not followed: one clock set wrong would else set all the others wrong. */
export const AHEAD = 5 * 60_000;

const MS_DIGITS = 9;
const COUNTER_DIGITS = 4;
const MS_END = 36 ** MS_DIGITS;
const COUNTER_END = 36 ** COUNTER_DIGITS;
const stampShape = /^([0-9a-z]{9})-([0-9a-z]{4})-(.+)$/s;

export const startClock = (device: string): Clock => ({ ms: 0, counter: 0, device });

/** The clock as text: stamps sort as text as the clocks do, by time, then counter, then device. */
export function stampOf({ ms, counter, device }: Clock): string {
  return `${digits(ms, MS_DIGITS)}-${digits(counter, COUNTER_DIGITS)}-${device}`;
}

/** The clock that a stamp was taken from. Throws `Fault('bad-request')` where it is no stamp. */
export function readStamp(stamp: string): Clock {
  const [, ms, counter, device] = stampShape.exec(stamp) ?? [];
  if (ms === undefined || counter === undefined || device === undefined) {
    throw new Fault('bad-request', `"${stamp}" is not a stamp.`);
  }
  return { ms: parseInt(ms, 36), counter: parseInt(counter, 36), device };
}

/** The clock at the next event of its own device; `now` in milliseconds since 1970, as the device believes. */
export function tick(clock: Clock, now: number): Clock {
  const time = wholeMs(now);
  return time > clock.ms ? { ...clock, ms: time, counter: 0 } : advance(clock, clock.ms, clock.counter);
}

export interface Received {
  readonly clock: Clock;
  /** False where the stamp lies more than `AHEAD` in the future: the clock then only ticks. */
  readonly followed: boolean;
}

/** The clock once it has seen another device's stamp. Throws `Fault('bad-request')` where it is no stamp. */
export function receive(clock: Clock, stamp: string, now: number): Received {
  const time = wholeMs(now);
  const other = readStamp(stamp);
  if (other.ms > time + AHEAD) return { clock: tick(clock, now), followed: false };
  const ms = Math.max(time, clock.ms, other.ms);
  const counters = [clock, other].filter(seen => seen.ms === ms).map(seen => seen.counter);
  if (counters.length === 0) return { clock: { ...clock, ms, counter: 0 }, followed: true };
  return { clock: advance(clock, ms, Math.max(...counters)), followed: true };
}

function advance(clock: Clock, ms: number, counter: number): Clock {
  return counter + 1 < COUNTER_END
    ? { ...clock, ms, counter: counter + 1 }
    : { ...clock, ms: ms + 1, counter: 0 };
}

/** A clock that says nonsense (NaN, before 1970, past the year 5188) is not believed: the counter carries on alone. */
function wholeMs(now: number): number {
  return now >= 0 && now < MS_END - 1 ? Math.floor(now) : 0;
}

const digits = (value: number, width: number): string => value.toString(36).padStart(width, '0');
