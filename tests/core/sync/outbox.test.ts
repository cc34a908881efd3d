/** What is pushed, what an answer means, and the clock that it corrects. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DeviceId } from '../../../core/contract/ids.ts';
import { parse } from '../../../core/contract/schema.ts';
import { MOST_BYTES, Push, type Pushed } from '../../../core/contract/vault.ts';
import { bytesOf } from '../../../core/sync/bytes.ts';
import { AHEAD, readStamp, stampOf, startClock } from '../../../core/sync/clock.ts';
import { correct, heed, offsetOf } from '../../../core/sync/correct.ts';
import { nextPull, turn } from '../../../core/sync/cursor.ts';
import { isRead, nextPush, outcomeOf, type Waiting } from '../../../core/sync/outbox.ts';
import { waitAfter } from '../../../core/sync/retry.ts';

const T = 1_700_000_000_000;
const device = parse(DeviceId, 'a');
const stamp = (ms: number, by = 'a') => stampOf({ ms, counter: 0, device: by });
const waits = (n: number, more: Partial<Waiting> = {}): Waiting => ({
  table: 'projects',
  id: `p${n}`,
  field: 'title',
  value: n,
  stamp: stamp(T + n),
  ...more,
});
const said = (more: Partial<Pushed> = {}): Pushed => ({
  head: 9,
  accepted: 0,
  known: 0,
  ahead: [],
  now: T,
  ...more,
});

test('a text has as many bytes as UTF-8 says', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'é', '—', '😀', '\ud800', '\udc00', '\u0000') }),
      text => {
        expect(bytesOf(text)).toBe(new TextEncoder().encode(text).length);
      },
    ),
  );
});

describe('the next push', () => {
  test('holds what is not taken, in order, up to a thousand', () => {
    const all = Array.from({ length: 1500 }, (_, n) => waits(n, n % 3 === 0 ? { taken: n } : {}));
    const push = nextPush(device, 7, all);
    expect(push).toMatchObject({ device, read: 7 });
    expect(push?.changes.map(({ value }) => value)).toEqual(
      all.flatMap(({ taken, value }) => (taken === undefined ? [value] : [])).slice(0, 1000),
    );
    expect(nextPush(device, 7, all.slice(0, 1))).toBeUndefined();
  });

  test('is never more than the vault takes, and always something', () => {
    const heavy = fc.array(
      fc.tuple(fc.constantFrom('x', '—', '😀', '"'), fc.integer({ min: 0, max: 60_000 })),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(heavy, values => {
        let left: readonly Waiting[] = values.map(([sign, length], n) =>
          waits(n, { value: sign.repeat(length) }),
        );
        while (left.length > 0) {
          const push = parse(Push, nextPush(device, 0, left));
          expect(bytesOf(JSON.stringify(push))).toBeLessThanOrEqual(MOST_BYTES);
          expect(push.changes.length).toBeGreaterThan(0);
          const next = left[push.changes.length];
          if (next) {
            const more = { ...push, changes: [...push.changes, next] };
            expect(bytesOf(JSON.stringify(more))).toBeGreaterThan(MOST_BYTES);
          }
          left = left.slice(push.changes.length);
        }
      }),
      { numRuns: 30 },
    );
  });
});

test('an answer says what was taken and what was refused; what is taken waits until all before it is read', () => {
  const push = nextPush(device, 0, [waits(0), waits(1), waits(2)])!;
  const { taken, refused } = outcomeOf(push, said({ ahead: [1] }));
  expect([taken.map(({ value }) => value), refused.map(({ value }) => value)]).toEqual([[0, 2], [1]]);
  expect([
    isRead(waits(0), 99),
    isRead(waits(0, { taken: 9 }), 8),
    isRead(waits(0, { taken: 9 }), 9),
  ]).toEqual([false, false, true]);
});

test('a page that comes late is thrown away', () => {
  const asked = nextPull(device, 4, 10);
  const page = { changes: [], cursor: 8, head: 9, more: true, now: T };
  expect([turn(4, asked, page), turn(5, asked, page)]).toEqual([8, undefined]);
});

describe('the clock', () => {
  test.each([
    ['as the vault’s', 1000, 1100, 1050, 0],
    ['behind', 1000, 1100, 6050, 5000],
    ['ahead', 9000, 9100, 50, -9000],
  ])('%s', (_, sent, received, now, offset) => {
    expect(offsetOf(sent, received, now)).toBe(offset);
  });

  test('follows whatever the vault has taken, also where it was five minutes ahead of it', () => {
    const clock = heed(startClock('a'), [waits(0), waits(1, { stamp: stamp(T + AHEAD, 'b') })], T);
    expect(clock.ms).toBe(T + AHEAD);
    expect(heed(clock, [], T)).toBe(clock);
  });

  test('corrected, it comes after all that is kept, and what was refused keeps its order and its companions', () => {
    const day = 24 * 60 * 60_000;
    const [first, second] = [stamp(T + day), stamp(T + 2 * day)];
    const waiting = [
      waits(0, { taken: 3 }),
      waits(1),
      waits(2, { stamp: second }),
      waits(3, { stamp: first }),
      waits(4, { stamp: first }),
    ];
    const kept = [...waiting.map(one => one.stamp), stamp(T + 60_000, 'b')];
    const corrected = correct('a', waiting, [waiting[3]!], kept, T)!;
    const moved = new Map(corrected.moved.map(({ from, to }) => [from.value, to.stamp]));
    expect([...moved.keys()]).toEqual([2, 3, 4]);
    expect(moved.get(3)).toBe(moved.get(4));
    expect(moved.get(3)! < moved.get(2)!).toBe(true);
    expect(moved.get(3)! > stamp(T + 60_000, 'b')).toBe(true);
    expect(readStamp(moved.get(2)!)).toEqual({ ...corrected.clock });
    expect(corrected.clock.ms).toBeLessThan(T + AHEAD);
  });

  test('nothing moves where what was refused waits no more', () => {
    expect(correct('a', [waits(1)], [waits(2)], [], T)).toBeUndefined();
    expect(correct('a', [waits(1, { taken: 2 })], [waits(1)], [], T)).toBeUndefined();
  });
});

test('is tried again later and later where that can help', () => {
  expect([1, 2, 3, 9, 50].map(tries => waitAfter('offline', tries, 1))).toEqual([
    1000, 2000, 4000, 256_000, 300_000,
  ]);
  expect(waitAfter('refused', 3, 0.5)).toBe(2000);
  for (const kind of ['bad-request', 'too-big', 'signed-out', 'no-space'] as const) {
    expect(waitAfter(kind, 1, 1)).toBeUndefined();
  }
});
