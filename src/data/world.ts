/** The world, for core: time, chance and names. Handed down, so that a test can bring its own. */
import { parse, type Infer, type Schema } from '../../core/contract/schema.ts';

export interface World {
  /** Milliseconds since 1970. */
  now(): number;
  /** A whole number from 0 to 2³² − 1, by chance. */
  seed(): number;
  /** A name that nobody else has: `world.id(VersionId)`. */
  id<S extends Schema>(kind: S): Infer<S>;
}

export const world: World = {
  now: () => Date.now(),
  seed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
  id: kind => parse(kind, crypto.randomUUID()),
};
