/** The keeper of weights' own thread: an engine may be ended at any time, and must not take a download with it. */
import { expose } from 'comlink';
import { HUB } from '../models/weights/address.ts';
import { manifest } from '../models/weights/manifest.ts';
import { PATIENCE } from '../models/weights/patience.ts';
import { hold } from './hold.ts';
import { WeightsKeeper } from './weights.ts';

const keeper = new WeightsKeeper({ manifest, hub: HUB, patience: PATIENCE });
expose(Object.assign(keeper, { hold }));
