/** A thread that helps a kernel, from its start until it is ended. */
import { parentPort, workerData } from 'node:worker_threads';
import { help, type Help } from '../../src/models/fill/wasm.ts';

parentPort?.postMessage('here');
// A module and a memory, which `threadedKernel` gave: a schema could say no more of them than their classes do.
help(workerData as Help);
