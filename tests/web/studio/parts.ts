/** What the studio works with, on a device on which only these weights lie. */
import type { Database } from '../../../src/data/database.ts';
import { Device } from '../../../src/studio/device.svelte.ts';
import type { Parts } from '../../../src/studio/parts.ts';
import { Ears } from '../../../src/workers/speech-host.ts';
import { Weights } from '../../../src/workers/weights-host.ts';
import { engineWith } from '../workers/looking.ts';
import type { Given } from '../workers/looking.worker.ts';

export function partsWith(database: Database, given: Given): Parts {
  const open = () => engineWith(given);
  const nobody = (): Worker => {
    throw new Error('Nobody downloads and nobody listens here.');
  };
  return {
    database,
    device: new Device(open, 'test'),
    engine: open(),
    viewer: open(),
    eyes: open(),
    weights: new Weights(nobody),
    ears: new Ears(nobody),
    edition: 'test',
  };
}
