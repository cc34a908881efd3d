/** Devices that change the same records apart, and agree once all has reached all. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../../core/contract/tables.ts';
import { stampOf } from '../../../core/sync/clock.ts';
import { fieldKey, merge, nothing, recordsOf, type Merged } from '../../../core/sync/merge.ts';

const T = 1_700_000_000_000;
const change = (field: string, value: unknown, ms: number, device = 'a', id = 'p'): Change => ({
  table: 'projects',
  id,
  field,
  value,
  stamp: stampOf({ ms, counter: 0, device }),
});
const project = (merged: Merged) => recordsOf(merged, 'projects').get('p');

describe('two changes of one field', () => {
  const [early, late] = [change('title', 'early', T), change('title', 'late', T + 1, 'b')];

  test.each([
    ['in order', [early, late]],
    ['out of order', [late, early]],
    ['repeated', [late, early, late, early, early]],
  ])('%s: the later holds, the other is kept', (_name, changes) => {
    const merged = merge(nothing, changes);
    expect(project(merged)).toEqual({ id: 'p', title: 'late' });
    expect(merged.lost.get(fieldKey(early))).toEqual([early]);
  });

  test('at one moment: the device decides, alike everywhere', () => {
    const [a, b] = [change('title', 'A', T, 'a'), change('title', 'B', T, 'b')];
    expect(project(merge(nothing, [a, b]))?.title).toBe('B');
    expect(project(merge(nothing, [b, a]))?.title).toBe('B');
  });
});

test('changes of different fields both hold', () => {
  const merged = merge(nothing, [change('title', 'sofa', T), change('head', 'v2', T - 5, 'b')]);
  expect(project(merged)).toEqual({ id: 'p', title: 'sofa', head: 'v2' });
  expect(merged.lost.size).toBe(0);
});

test('a field taken away is gone, and comes back with a later change', () => {
  const [set, unset, again] = [
    change('deleted', true, T),
    change('deleted', null, T + 1),
    change('deleted', true, T + 2),
  ];
  expect(project(merge(nothing, [unset, set]))).toEqual({ id: 'p' });
  expect(project(merge(nothing, [again, unset, set]))).toEqual({ id: 'p', deleted: true });
});

const devices = ['a', 'b', 'c'];
const anyChange: fc.Arbitrary<Change> = fc
  .record({
    id: fc.constantFrom('p', 'q'),
    field: fc.constantFrom('title', 'head', 'deleted'),
    ms: fc.integer({ min: T, max: T + 8 }),
    device: fc.constantFrom(...devices),
    // The same stamp with another value: a profile that was copied.
    value: fc.oneof(fc.constant(null), fc.nat(3), fc.record({ a: fc.nat(1), b: fc.nat(1) })),
  })
  .map(({ id, field, ms, device, value }) => change(field, value, ms, device, id));

/** Equal in every way that counts, whatever the order in which keys came. */
const picture = (merged: Merged) => ({
  won: [...merged.won].sort(([a], [b]) => (a < b ? -1 : 1)),
  lost: [...merged.lost].sort(([a], [b]) => (a < b ? -1 : 1)),
});

const shuffled = fc.array(anyChange, { maxLength: 60 }).chain(changes =>
  fc.record({
    changes: fc.constant(changes),
    other: fc
      .tuple(fc.shuffledSubarray(changes, { minLength: changes.length }), fc.subarray(changes), fc.nat(60))
      .map(([all, again, cut]) => [...again, ...all.slice(0, cut), ...again, ...all.slice(cut)]),
    cut: fc.nat(120),
  }),
);

test('order, repetition and the size of the batches do not matter', () => {
  fc.assert(
    fc.property(shuffled, ({ changes, other, cut }) => {
      const once = merge(nothing, changes);
      const parts = merge(merge(nothing, other.slice(0, cut)), other.slice(cut));
      expect(picture(parts)).toEqual(picture(once));
    }),
    { numRuns: 300 },
  );
});

test('no change is lost: each holds, or is kept as beaten by a later one', () => {
  fc.assert(
    fc.property(fc.array(anyChange, { maxLength: 60 }), changes => {
      const merged = merge(nothing, changes);
      for (const one of changes) {
        const key = fieldKey(one);
        const holder = merged.won.get(key)!;
        const kept = [holder, ...(merged.lost.get(key) ?? [])];
        expect(kept).toContainEqual(one);
        expect(holder.stamp >= one.stamp).toBe(true);
      }
    }),
  );
});
