/** A world whose time and chance are ours: names count up, and the clock is set by hand. */
import { parse } from '../../core/contract/schema.ts';
import type { World } from '../../src/data/world.ts';

export interface FakeWorld extends World {
  /** What `now` says; may be set back. */
  time: number;
}

export function fakeWorld(name = 'fake', time = 1_000_000): FakeWorld {
  let [names, seeds] = [0, 0];
  return {
    time,
    now() {
      return this.time;
    },
    seed: () => (Math.imul(++seeds, 0x9e3779b1) >>> 0) % 2 ** 32,
    id: kind => parse(kind, `${name}-${++names}`),
  };
}
