/** The thread of the carrier. */
import { expose } from 'comlink';
import { makeCarrier } from './carrier.ts';

expose(makeCarrier());
