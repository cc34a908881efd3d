/** The thread that works: one task after another, until it is ended, also in the midst of one. */
import { parentPort, workerData } from 'node:worker_threads';
import { Fault } from '../../core/contract/fault.ts';
import { parse } from '../../core/contract/schema.ts';
import { listenBy } from './listen.ts';
import { checkNetwork, makersFor, ownNetwork } from './makers.ts';
import { perform } from './perform.ts';
import { runtimeFor } from './runtime.ts';
import { Means, Task, type Told } from './task.ts';

const { on, threads, whisper } = parse(Means, workerData, 'bug');
const network = ownNetwork(() => runtimeFor(on, threads));
const hands = { makers: makersFor(network, threads), listen: listenBy(threads, whisper) };

const tell = (told: Told): void => parentPort?.postMessage(told);

/** Milliseconds between two messages of one kind: more often nobody asks. */
const PAUSE = 100;
let last = { at: -Infinity, doing: '' };

function progress(done: number, doing: string): void {
  const at = performance.now();
  if (doing === last.doing && at - last.at < PAUSE) return;
  last = { at, doing };
  tell({ tells: 'progress', done: Math.min(1, Math.max(0, done)), doing });
}

async function work(given: unknown): Promise<void> {
  try {
    // Asked once, before any picture: whether the network comes out right where it is to run.
    if (given === 'check') await checkNetwork(network);
    const product = given === 'check' ? { made: [] } : await perform(parse(Task, given), hands, progress);
    tell({ tells: 'done', product });
  } catch (thrown) {
    const { name: kind, message } = Fault.from(thrown);
    tell({ tells: 'failed', fault: { kind, message } });
  }
}

parentPort?.on('message', (given: unknown) => void work(given));
