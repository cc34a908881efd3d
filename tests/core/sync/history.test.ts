/** Whatever happens to three devices on the way, in the end they agree, and nothing is lost. `npm run bench sync` plays 10,000. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { history, play } from './history.ts';

test('500 histories come to one end, and nothing that was acknowledged is lost', () => {
  const seen = { accepted: 0, refused: 0, others: 0, folded: 0, buried: 0 };
  fc.assert(
    fc.property(history, steps => play(steps, seen)),
    { numRuns: 500 },
  );
  // They went through every door often enough to mean something.
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(50);
});
