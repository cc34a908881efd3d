/** The object and the vault in plain code (`tests/fakes/vault.ts`), asked the same over months: they always say the same. */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { AHEAD, stampOf } from '../../core/sync/clock.ts';
import { FakeVault } from '../fakes/vault.ts';
import { DAY, T, freshVault, pull, push, standStill } from './vault.ts';

standStill();

const small = fc.nat(2);
const device = fc.constantFrom('a', 'b', 'c');
const field = fc.constantFrom('title', 'title', 'deleted', 'project', '__proto__');
const sent = fc
  .record({
    table: fc.constantFrom('projects', 'versions', 'futures'),
    id: small.map(n => `r${n}`),
    field,
    value: fc.oneof(
      small,
      fc.constantFrom(true, null, 'r0', 'r1'),
      fc.record({ b: small, a: small }, { noNullPrototype: true }),
    ),
    ms: fc.oneof(
      { weight: 3, arbitrary: small },
      { weight: 3, arbitrary: fc.integer({ min: -10, max: 0 }).map(days => days * DAY) },
      { weight: 1, arbitrary: fc.constant(AHEAD + 1) },
    ),
    device,
  })
  // Of the beginning or of now; those of the beginning come again.
  .map(({ ms, device: by, ...fields }) => ({
    ...fields,
    by,
    stamped: (now: number) => (ms === 0 ? T : now + ms),
  }));
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('push' as const),
      device,
      changes: fc.array(sent, { maxLength: 6 }),
      again: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('pull' as const),
      device,
      limit: fc.integer({ min: 1, max: 9 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('compact' as const), days: fc.constantFrom(0, 10, 31, 95) }),
  },
);

test('the same steps have the same answers', { timeout: 120_000 }, async () => {
  const seen = { accepted: 0, known: 0, ahead: 0, folded: 0, floors: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async steps => {
      const { door, stub } = freshVault();
      const model = new FakeVault();
      const read = new Map<string, number>();
      let now = T;
      vi.setSystemTime(now);
      for (const one of steps) {
        vi.setSystemTime((now += 1000));
        const at = one.type === 'compact' ? 0 : (read.get(one.device) ?? 0);
        if (one.type === 'push') {
          const changes = one.changes.map(({ stamped, by, ...fields }) => ({
            ...fields,
            stamp: stampOf({ ms: stamped(now), counter: 0, device: by }),
          }));
          for (let times = one.again ? 2 : 1; times > 0; times--) {
            const reply = await door.push(push(changes, one.device, at));
            expect(reply).toEqual(model.push(push(changes, one.device, at), now));
            seen.accepted += reply.accepted;
            seen.known += reply.known;
            seen.ahead += reply.ahead.length;
          }
        } else if (one.type === 'pull') {
          const reply = await door.pull(pull(at, one.limit, one.device));
          expect(reply).toEqual(model.pull(pull(at, one.limit, one.device), now));
          read.set(one.device, reply.cursor);
        } else {
          vi.setSystemTime((now += one.days * DAY));
          const [before, floor] = [model.log.length, model.floor];
          await stub.compact();
          model.compact(now);
          seen.folded += before - model.log.length;
          if (model.floor > floor) seen.floors++;
        }
      }
      // What is left is the same.
      const rest = pull(0, 1000, 'd');
      expect(await door.pull(rest)).toEqual(model.pull(rest, now));
    }),
    { numRuns: 60 },
  );
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(20);
});
