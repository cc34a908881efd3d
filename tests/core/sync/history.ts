/**
 * A history of three devices and their vault: edits, a network that drops, repeats and delays, clocks that are wrong, weeks
 * that pass.
 */
import fc from 'fast-check';
import { judge } from './ending.ts';
import { DAY, MINUTE, World, type Seen } from './world.ts';

const device = fc.nat(2);
const small = fc.nat(1);
/** Mostly all is well: what is disturbed too often never gets anywhere. */
const fate = fc.constantFrom('well', 'well', 'well', 'request lost', 'reply lost', 'twice', 'late');

const edit = fc.record({
  type: fc.constant('edit' as const),
  device,
  what: fc.constantFrom(
    'title',
    'title',
    'land',
    'back',
    'title',
    'delete',
    'bring back',
    'newer field',
    'newer table',
  ),
  record: small,
  value: small,
});
const step = fc.oneof(
  { weight: 6, arbitrary: edit },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('sync' as const),
      device,
      fate,
      limit: fc.integer({ min: 1, max: 12 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('pass' as const),
      ms: fc.oneof(fc.nat(50), fc.nat(10 * MINUTE), fc.nat(50 * DAY)),
    }),
  },
  // Clocks that are right, a little off, and wrong by more than is taken.
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('clock' as const),
      device,
      skew: fc.constantFrom(0, -3, 3, -30, 30, 3000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('meet' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('compact' as const),
      after: fc.constantFrom(0, 31, 31, 62, 95),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

export const history: fc.Arbitrary<readonly Step[]> = fc.array(step, {
  minLength: 5,
  maxLength: 60,
  size: 'max',
});

/**
 * Plays it, and brings all together again. Throws where they do not agree, or something is lost. What was done on the way is
 * added to `seen`.
 */
export function play(steps: readonly Step[], seen: Seen): void {
  const world = new World(seen);
  world.begin();
  for (const one of steps) take(world, one);
  world.heal();
  judge(world);
}

function take(world: World, one: Step): void {
  if (one.type === 'pass') world.pass(one.ms);
  else if (one.type === 'clock') world.skews[one.device] = one.skew * MINUTE;
  else if (one.type === 'compact') world.compact(one.after * DAY);
  else if (one.type === 'meet') world.meet();
  else if (one.type === 'edit') world.edit(one.device, one.what, one.record, one.value);
  else world.sync(one.device, one.fate, one.limit);
  world.now += 1;
}
