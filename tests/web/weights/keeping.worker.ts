/** The keeper of weights with a list and a patience of the test's own, which come as the worker's name. */
import { expose } from 'comlink';
import { readWeights } from '../../../src/models/weights/kept.ts';
import { hold } from '../../../src/workers/hold.ts';
import { WeightsKeeper, type Manner } from '../../../src/workers/weights.ts';

// Only `given.ts` starts this worker.
const keeper = new WeightsKeeper(JSON.parse(self.name) as Manner);
expose(Object.assign(keeper, { hold, readWeights }));
