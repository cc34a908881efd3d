/** The promises of a hybrid logical clock, over clocks that stand still, jump back, run wild and talk to each other. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AHEAD,
  readStamp,
  receive,
  stampOf,
  startClock,
  tick,
  type Clock,
} from '../../../core/sync/clock.ts';

const T = 1_700_000_000_000;
const at = (ms: number, counter = 0, device = 'a'): Clock => ({ ms, counter, device });
const time = fc.oneof(
  fc.integer({ min: T - 1000, max: T + 1000 }),
  fc.integer({ min: 0, max: 36 ** 9 - 3 }),
  fc.constantFrom(NaN, -1, Infinity, 0.5),
);

describe('a stamp', () => {
  test.each([
    [at(0, 0, 'a'), '000000000-0000-a'],
    [at(35, 36, 'a-b'), '00000000z-0010-a-b'],
    // The third was written in base 36 by another program.
    [at(T, 1, 'phone'), '0loyw3v28-0001-phone'],
  ])('%o is written %s and read again', (clock, stamp) => {
    expect(stampOf(clock)).toBe(stamp);
    expect(readStamp(stamp)).toEqual(clock);
  });

  test.each(['', 'x', '000000000-0000-', '00000000-0000-a', '000000000-000-a', '00000000Z-0000-a'])(
    '"%s" is none',
    text => {
      expect(() => readStamp(text)).toThrow(expect.objectContaining({ name: 'bad-request' }));
    },
  );

  test('sorts as text as its clock does', () => {
    const clock = fc.record({
      ms: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 36 ** 9 - 1 })),
      counter: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 36 ** 4 - 1 })),
      device: fc.constantFrom('a', 'b'),
    });
    fc.assert(
      fc.property(clock, clock, (a, b) => {
        const order =
          a.ms - b.ms || a.counter - b.counter || (a.device < b.device ? -1 : a.device > b.device ? 1 : 0);
        const text = stampOf(a) < stampOf(b) ? -1 : stampOf(a) > stampOf(b) ? 1 : 0;
        expect(text).toBe(Math.sign(order));
      }),
    );
  });
});

describe('a tick', () => {
  test.each([
    ['follows the time', at(T, 7), T + 1, at(T + 1)],
    ['counts within a millisecond', at(T, 7), T, at(T, 8)],
    ['counts when the time has jumped back', at(T, 7), T - 1_000_000, at(T, 8)],
    ['moves on when the counter is full', at(T, 36 ** 4 - 1), T, at(T + 1)],
    ['does not believe nonsense', at(T, 7), NaN, at(T, 8)],
  ])('%s', (_name, clock, now, next) => {
    expect(tick(clock, now)).toEqual(next);
  });

  test('always sorts after the one before, whatever the time does', () => {
    fc.assert(
      fc.property(fc.array(time, { maxLength: 50 }), times => {
        let clock = startClock('a');
        for (const now of times) {
          const next = tick(clock, now);
          expect(stampOf(next) > stampOf(clock)).toBe(true);
          clock = next;
        }
      }),
    );
  });
});

describe('what comes from another device', () => {
  test.each([
    ['earlier: own time', at(T, 7), at(T - 5, 3, 'b'), T + 1, at(T + 1), true],
    ['later: its time, one on', at(T, 7), at(T + 5, 3, 'b'), T + 1, at(T + 5, 4), true],
    ['of one millisecond: past both', at(T, 7), at(T, 9, 'b'), T, at(T, 10), true],
    ['just ahead enough to follow', at(T, 7), at(T + AHEAD, 3, 'b'), T, at(T + AHEAD, 4), true],
    ['too far ahead: not followed', at(T, 7), at(T + AHEAD + 1, 3, 'b'), T, at(T, 8), false],
  ])('%s', (_name, clock, other, now, next, followed) => {
    expect(receive(clock, stampOf(other), now)).toEqual({ clock: next, followed });
  });

  test('later in cause is later in text, across devices with skewed clocks', () => {
    const skew = fc.integer({ min: -AHEAD / 3, max: AHEAD / 3 });
    const event = fc.record({
      device: fc.nat(2),
      hears: fc.option(fc.nat(2), { nil: undefined }),
      after: fc.integer({ min: -50, max: 50 }),
    });
    fc.assert(
      fc.property(fc.tuple(skew, skew, skew), fc.array(event, { maxLength: 60 }), (skews, events) => {
        let now = T;
        const clocks = ['a', 'b', 'c'].map(startClock);
        // Everything each device has seen happen, by itself or by hearing of it.
        const seen = clocks.map(() => new Set<string>());
        for (const { device, hears, after } of events) {
          now += after;
          const own = now + skews[device]!;
          const from = hears === undefined || hears === device ? undefined : hears;
          const heard = from === undefined ? undefined : stampOf(clocks[from]!);
          const next =
            heard === undefined ? tick(clocks[device]!, own) : receive(clocks[device]!, heard, own).clock;
          if (from !== undefined) seen[from]!.forEach(stamp => seen[device]!.add(stamp));
          for (const stamp of seen[device]!) expect(stampOf(next) > stamp).toBe(true);
          seen[device]!.add(stampOf(next));
          clocks[device] = next;
        }
      }),
    );
  });
});
