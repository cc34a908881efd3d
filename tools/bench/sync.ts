/** Ten thousand histories of three devices that are parted and come together again: one that ends badly ends the run. */
import fc from 'fast-check';
import { history, play } from '../../tests/core/sync/history.ts';
import type { Bench } from './figure.ts';

const HISTORIES = 10_000;

export const sync: Bench = {
  name: 'sync',
  run() {
    const seen = { accepted: 0, refused: 0, others: 0, folded: 0, buried: 0 };
    const start = performance.now();
    fc.assert(
      fc.property(history, steps => play(steps, seen)),
      { numRuns: HISTORIES },
    );
    const seconds = (performance.now() - start) / 1000;
    const told = Object.entries(seen).map(([what, count]) => `${count.toLocaleString('en')} ${what}`);
    return Promise.resolve([
      {
        name: `${HISTORIES.toLocaleString('en')} histories of three devices agree, nothing lost`,
        measured: `${seconds.toFixed(1)} s: ${told.join(', ')}`,
        goal: 'all',
        reached: true,
      },
    ]);
  },
};
