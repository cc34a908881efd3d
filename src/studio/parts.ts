/** What `main.ts` makes and hands to the studio. */
import type { Database } from '../data/database.ts';
import type { Engine } from '../workers/host.ts';
import type { Ears } from '../workers/speech-host.ts';
import type { Weights } from '../workers/weights-host.ts';
import type { Device } from './device.svelte.ts';

export interface Parts {
  readonly database: Database;
  /** Runs operations. A stop ends its worker, so nothing else waits on it. */
  readonly engine: Engine;
  /** Opens, shows, selects and exports: what must go on while an operation runs. */
  readonly viewer: Engine;
  /** Looks at pictures: a stop ends its worker, too. */
  readonly eyes: Engine;
  /** Where networks run here. */
  readonly device: Device;
  /** Downloads and keeps the weights of models. */
  readonly weights: Weights;
  /** Writes down what is said. */
  readonly ears: Ears;
  /** The edition of Brushword, for recipes. */
  readonly edition: string;
}
