/** When a device waits, by itself or by its person's wish. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultKinds } from '../../../core/contract/fault.ts';
import { isMetered, pausedBy } from '../../../core/sync/pause.ts';
import { waitAfter } from '../../../core/sync/retry.ts';
import { hashesIn } from '../../../core/sync/vault.ts';

test.each([
  [undefined, false],
  [{}, false],
  [{ saveData: false, type: 'wifi' }, false],
  [{ saveData: true, type: 'wifi' }, true],
  [{ type: 'cellular' }, true],
])('a network that says %o is metered: %s', (network, metered) => {
  expect(isMetered(network)).toBe(metered);
});

test('a pause by hand comes before one for the network, which nobody has who did not ask for it', () => {
  const metered = { saveData: true };
  expect(pausedBy({ paused: false, spareMetered: false }, metered)).toBeUndefined();
  expect(pausedBy({ paused: false, spareMetered: true }, metered)).toBe('metered');
  expect(pausedBy({ paused: false, spareMetered: true }, undefined)).toBeUndefined();
  expect(pausedBy({ paused: true, spareMetered: true }, metered)).toBe('by hand');
});

test('each wait lies somewhere between nothing and twice the longest before, and never above five minutes', () => {
  const chance = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.constantFrom(...faultKinds),
      fc.integer({ min: 1, max: 60 }),
      chance,
      (kind, tries, drawn) => {
        const [wait, longest] = [waitAfter(kind, tries, drawn), waitAfter(kind, tries, 1)];
        if (wait === undefined || longest === undefined) {
          expect(wait).toBe(longest);
          return;
        }
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(longest);
        expect(waitAfter(kind, tries, 0)).toBe(0);
        expect(longest).toBe(Math.min(300_000, 1000 * 2 ** (tries - 1)));
        // Those who failed together come back apart.
        expect(Math.abs(wait - drawn * longest)).toBeLessThanOrEqual(0.5);
      },
    ),
  );
});

test('whatever looks like the name of bytes is found in a value, and nothing else', () => {
  const hash = fc.string({ minLength: 64, maxLength: 64, unit: fc.constantFrom(...'0123456789abcdef') });
  fc.assert(
    fc.property(fc.array(hash, { maxLength: 4 }), fc.json(), (hashes, other) => {
      const text = JSON.stringify({ deep: [{ hashes }], other });
      expect(hashesIn(text)).toEqual([...hashes, ...hashesIn(JSON.stringify(other))]);
    }),
  );
  expect(hashesIn(`"${'a'.repeat(63)}"`)).toEqual([]);
  expect(hashesIn(`"${'a'.repeat(65)}"`)).toEqual([]);
  expect(hashesIn(`"${'A'.repeat(64)}"`)).toEqual([]);
});
